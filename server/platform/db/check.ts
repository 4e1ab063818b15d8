import type pg from 'pg'

const OLDEST = 150000

/** A PostgreSQL of the owner's own must be one that Kith can work with; says in one line why not. */
export async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  )
  const { version, encoding } = rows[0]!
  if (version < OLDEST) throw new Error(`PostgreSQL must be 15 or newer; this one is ${Math.floor(version / 10000)}.`)
  if (encoding !== 'UTF8') throw new Error(`The database must be in UTF8; this one is in ${encoding}.`)
}
