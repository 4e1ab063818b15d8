import { release } from '#modules/media'
import { countStatus } from '#modules/people'
import { retract } from '#modules/timelines'
import type { Context } from '#platform/context'
import { transaction, type Database } from '#platform/db'
import { announce } from '#platform/events'
import { missing } from '#platform/refusal'
import { isOpen } from '../model.ts'
import { count, lockOwnStatus, removeStatus, settleConversations, type LockedStatus } from '../store.ts'
import { openBoosters } from '../views/lookups.ts'
import { storedMentions } from '../views/status.ts'

type Deleting = {
  /** Its pictures stay for a day, so that it can be written again with them. */
  keepPictures?: boolean
}

/**
 * Deletes one's own status for good, with its boosts, pictures and history. Comments on it stay and lose what they
 * answer. Those who could see it are told to forget it.
 */
export async function deleteStatus(ctx: Context, personId: string, id: string, { keepPictures }: Deleting = {}) {
  await transaction(ctx.db, async (tx) => {
    const status = await lockOwnStatus(tx, personId, id)
    if (!status) throw missing()
    await ctx.happen(tx, { kind: 'statuses.deleting', statusId: id })
    if (keepPictures) await release(tx, status.id)
    await removeAndTell(tx, status)
  })
}

/** Also how a boost is taken back. */
export async function removeAndTell(tx: Database, status: LockedStatus): Promise<void> {
  const mentioned = (await storedMentions(tx, status.id)).slice(0, 200).map((mention) => mention.id)
  const boosterIds = await openBoosters(tx, status.id)
  await removeStatus(tx, status.id)
  await retract(tx, status.id)
  const counted = isOpen(status.visibility)
  await countStatus(tx, counted ? [...boosterIds, status.personId] : boosterIds, -1)
  if (counted && status.inReplyToId) await count(tx, status.inReplyToId, 'replies_count', -1)
  if (counted && status.reblogOfId) await count(tx, status.reblogOfId, 'reblogs_count', -1)
  if (status.visibility === 'direct') await settleConversations(tx, status.threadId)
  const { id, personId: person_id, threadId: thread_id, visibility, circleId: circle_id } = status
  await announce(tx, { kind: 'status.deleted', id, person_id, thread_id, visibility, circle_id, mentioned })
}
