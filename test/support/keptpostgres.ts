/**
 * A PostgreSQL that outlives the test file it was started for and ends when nobody has used it for a while. Run as a program, this
 * file is the process that keeps it.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { createLog } from '#platform/log'
import { findPostgres, startPostgres } from '#platform/postgres'

const FOLDER = join(import.meta.dirname, '../../.cache/test-postgres')
const IDLE_SECONDS = 120

/** Its address, once it takes connections. Several files may ask at once: the first keeper to lock the folder wins. */
export async function keptPostgres(): Promise<string> {
  const end = performance.now() + 60_000
  for (let round = 0; performance.now() < end; round++) {
    const found = await findPostgres(FOLDER)
    if (found && (await answers(found.url))) return found.url
    if (round % 100 === 0) spawn(process.execPath, [import.meta.filename], { detached: true, stdio: 'ignore' }).unref()
    await sleep(50)
  }
  throw new Error(`The tests' PostgreSQL does not start: see ${FOLDER}/postgres.log`)
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  return await client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

async function keep() {
  const postgres = await startPostgres({ dataDir: FOLDER, log: createLog('silent'), durable: false })
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await dropOld(client)
  for (let idle = 0; idle < IDLE_SECONDS; idle += 5) {
    await sleep(5_000)
    const { rowCount } = await client.query(
      `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    if (rowCount) idle = 0
  }
  await client.end()
  await postgres.stop()
}

async function dropOld(client: Client) {
  const { rows } = await client.query(`select datname from pg_database where datname like 'test\\_%'`)
  for (const { datname } of rows) await client.query(`drop database if exists ${datname}`).catch(() => {})
}

if (import.meta.main) await keep()
