import type { Database } from '#platform/db'
import type { Page } from '#platform/http'
import type { InviteRow } from '../model/invites.ts'

const COLUMNS = ['id', 'code', 'inviterId', 'maxUses', 'uses', 'expiresAt', 'revokedAt', 'createdAt'] as const

export async function findInvite(db: Database, code: string): Promise<InviteRow | null> {
  const found = await db.selectFrom('invites').select(COLUMNS).where('code', '=', code).executeTakeFirst()
  return found ?? null
}

/** One of one's own. */
export async function findOwnInvite(db: Database, inviterId: string, id: string): Promise<InviteRow | null> {
  const found = await db
    .selectFrom('invites')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('inviterId', '=', inviterId)
    .executeTakeFirst()
  return found ?? null
}

/** One's own, newest first. */
export async function listInvites(db: Database, inviterId: string, page: Page): Promise<InviteRow[]> {
  let query = db.selectFrom('invites').select(COLUMNS).where('inviterId', '=', inviterId).limit(page.limit)
  if (page.maxId) query = query.where('id', '<', page.maxId)
  if (page.minId ?? page.sinceId) query = query.where('id', '>', (page.minId ?? page.sinceId)!)
  const found = await query.orderBy('id', page.minId ? 'asc' : 'desc').execute()
  return page.minId ? found.toReversed() : found
}
