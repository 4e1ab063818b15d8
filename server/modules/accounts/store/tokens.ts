import type { Insertable } from 'kysely'
import { rows, type Database, type DB } from '#platform/db'
import { announce } from '#platform/events'

export type TokenRow = {
  id: string
  app_id: string
  scopes: string[]
  person_id: string | null
  last_used_at: Temporal.Instant | null
  role: 'owner' | 'moderator' | 'member' | null
  locale: string | null
}

// Asked at every request, so it is one statement that is planned once.
const FIND = `
  select t.id, t.app_id, t.scopes, t.person_id, t.last_used_at, a.role, a.locale
  from access_tokens t
  left join accounts a on a.person_id = t.person_id
  left join people p on p.id = t.person_id
  where t.token_hash = $1
    and (t.person_id is null or (not a.awaiting_approval and p.suspended_at is null))`

export async function findByHash(db: Database, hash: Buffer): Promise<TokenRow | null> {
  const [found] = await rows<TokenRow>(db, FIND, [hash])
  return found ?? null
}

const MARK_USED = `
  with used as (update access_tokens set last_used_at = $2 where id = $1 returning person_id)
  update accounts set last_seen_on = ($2::timestamptz at time zone 'UTC')::date from used
  where accounts.person_id = used.person_id
    and last_seen_on is distinct from ($2::timestamptz at time zone 'UTC')::date`

/** Also that its owner was here today (UTC). */
export async function markUsed(db: Database, id: string, now: Temporal.Instant): Promise<void> {
  await rows(db, MARK_USED, [id, now])
}

export async function insertToken(db: Database, token: Insertable<DB['accessTokens']>): Promise<void> {
  await db.insertInto('accessTokens').values(token).execute()
}

/** Ends tokens of a person, and tells the streams opened with them: all, one (`only`), or all but one (`except`). */
export async function endTokens(
  tx: Database,
  personId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  let query = tx.deleteFrom('accessTokens').where('personId', '=', personId)
  if (which.only) query = query.where('id', '=', which.only)
  if (which.except) query = query.where('id', '<>', which.except)
  const ended = await query.returning('id').execute()
  for (const { id } of ended) await announce(tx, { kind: 'token.revoked', id })
  return ended.length
}

/** What the token with this hash stands for; `appId` whose it is. */
export async function findOwner(db: Database, hash: Buffer): Promise<{ id: string; appId: string } | null> {
  const found = db.selectFrom('accessTokens').select(['id', 'appId']).where('tokenHash', '=', hash)
  return (await found.executeTakeFirst()) ?? null
}

export async function endToken(tx: Database, id: string): Promise<void> {
  await tx.deleteFrom('accessTokens').where('id', '=', id).execute()
  await announce(tx, { kind: 'token.revoked', id })
}
