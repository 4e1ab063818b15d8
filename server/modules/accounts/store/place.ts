import type { Updateable } from 'kysely'
import type { Database, DB } from '#platform/db'

export async function updatePlace(db: Database, changes: Updateable<DB['place']>): Promise<void> {
  if (Object.keys(changes).length > 0) await db.updateTable('place').set(changes).execute()
}

/** The link that counts is the newest; false when the place has begun. */
export async function keepBeginning(db: Database, hash: Buffer): Promise<boolean> {
  const update = db.updateTable('place').set({ beginning: hash }).where('begunAt', 'is', null)
  return (await update.executeTakeFirst()).numUpdatedRows > 0n
}

/** False when that link has been used, or replaced by a newer one. */
export async function useBeginning(db: Database, hash: Buffer, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('place')
    .set({ beginning: null, begunAt: now })
    .where('beginning', '=', hash)
    .where('begunAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** An owner made by the command line begins the place as well. */
export async function beginPlace(db: Database, now: Temporal.Instant): Promise<void> {
  await db.updateTable('place').set({ beginning: null, begunAt: now }).where('begunAt', 'is', null).execute()
}
