/** A context on a database of its own, with a clock that tests move, and the jobs run when a test says so. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOnce } from 'graphile-worker'
import type pg from 'pg'
import { loadConfig, type Config } from '#platform/config'
import type { Context } from '#platform/context'
import { createDb, createPool } from '#platform/db'
import { createLog } from '#platform/log'
import { loadSecrets } from '#platform/secrets'
import { allJobs, happen } from '../../server/modules.ts'
import { testDatabase } from './database.ts'

export type TestContext = Context & {
  url: string
  pool: pg.Pool
  /** Moves the clock that actions read; the database's own goes on. */
  advance(by: Temporal.DurationLike): void
  /** Runs every job that is due, until none is left. */
  runJobs(): Promise<void>
  close(): Promise<void>
}

export async function testContext(settings: Record<string, string> = {}): Promise<TestContext> {
  const { url, close } = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'kith-test-'))
  const log = createLog(process.env.KITH_LOG ?? 'silent')
  const pool = createPool({ url, log, size: 8, name: 'kith test' })
  const config: Config = {
    ...loadConfig({ KITH_ORIGIN: 'https://kith.test', KITH_RATE_LIMITS: 'off', KITH_DATA: dataDir, ...settings }),
  }
  let ahead = Temporal.Duration.from({ seconds: 0 })
  const ctx: Context = {
    db: createDb(pool),
    config,
    log,
    now: () => Temporal.Now.instant().add(ahead),
    secrets: await loadSecrets(dataDir),
    happen: (tx, happening) => happen(ctx, tx, happening),
  }
  return {
    ...ctx,
    url,
    pool,
    advance: (by) => void (ahead = ahead.add(Temporal.Duration.from(by))),
    runJobs: () => runDueJobs(pool, ctx),
    async close() {
      await pool.end()
      await close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function runDueJobs(pool: pg.Pool, ctx: Context) {
  const jobs = allJobs(ctx)
  const taskList = Object.fromEntries(
    Object.entries(jobs).map(([name, work]) => [name, (payload: unknown) => work(payload as never)]),
  )
  const quiet = { error() {}, warn() {}, info() {}, debug() {}, log() {}, scope: () => quiet }
  await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: quiet as never })
}
