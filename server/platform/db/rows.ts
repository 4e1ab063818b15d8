import { CompiledQuery } from 'kysely'
import type { Database } from './index.ts'

/** SQL that Kysely need not build anew at each call. Rows come as PostgreSQL names them (snake_case). */
export async function rows<Row>(db: Database, text: string, values: readonly unknown[]): Promise<Row[]> {
  const result = await db.withoutPlugins().executeQuery<Row>(CompiledQuery.raw(text, [...values]))
  return result.rows
}

/** Where a page of a list begins and how long it is; see platform/http's readPage for what each means. */
export type Keyset = { limit: number; maxId?: string; sinceId?: string; minId?: string }

export type Query = { text: string; values: readonly unknown[] }

/**
 * One page of a list that is ordered by an id, newest first. `build` is given the condition for its WHERE and answers the
 * query up to that WHERE's end; its `values` stand before the page's own parameters.
 */
export async function keysetPage<Row>(
  db: Database,
  page: Keyset,
  column: string,
  values: readonly unknown[],
  build: (within: string) => string,
): Promise<Row[]> {
  const query = keysetQuery(page, column, values, build)
  const found = await rows<Row>(db, query.text, query.values)
  return page.minId === undefined ? found : found.reverse()
}

/** The same as a query for others to build on. Reading upwards from `minId` it comes oldest first. */
export function keysetQuery(
  page: Keyset,
  column: string,
  values: readonly unknown[],
  build: (within: string) => string,
): Query {
  const at = values.length
  // coalesce rather than "is null or": both bounds stay a range of the index.
  const within = `${column} < coalesce($${at + 1}::bigint, 9223372036854775807) and ${column} > coalesce($${at + 2}::bigint, 0)`
  const direction = page.minId === undefined ? 'desc' : 'asc'
  return {
    text: `${build(within)} order by ${column} ${direction} limit $${at + 3}`,
    values: [...values, page.maxId ?? null, page.minId ?? page.sinceId ?? null, page.limit],
  }
}
