import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '#platform/config'
import type { Log } from '#platform/log'
import { findPostgres, InUse, startPostgres } from '#platform/postgres'

const PATIENCE = 30_000

export type Reached = { url: string; beside: boolean; stop(): Promise<void> }

/** The owner's PostgreSQL, or that of the Kith running on the data folder, or one started for us alone. */
export async function reachPostgres(config: Config, log: Log): Promise<Reached> {
  if (config.databaseUrl) return { url: config.databaseUrl, beside: true, stop: async () => {} }
  const end = performance.now() + PATIENCE
  for (;;) {
    const running = await findPostgres(config.dataDir)
    if (running) return { url: running.url, beside: true, stop: async () => {} }
    try {
      return { ...(await startPostgres({ dataDir: config.dataDir, log })), beside: false }
    } catch (error) {
      if (!(error instanceof InUse) || performance.now() > end) throw error
      await sleep(200)
    }
  }
}
