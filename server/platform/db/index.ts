/**
 * The database: a pool, Kysely on it, and transactions. `Database` is what store and view functions take first, inside
 * a transaction or outside; only actions open one. Identifiers are snake_case in SQL and camelCase here; 64-bit numbers
 * arrive as strings and moments as Temporal.Instant.
 *
 * Every statement is prepared under a name derived from its text, so PostgreSQL plans it once a connection.
 */
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Log } from '#platform/log'
import { rows } from './rows.ts'
import type { DB } from './schema.ts'

export { dueMigrations, migrate } from './migrate.ts'
export { checkServer } from './check.ts'
export { createKept, rowVersion, type Versioned } from './kept.ts'
export { isDatabaseAway, isDiskFull, isUnstorable, violates } from './violations.ts'
export { keysetPage, keysetQuery, rows, type Keyset, type Query } from './rows.ts'
export type { DB } from './schema.ts'

/** A transaction, where something must be in one. */
export type Tx = Transaction<DB>

export type Database = Kysely<DB> | Transaction<DB>

const TIMESTAMPTZ = 1184
const DATE = 1082
pg.types.setTypeParser(TIMESTAMPTZ, parseInstant)
pg.types.setTypeParser(DATE, (text) => text)

export type PoolOptions = { url: string; size?: number; log: Log; name?: string }

// More connections than the machine can serve at once only make each of them slower.
const USUAL_SIZE = Math.max(8, 4 * availableParallelism())

export function createPool({ url, size = USUAL_SIZE, log, name = 'kith' }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: name,
    // Statements are written to use an index whatever their values are, so planning them once is enough.
    options: '-c plan_cache_mode=force_generic_plan',
    // A lost database is retried by whoever asks next; an idle connection that breaks must not end the process.
    connectionTimeoutMillis: 10_000,
  })
  // One that is cut while the pool is being closed is no news.
  pool.on('error', (error) => pool.ending || log.warn({ error: error.message }, 'a database connection broke'))
  // One that breaks while it is in use fails its query; without a listener it would end the process as well.
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

export function createDb(pool: pg.Pool): Kysely<DB> {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** Runs `work` in a transaction: the given one when there is one already. */
export function transaction<T>(db: Database, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Transaction<DB>)
  return db.transaction().execute(work)
}

/** What the rest of the transaction does has happened then: ids and moments are of that time. */
export async function setMoment(tx: Tx, moment: Temporal.Instant): Promise<void> {
  await rows(tx, `select set_config('kith.moment', $1, true)`, [moment.toString()])
}

const names = new Map<string, string>()
const MOST_NAMES = 1000

function preparing(pool: pg.Pool) {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      return {
        query: (first: string | pg.Submittable, values?: unknown[]) =>
          typeof first === 'string'
            ? client.query({ name: nameOf(first), text: first, values: values?.map(asParameter) })
            : client.query(first as never),
        release: () => client.release(),
      }
    },
  } as never
}

function asParameter(value: unknown): unknown {
  return value instanceof Temporal.Instant ? value.toString() : value
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= MOST_NAMES) return undefined
  const name = createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}

// "2026-11-24 13:02:03.123456+00": ISO 8601 but for the blank and the short offset.
function parseInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
}
