import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

const FOLDER = join(import.meta.dirname, '../../migrations')
const LOCK = 0x6b697468 // "kith"

/**
 * Applies the numbered SQL files that this database has not had, each in a transaction, under an advisory lock so that
 * several processes may start at once. Forward only; an applied file is never edited.
 */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    )
    const due = await findDue(client)
    for (const name of due) await apply(client, name)
    return due
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    client.release()
  }
}

/** The files that this database has not had, without applying them. */
export async function dueMigrations(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ begun: boolean }>(`select to_regclass('migrations') is not null as begun`)
  return rows[0]!.begun ? findDue(pool) : readFiles()
}

async function findDue(client: pg.Pool | pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migrations')
  const applied = new Set(rows.map((row) => row.name))
  const files = await readFiles()
  const unknown = [...applied].filter((name) => !files.includes(name))
  if (unknown.length > 0) throw new Error(`This data is from a newer Kith (it has ${unknown.join(', ')}). Update Kith.`)
  return files.filter((name) => !applied.has(name))
}

async function readFiles(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
}

async function apply(client: pg.PoolClient, name: string) {
  const text = await readFile(join(FOLDER, name), 'utf8')
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migrations (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
