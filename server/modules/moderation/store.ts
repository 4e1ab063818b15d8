import type { Database } from '#platform/db'
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
