import type { Context } from '#platform/context'
import { createKept, rows, rowVersion, type Versioned } from '#platform/db'
import { ACCOUNT_COLUMNS, renderAccount, type Account, type PersonRow } from '../model.ts'

const keep = createKept<Account>(5_000)

/**
 * Accounts by id, for a page that has joined `people`, asked there who may be seen, and read `rowVersion` of each: people stand
 * under a great many statuses and change seldom.
 */
export function keptAccounts(ctx: Context, wanted: Versioned[]): Promise<Map<string, Account>> {
  return keep(ctx.config, wanted, async (ids) => {
    const found = await rows<PersonRow & Versioned>(
      ctx.db,
      `select ${ACCOUNT_COLUMNS}, ${rowVersion('p')} as version from people p where p.id = any($1::bigint[])`,
      [ids],
    )
    return found.map((row) => ({ id: row.id, version: row.version, value: renderAccount(ctx.config.origin, row) }))
  })
}
