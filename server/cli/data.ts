import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import type { Context } from '#platform/context'
import { checkServer, createDb, createPool, dueMigrations, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { createLog, type Log } from '#platform/log'
import { findPostgres, InUse, startPostgres } from '#platform/postgres'
import { loadSecrets } from '#platform/secrets'
import { happen } from '../modules.ts'

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

/** Runs `work` on the place's data, beside a running server or alone. */
export async function withData<T>(config: Config, work: (ctx: Context, pool: pg.Pool) => Promise<T>): Promise<T> {
  const log = createLog('warn')
  const postgres = await reachPostgres(config, log)
  const pool = createPool({ url: postgres.url, log, size: 4, name: 'kith command line' })
  try {
    await checkServer(pool)
    await bringUpToDate(pool, postgres.beside && !config.databaseUrl)
    const ctx: Context = {
      db: createDb(pool),
      config,
      log,
      now: systemClock,
      secrets: await loadSecrets(config.dataDir),
      happen: (tx, happening) => happen(ctx, tx, happening),
    }
    return await work(ctx, pool)
  } finally {
    await pool.end()
    await postgres.stop()
  }
}

/** Under a running server nothing is changed: it would not know the new schema. */
async function bringUpToDate(pool: pg.Pool, serverRuns: boolean) {
  const due = await dueMigrations(pool)
  if (due.length === 0) return
  if (serverRuns) throw new Error('Kith has been updated since it was started: start it anew first.')
  await migrate(pool)
  await prepareJobs(pool)
}
