/** Looks for words wherever the database keeps anything, the waiting jobs included. */
import type pg from 'pg'

/** The tables in which the words stand, as text or as its bytes. */
export async function tablesWith(pool: pg.Pool, words: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const found = await Promise.all(
    rows.map(async ({ name }) => {
      const text = `select from ${name} t where t::text ilike '%' || $1 || '%'
        or t::text like '%' || encode(convert_to($1, 'UTF8'), 'hex') || '%' limit 1`
      return (await pool.query(text, [words])).rowCount ? [name] : []
    }),
  )
  return found.flat()
}
