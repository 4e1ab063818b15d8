import { sql, type Insertable } from 'kysely'
import type { Database, DB } from '#platform/db'
import type { InviteRow } from '../model/invites.ts'

export function insertInvite(db: Database, invite: Insertable<DB['invites']>): Promise<InviteRow> {
  return db.insertInto('invites').values(invite).returningAll().executeTakeFirstOrThrow()
}

/** Counts one more who joins by it; null when it cannot be used. Who come at once wait for each other on its row. */
export async function countUse(
  db: Database,
  code: string,
  now: Temporal.Instant,
): Promise<{ id: string; inviterId: string } | null> {
  const used = await db
    .updateTable('invites')
    .set({ uses: sql`uses + 1` })
    .where('code', '=', code)
    .where('revokedAt', 'is', null)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .where((eb) => eb.or([eb('maxUses', 'is', null), eb('uses', '<', eb.ref('maxUses'))]))
    .where('inviterId', 'in', (eb) => eb.selectFrom('people').select('id').where('suspendedAt', 'is', null))
    .returning(['id', 'inviterId'])
    .executeTakeFirst()
  return used ?? null
}

/** False when the inviter has no such invite. */
export async function revoke(db: Database, inviterId: string, id: string, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invites')
    .set({ revokedAt: sql`coalesce(revoked_at, ${now})` })
    .where('id', '=', id)
    .where('inviterId', '=', inviterId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
