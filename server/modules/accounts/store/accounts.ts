import type { Insertable, Updateable } from 'kysely'
import { violates, type Database, type DB } from '#platform/db'
import { refuse } from '#platform/refusal'

export async function insertAccount(db: Database, account: Insertable<DB['accounts']>): Promise<void> {
  await db.insertInto('accounts').values(account).execute().catch(explain)
}

export async function updateAccount(db: Database, personId: string, changes: Updateable<DB['accounts']>) {
  if (Object.keys(changes).length === 0) return
  await db.updateTable('accounts').set(changes).where('personId', '=', personId).execute().catch(explain)
}

/** There is at most one owner: whoever was it becomes a moderator first. */
export async function demoteOwner(db: Database): Promise<void> {
  await db.updateTable('accounts').set({ role: 'moderator' }).where('role', '=', 'owner').execute()
}

/** False when nobody of that id waits. */
export async function endWaiting(db: Database, personId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('accounts')
    .set({ awaitingApproval: false })
    .where('personId', '=', personId)
    .where('awaitingApproval', '=', true)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function explain(error: unknown): never {
  if (violates(error, 'accounts_email')) throw refuse('invalid', 'accounts.email_taken')
  if (violates(error, 'accounts_one_owner')) throw refuse('conflict', 'accounts.owner_exists')
  throw error
}
