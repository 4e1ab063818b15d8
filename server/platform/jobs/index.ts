/**
 * Work that follows from what happened: added in the same transaction as its cause, so nothing is done for what was
 * rolled back and nothing confirmed is forgotten. A job may run twice and must do no harm then. graphile-worker runs them.
 */
import { sql } from 'kysely'
import { parseCronItems, run, runMigrations, type Runner, type Task } from 'graphile-worker'
import type pg from 'pg'
import { rows, type Database } from '#platform/db'
import type { Log } from '#platform/log'

export type JobOptions = {
  /** When to run it; at once when left out. */
  at?: Temporal.Instant
  /** At most one waiting job has this key: a second `addJob` replaces the first. */
  key?: string
  maxAttempts?: number
}

/** A job's handler is given the payload it was added with. */
export type Jobs = Record<string, (payload: never) => Promise<void>>

export async function addJob(db: Database, name: string, payload: object, options: JobOptions = {}): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json,
    run_at => ${options.at?.toString() ?? null}::timestamptz, job_key => ${options.key ?? null}::text,
    max_attempts => ${options.maxAttempts ?? 25}::int)`.execute(db)
}

/** How many jobs there are in each state, whatever their kind. */
export async function countJobs(db: Database): Promise<{ state: 'due' | 'later' | 'failed'; count: number }[]> {
  return rows(
    db,
    `select state, count(j.id)::int as count from unnest(array['due', 'later', 'failed']) state
     left join graphile_worker.jobs j on state = case when j.attempts >= j.max_attempts then 'failed'
       when j.run_at <= now() then 'due' else 'later' end
     group by state`,
    [],
  )
}

export async function prepareJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool })
}

type WorkerOptions = { pool: pg.Pool; jobs: Jobs; crontab: string; log: Log; concurrency?: number }

/** Signals are main's business: the runner stops only when asked. */
export function startWorker({ pool, jobs, crontab, log, concurrency = 4 }: WorkerOptions): Promise<Runner> {
  const taskList: Record<string, Task> = {}
  for (const [name, work] of Object.entries(jobs)) {
    taskList[name] = async (payload) => {
      await work(payload as never)
      log.debug({ job: name }, 'job done')
    }
  }
  return run({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems(cronItems(crontab)),
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: quietLogger(log) as never,
  })
}

// As items, since graphile-worker's own reading of a crontab knows no names with a dot in them.
function cronItems(crontab: string) {
  return crontab
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const fields = line.trim().split(/\s+/)
      return { match: fields.slice(0, 5).join(' '), task: fields.slice(5).join(' ') }
    })
}

function quietLogger(log: Log) {
  const levels: Record<string, 'error' | 'warn' | 'debug'> = { error: 'error', warning: 'warn' }
  const scoped = () => ({
    log: (level: string, message: string) => log[levels[level] ?? 'debug'](`worker: ${message}`),
    error: (message: string) => log.error(`worker: ${message}`),
    warn: (message: string) => log.warn(`worker: ${message}`),
    info: (message: string) => log.debug(`worker: ${message}`),
    debug: (message: string) => log.trace(`worker: ${message}`),
    scope: scoped,
  })
  return scoped()
}
