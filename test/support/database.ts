/**
 * A database of its own for each test file, cloned from a migrated template. `npm test` runs one PostgreSQL for all files and names
 * it in KITH_TEST_DATABASE; a file run alone finds one that is kept for a while between runs.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { createPool, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { keptPostgres } from './keptpostgres.ts'

const MIGRATIONS = join(import.meta.dirname, '../../server/migrations')
const LOCK = 0x74657374 // "test"

export async function testDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const server = process.env.KITH_TEST_DATABASE ?? (await keptPostgres())
  const name = `test_${randomBytes(8).toString('hex')}`
  const template = await prepareTemplate(server)
  await ask(server, `create database ${name} template ${template} strategy file_copy`)
  return {
    url: at(server, name),
    close: () => ask(server, `drop database if exists ${name} with (force)`).catch(() => {}),
  }
}

/** Makes the template of the migrations as they stand now, unless somebody has. */
export async function prepareTemplate(server: string): Promise<string> {
  const name = `template_${migrationsHash()}`
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await createTemplate(client, server, name)
  } finally {
    await client.end()
  }
  return name
}

/** Gets the template's name last, so that one cut short is never taken for whole. */
async function createTemplate(client: Client, server: string, name: string) {
  const unfinished = `${name}_unfinished`
  await client.query(`drop database if exists ${unfinished} with (force)`)
  await client.query(`create database ${unfinished}`)
  const pool = createPool({ url: at(server, unfinished), log: createLog('silent'), size: 1 })
  try {
    await migrate(pool)
    await prepareJobs(pool)
    await pool.query('vacuum analyze')
  } finally {
    await pool.end()
  }
  await client.query(`alter database ${unfinished} rename to ${name}`)
}

function migrationsHash(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(MIGRATIONS).sort()) hash.update(file).update(readFileSync(join(MIGRATIONS, file)))
  return hash.digest('hex').slice(0, 16)
}

async function ask(server: string, statement: string) {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

function at(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
