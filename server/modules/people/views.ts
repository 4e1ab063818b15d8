import type { Context } from '#platform/context'
import { rows, type Database } from '#platform/db'
import { missing } from '#platform/refusal'
import { ACCOUNT_COLUMNS, renderAccount, type Account, type PersonRow } from './model.ts'

/** In the order of the ids; unknown ones are left out. */
export async function viewAccounts(ctx: Context, _viewerId: string | null, ids: readonly string[]): Promise<Account[]> {
  if (ids.length === 0) return []
  const found = await rows<PersonRow>(
    ctx.db,
    `select ${ACCOUNT_COLUMNS} from people p where p.id = any($1::bigint[]) order by array_position($1::bigint[], p.id)`,
    [ids],
  )
  return found.map((row) => renderAccount(ctx.config.origin, row))
}

export async function viewAccount(ctx: Context, viewerId: string | null, id: string): Promise<Account> {
  const [account] = await viewAccounts(ctx, viewerId, [id])
  if (!account) throw missing()
  return account
}

/** Who is called so here: `name`, `@name`, `name@our.domain` or `name@domain`; null for nobody. Never suspended people. */
export async function findByHandle(db: Database, domain: string, handle: string): Promise<string | null> {
  const found = await findByHandles(db, domain, [handle])
  return found.get(handle) ?? null
}

/** The same for many at once; the ids by the handles as they were given. */
export async function findByHandles(
  db: Database,
  domain: string,
  handles: readonly string[],
): Promise<Map<string, string>> {
  const wanted = handles.map((handle) => splitHandle(handle, domain))
  if (wanted.length === 0) return new Map()
  const found = await rows<{ at: number; id: string }>(
    db,
    `select w.at::int as at, p.id from unnest($1::text[], $2::text[]) with ordinality as w (name, host, at)
     join people p on lower(p.username) = w.name and coalesce(lower(p.domain), '') = w.host and p.suspended_at is null`,
    [wanted.map(({ name }) => name), wanted.map(({ host }) => host)],
  )
  return new Map(found.map(({ at, id }) => [handles[at - 1]!, id]))
}

function splitHandle(handle: string, domain: string): { name: string; host: string } {
  const [name = '', host = ''] = handle.trim().replace(/^@/, '').toLowerCase().split('@')
  return { name, host: host === domain.toLowerCase() ? '' : host }
}
