import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import type { Context } from '#platform/context'
import { checkServer, createDb, createPool, dueMigrations, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { loadSecrets } from '#platform/secrets'
import { happen } from '../modules.ts'
import { reachPostgres } from './reach.ts'
import { UsageError } from './usage.ts'

const PATIENCE = 15_000

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

/** Under a running server nothing is changed, since it would not know the new schema; one that just starts does it. */
async function bringUpToDate(pool: pg.Pool, serverRuns: boolean) {
  const end = performance.now() + PATIENCE
  while ((await dueMigrations(pool)).length > 0) {
    if (!serverRuns) {
      await migrate(pool)
      await prepareJobs(pool)
    } else if (performance.now() > end) {
      throw new UsageError('Kith has been updated since it was started: start it anew first.')
    } else await sleep(100)
  }
}
