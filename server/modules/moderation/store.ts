import { rows, type Database, type Tx } from '#platform/db'
import type { Category, Thing } from './model.ts'

export type NewReport = {
  reporterId: string
  personId: string
  category: Category
  comment: string
  about: Thing | 'person' | 'status'
  aboutIds: string[]
  words: string | null
}

export async function insertReport(db: Database, report: NewReport): Promise<string> {
  const { id } = await db.insertInto('reports').values(report).returning('id').executeTakeFirstOrThrow()
  return id
}

export type GuestReport = Omit<NewReport, 'reporterId' | 'about'>

/** Undefined where the guest had reported it before. */
export async function insertGuestReport(db: Database, report: GuestReport): Promise<string | undefined> {
  const inserted = await db
    .insertInto('reports')
    .values({ ...report, about: 'guest_introduction', byGuest: true })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}

/** Whether there is such a report. */
export async function setSettled(db: Database, id: string, by: string, at: Temporal.Instant | null): Promise<boolean> {
  const settled = { settledAt: at, settledBy: at && by }
  const { numUpdatedRows } = await db.updateTable('reports').set(settled).where('id', '=', id).executeTakeFirst()
  return numUpdatedRows > 0n
}

export type LockedReport = { id: string; personId: string; about: string; aboutIds: string[] }

/** Held until the transaction ends. */
export async function lockReport(tx: Tx, id: string): Promise<LockedReport | undefined> {
  return tx
    .selectFrom('reports')
    .select(['id', 'personId', 'about', 'aboutIds'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** All reports of the same are dealt with; who took it down, and when, stays with them. */
export async function setTakenDown(
  tx: Tx,
  { about, personId, aboutIds }: LockedReport,
  { by, at }: { by: string; at: Temporal.Instant },
): Promise<void> {
  const text = `update reports set taken_down_at = $4, taken_down_by = $5,
      settled_by = case when settled_at is null then $5 else settled_by end, settled_at = coalesce(settled_at, $4)
    where person_id = $1 and about = $2 and about_ids <@ $3::bigint[] and taken_down_at is null`
  await rows(tx, text, [personId, about, aboutIds, at.toString(), by])
}
