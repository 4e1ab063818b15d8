import { openingWords } from '#modules/introductions'
import { say } from '#modules/statuses'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import { cleanText } from '#platform/text'
import { lockRing, setRingThread } from '../store/rings.ts'
import { findConversation, maySeeRing } from '../views/rings.ts'

/**
 * Says something to all of a ring that came about. Nobody speaks for them: the conversation begins with the first who does; of two who
 * begin in the same moment one answers the other.
 */
export async function sayToRing(ctx: Context, personId: string, id: string, text: string): Promise<void> {
  if (cleanText(text) === '') throw refuse('invalid', 'statuses.empty')
  await transaction(ctx.db, async (tx) => {
    const ring = await lockRing(tx, id)
    if (ring?.state !== 'met' || !(await maySeeRing(tx, personId, id))) throw missing()
    const { threadId, handles } = await findConversation(tx, id, personId)
    const saying = { personId, visibility: 'direct' } as const
    if (threadId) return void (await say({ ...ctx, db: tx }, { ...saying, text, inReplyToId: threadId }))
    await setRingThread(tx, id, await say({ ...ctx, db: tx }, { ...saying, text: openingWords(text, handles) }))
    for (const member of ring.members)
      await announce(tx, { kind: 'offer.changed', id: member.offerId, person_id: member.personId })
  })
}
