import { countFollow } from '#modules/people'
import { forgetNotice, tell } from '#modules/notices'
import { merge, unmerge } from '#modules/timelines'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import type { FollowOptions } from '../model.ts'
import {
  changeFollow,
  deleteFollow,
  deleteFollowsOf,
  deleteRequest,
  insertFollow,
  insertRequest,
  isBlockBetween,
  lockPair,
} from '../store.ts'

/**
 * Follows, or asks to where the account is locked. Said again it changes what one wants of them; and where they were locked
 * when asked and are not any more, one follows.
 */
export async function follow(ctx: Context, personId: string, otherId: string, options: FollowOptions = {}) {
  const pair = { follower: personId, followee: otherId }
  await transaction(ctx.db, async (tx) => {
    const other = await lockPair(tx, personId, otherId)
    if (await isBlockBetween(tx, personId, otherId)) throw refuse('forbidden', 'ties.blocked')
    const changed = await changeFollow(tx, pair, options)
    if (changed === 'follows' || (changed && other.locked)) return
    if (!other.locked) {
      const asked = await withdraw(tx, personId, otherId)
      return begin(ctx, tx, personId, otherId, asked ?? options)
    }
    await insertRequest(tx, pair, options)
    await tell(tx, { personId: otherId, kind: 'follow_request', fromId: personId })
  })
}

/** Stops following, or takes the wish back. */
export async function unfollow(ctx: Context, personId: string, otherId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, otherId)
    await withdraw(tx, personId, otherId)
    await end(tx, personId, otherId)
  })
}

/** Lets somebody follow who asked to. */
export async function acceptFollow(ctx: Context, personId: string, requesterId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, requesterId)
    const options = await withdraw(tx, requesterId, personId)
    if (!options) throw missing()
    await begin(ctx, tx, requesterId, personId, options)
  })
}

export async function rejectFollow(ctx: Context, personId: string, requesterId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, requesterId)
    if (!(await withdraw(tx, requesterId, personId))) throw missing()
  })
}

/** Ends that somebody follows me; they are not told. */
export async function removeFollower(ctx: Context, personId: string, followerId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, followerId)
    await end(tx, followerId, personId)
  })
}

/** Makes two people follow each other who agreed to it by other means, locked or not: an invite taken. */
export async function befriend(tx: Tx, one: string, other: string): Promise<void> {
  await lockPair(tx, one, other)
  if (await isBlockBetween(tx, one, other)) throw refuse('forbidden', 'ties.blocked')
  for (const [follower, followee] of [
    [one, other],
    [other, one],
  ] as const) {
    await withdraw(tx, follower, followee)
    await join(tx, follower, followee, {})
  }
}

/** All that there was between two people ends; the caller holds both. */
export async function part(tx: Tx, one: string, other: string): Promise<void> {
  for (const [follower, followee] of [
    [one, other],
    [other, one],
  ] as const) {
    await withdraw(tx, follower, followee)
    await end(tx, follower, followee)
  }
}

/** Somebody goes: the others' counts go down. */
export async function leave(tx: Tx, personId: string): Promise<void> {
  for (const { follower, followee } of await deleteFollowsOf(tx, personId))
    await countFollow(tx, follower, followee, -1)
}

async function begin(ctx: Context, tx: Tx, follower: string, followee: string, options: FollowOptions) {
  if (!(await join(tx, follower, followee, options))) return
  await ctx.happen(tx, { kind: 'ties.followed', followerId: follower, followeeId: followee })
}

async function join(tx: Tx, follower: string, followee: string, options: FollowOptions): Promise<boolean> {
  if (!(await insertFollow(tx, { follower, followee }, options))) return false
  await countFollow(tx, follower, followee, 1)
  await merge(tx, follower, followee)
  await announceChange(tx, follower, followee)
  await tell(tx, { personId: followee, kind: 'follow', fromId: follower })
  return true
}

async function end(tx: Tx, follower: string, followee: string): Promise<void> {
  if (!(await deleteFollow(tx, { follower, followee }))) return
  await countFollow(tx, follower, followee, -1)
  await unmerge(tx, follower, followee)
  await announceChange(tx, follower, followee)
  await forgetNotice(tx, { personId: followee, kind: 'follow', fromId: follower })
}

function announceChange(tx: Tx, follower: string, followee: string): Promise<void> {
  return announce(tx, { kind: 'follow.changed', follower_id: follower, followee_id: followee })
}

async function withdraw(tx: Tx, follower: string, followee: string): Promise<FollowOptions | null> {
  const options = await deleteRequest(tx, { follower, followee })
  if (options) await forgetNotice(tx, { personId: followee, kind: 'follow_request', fromId: follower })
  return options
}
