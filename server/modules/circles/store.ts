import { rows, type Database, type Tx } from '#platform/db'
import type { RepliesPolicy } from './model.ts'

export type NewCircle = { personId: string; title: string; repliesPolicy?: RepliesPolicy; exclusive?: boolean }

export async function insertCircle(db: Database, circle: NewCircle): Promise<string> {
  const { id } = await db.insertInto('circles').values(circle).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Holds one's own circle until the transaction ends; false where there is none. */
export async function lockCircle(tx: Tx, personId: string, id: string): Promise<boolean> {
  const text = 'select from circles where id = $2 and person_id = $1 and deleted_at is null for update'
  return (await rows(tx, text, [personId, id])).length > 0
}

export type CircleChanges = Partial<Omit<NewCircle, 'personId'>>

export async function updateCircle(tx: Tx, id: string, changes: CircleChanges): Promise<void> {
  const given = Object.values(changes).some((value) => value !== undefined)
  if (given) await tx.updateTable('circles').set(changes).where('id', '=', id).execute()
}

/** What was said to it stays its owner's. */
export async function endCircle(tx: Tx, id: string, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('circles').set({ deletedAt: at, exclusive: false }).where('id', '=', id).execute()
  await tx.deleteFrom('circleMembers').where('circleId', '=', id).execute()
}

/** Takes in those of the people whom the owner follows; answers how many of them those are. */
export async function insertMembers(tx: Tx, personId: string, circleId: string, ids: string[]): Promise<number> {
  const [row] = await rows<{ followed: number }>(
    tx,
    `with followed as (
       select f.id, f.followee_id from follows f where f.follower_id = $1 and f.followee_id = any($3::bigint[]) for share),
     taken as (
       insert into circle_members (circle_id, person_id, follow_id)
       select $2, f.followee_id, f.id from followed f on conflict do nothing)
     select count(*)::int as followed from followed`,
    [personId, circleId, ids],
  )
  return row!.followed
}

export async function removeMembers(tx: Tx, circleId: string, ids: string[]): Promise<void> {
  await rows(tx, 'delete from circle_members where circle_id = $1 and person_id = any($2::bigint[])', [circleId, ids])
}
