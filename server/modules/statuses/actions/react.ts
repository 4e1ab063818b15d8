import { forgetNotice, tell } from '#modules/notices'
import { countStatus } from '#modules/people'
import { distribute } from '#modules/timelines'
import type { Context } from '#platform/context'
import { transaction, violates, type Database } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import { isOpen, LIMITS, type Visibility } from '../model.ts'
import { count, insertMark, insertStatus, lockOwnStatus, muteThreadOf, removeMark, unmuteThreadOf } from '../store.ts'
import { findSeen, ownBoost, pinCount, type Answered } from '../views/lookups.ts'
import { removeAndTell } from './delete.ts'

/** Favourites a status; again is harmless. */
export async function favourite(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const status = await seen(tx, personId, id)
    if (!(await insertMark(tx, 'favourites', personId, status.id))) return
    await count(tx, status.id, 'favourites_count', 1)
    await tell(tx, { personId: status.person_id, kind: 'favourite', fromId: personId, statusId: status.id })
  })
}

export async function unfavourite(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const status = await seen(tx, personId, id)
    if (!(await removeMark(tx, 'favourites', personId, status.id))) return
    await count(tx, status.id, 'favourites_count', -1)
    await forgetNotice(tx, { personId: status.person_id, kind: 'favourite', fromId: personId, statusId: status.id })
  })
}

export async function bookmark(ctx: Context, personId: string, id: string): Promise<void> {
  const status = await seen(ctx.db, personId, id)
  await insertMark(ctx.db, 'bookmarks', personId, status.id)
}

export async function unbookmark(ctx: Context, personId: string, id: string): Promise<void> {
  await removeMark(ctx.db, 'bookmarks', personId, (await seen(ctx.db, personId, id)).id)
}

/** Pins one's own status to one's profile, five at most. */
export async function pin(ctx: Context, personId: string, id: string): Promise<void> {
  const status = await seen(ctx.db, personId, id)
  if (status.person_id !== personId || status.visibility === 'direct') throw refuse('invalid', 'statuses.not_pinnable')
  if ((await pinCount(ctx.db, personId)) >= LIMITS.pins)
    throw refuse('invalid', 'statuses.too_many_pins', { most: LIMITS.pins })
  await insertMark(ctx.db, 'pins', personId, status.id)
}

export async function unpin(ctx: Context, personId: string, id: string): Promise<void> {
  await removeMark(ctx.db, 'pins', personId, (await seen(ctx.db, personId, id)).id)
}

/** No further notices from the thread of this status. */
export async function muteThread(ctx: Context, personId: string, id: string): Promise<void> {
  await muteThreadOf(ctx.db, personId, (await seen(ctx.db, personId, id)).id)
}

export async function unmuteThread(ctx: Context, personId: string, id: string): Promise<void> {
  await unmuteThreadOf(ctx.db, personId, (await seen(ctx.db, personId, id)).id)
}

/** Boosts what is public or unlisted, or one's own for all followers; answers the boost's id, the first one's if again. */
export async function boost(
  ctx: Context,
  personId: string,
  id: string,
  visibility: Visibility = 'public',
): Promise<string> {
  try {
    return await transaction(ctx.db, (tx) => boostIn(tx, personId, id, visibility))
  } catch (error) {
    // Twice at once: the unique index let one through, and that one is the boost.
    if (!violates(error, 'statuses_reblog')) throw error
    return boost(ctx, personId, id, visibility)
  }
}

async function boostIn(tx: Database, personId: string, id: string, visibility: Visibility): Promise<string> {
  const status = await seen(tx, personId, id)
  const own = status.person_id === personId
  const allowed = isOpen(status.visibility) || (status.visibility === 'private' && own && !status.circle_id)
  if (!allowed) throw refuse('forbidden', 'statuses.not_boostable')
  const before = await ownBoost(tx, personId, status.id)
  if (before) return before
  const seenBy = status.visibility === 'private' ? 'private' : visibility === 'direct' ? 'public' : visibility
  const nothing = { text: '', content: '', spoilerText: '', sensitive: false, language: null, mentions: [], tags: [] }
  const { id: boostId } = await insertStatus(tx, {
    ...nothing,
    personId,
    visibility: seenBy,
    circleId: null,
    threadId: null,
    inReplyToId: null,
    inReplyToPersonId: null,
    reblogOfId: status.id,
    applicationId: null,
  })
  if (isOpen(seenBy)) {
    await count(tx, status.id, 'reblogs_count', 1)
    await countStatus(tx, [personId], 1)
  }
  await distribute(tx, {
    id: boostId,
    personId,
    visibility: seenBy,
    isReply: false,
    inReplyToPersonId: null,
    reblogOfId: status.id,
    reblogOfPersonId: status.person_id,
    circleId: null,
  })
  await tell(tx, { personId: status.person_id, kind: 'reblog', fromId: personId, statusId: status.id })
  await announce(tx, { kind: 'status.created', id: boostId })
  return boostId
}

/** Takes a boost back; answers the id of what had been boosted. */
export async function unboost(ctx: Context, personId: string, id: string): Promise<string> {
  return transaction(ctx.db, async (tx) => {
    const status = await seen(tx, personId, id)
    const boostId = await ownBoost(tx, personId, status.id)
    const locked = boostId ? await lockOwnStatus(tx, personId, boostId) : undefined
    if (locked) await removeAndTell(tx, locked)
    await forgetNotice(tx, { personId: status.person_id, kind: 'reblog', fromId: personId, statusId: status.id })
    return status.id
  })
}

/** The status meant: of a boost, what is boosted. */
async function seen(db: Database, personId: string, id: string): Promise<Answered> {
  const status = await findSeen(db, personId, id)
  if (!status) throw missing()
  return status.reblog_of_id ? seen(db, personId, status.reblog_of_id) : status
}
