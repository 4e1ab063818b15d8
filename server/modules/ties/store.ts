import type { Insertable, Transaction } from 'kysely'
import { rows, type Database, type DB } from '#platform/db'
import { missing, refuse } from '#platform/refusal'
import type { FollowOptions } from './model.ts'

type Tx = Transaction<DB>
type Pair = { follower: string; followee: string }

export type Met = { id: string; locked: boolean }

/**
 * Takes both people's rows, in the order of their ids: whatever changes between two people happens one after another,
 * counters included, and nobody waits for each other. Answers the other one.
 */
export async function lockPair(tx: Tx, personId: string, otherId: string): Promise<Met> {
  if (personId === otherId) throw refuse('invalid', 'ties.oneself')
  const found = await rows<Met & { suspended: boolean }>(
    tx,
    `select id, locked, suspended_at is not null as suspended from people where id in ($1, $2)
     order by id for no key update`,
    [personId, otherId],
  )
  const other = found.find(({ id }) => id === otherId)
  if (!other || other.suspended) throw missing()
  return other
}

export async function isBlockBetween(tx: Tx, one: string, other: string): Promise<boolean> {
  const found = await rows(
    tx,
    `select 1 from blocks where (blocker_id = $1 and blocked_id = $2) or (blocker_id = $2 and blocked_id = $1)`,
    [one, other],
  )
  return found.length > 0
}

/** Changes what one wants of somebody one follows or has asked to follow; which of the two it is, or neither. */
export async function changeFollow(
  tx: Tx,
  { follower, followee }: Pair,
  options: FollowOptions,
): Promise<'follows' | 'follow_requests' | null> {
  for (const table of ['follows', 'follow_requests'] as const) {
    const changed = await rows(
      tx,
      `update ${table} set show_reblogs = coalesce($3, show_reblogs), notify = coalesce($4, notify),
         languages = case when $5 then $6::text[] else languages end
       where follower_id = $1 and followee_id = $2 returning id`,
      [
        follower,
        followee,
        options.showReblogs ?? null,
        options.notify ?? null,
        options.languages !== undefined,
        options.languages ?? null,
      ],
    )
    if (changed.length > 0) return table
  }
  return null
}

/** Whether it is new. */
export async function insertFollow(tx: Tx, pair: Pair, options: FollowOptions = {}): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('follows')
    .values(rowOf(pair, options))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function insertRequest(tx: Tx, pair: Pair, options: FollowOptions): Promise<void> {
  await tx.insertInto('followRequests').values(rowOf(pair, options)).execute()
}

/** Whether there was one. */
export async function deleteFollow(tx: Tx, { follower, followee }: Pair): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('follows')
    .where('followerId', '=', follower)
    .where('followeeId', '=', followee)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** What was asked for; null when nothing was. */
export async function deleteRequest(tx: Tx, { follower, followee }: Pair): Promise<FollowOptions | null> {
  const request = await tx
    .deleteFrom('followRequests')
    .where('followerId', '=', follower)
    .where('followeeId', '=', followee)
    .returning(['showReblogs', 'notify', 'languages'])
    .executeTakeFirst()
  return request ?? null
}

/** Whether it is new. */
export async function insertBlock(tx: Tx, blockerId: string, blockedId: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('blocks')
    .values({ blockerId, blockedId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function deleteBlock(db: Database, blockerId: string, blockedId: string): Promise<void> {
  await db.deleteFrom('blocks').where('blockerId', '=', blockerId).where('blockedId', '=', blockedId).execute()
}

type Mute = { muterId: string; mutedId: string; notifications: boolean; expiresAt: Temporal.Instant | null }

export async function upsertMute(tx: Tx, { muterId, mutedId, notifications, expiresAt }: Mute): Promise<void> {
  await tx
    .insertInto('mutes')
    .values({ muterId, mutedId, notifications, expiresAt })
    .onConflict((conflict) => conflict.columns(['muterId', 'mutedId']).doUpdateSet({ notifications, expiresAt }))
    .execute()
}

export async function deleteMute(db: Database, muterId: string, mutedId: string): Promise<void> {
  await db.deleteFrom('mutes').where('muterId', '=', muterId).where('mutedId', '=', mutedId).execute()
}

export async function upsertNote(tx: Tx, writerId: string, personId: string, words: Buffer): Promise<void> {
  await tx
    .insertInto('personNotes')
    .values({ writerId, personId, words })
    .onConflict((conflict) => conflict.columns(['writerId', 'personId']).doUpdateSet({ words }))
    .execute()
}

export async function deleteNote(tx: Tx, writerId: string, personId: string): Promise<void> {
  await tx.deleteFrom('personNotes').where('writerId', '=', writerId).where('personId', '=', personId).execute()
}

export async function insertPassedOver(db: Database, personId: string, otherId: string): Promise<void> {
  await db
    .insertInto('passedOver')
    .values({ personId, otherId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Ends every follow of somebody who leaves; answers with whom. */
export async function deleteFollowsOf(tx: Tx, personId: string): Promise<Pair[]> {
  await rows(
    tx,
    `select from people where id in (
       select followee_id from follows where follower_id = $1 union
       select follower_id from follows where followee_id = $1 union select $1)
     order by id for no key update`,
    [personId],
  )
  return rows<Pair>(
    tx,
    `delete from follows where follower_id = $1 or followee_id = $1
     returning follower_id as follower, followee_id as followee`,
    [personId],
  )
}

function rowOf({ follower, followee }: Pair, options: FollowOptions): Insertable<DB['follows']> {
  return {
    followerId: follower,
    followeeId: followee,
    showReblogs: options.showReblogs ?? true,
    notify: options.notify ?? false,
    languages: options.languages ?? null,
  }
}
