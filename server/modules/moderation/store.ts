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

/**
 * The report, with all others of the same person, held until the transaction ends: from the first on, so whoever takes something of theirs
 * down meanwhile waits here, before they hold anything. Several name the same statuses, or the same ask in both its forms.
 */
export async function lockReports(tx: Tx, id: string): Promise<LockedReport[]> {
  const text = `select id, person_id as "personId", about, about_ids::text[] as "aboutIds" from reports
    where person_id = (select person_id from reports where id = $1) order by id for update`
  return rows<LockedReport>(tx, text, [id])
}

/** They are dealt with; who took it down, and when, stays with them. */
export async function setTakenDown(
  tx: Tx,
  ids: readonly string[],
  { by, at }: { by: string; at: Temporal.Instant },
): Promise<void> {
  const text = `update reports set taken_down_at = $2, taken_down_by = $3,
      settled_by = case when settled_at is null then $3 else settled_by end, settled_at = coalesce(settled_at, $2)
    where id = any($1::bigint[]) and taken_down_at is null`
  await rows(tx, text, [ids, at.toString(), by])
}
