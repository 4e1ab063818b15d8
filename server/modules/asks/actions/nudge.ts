import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { isId } from '#platform/ids'
import { addJob } from '#platform/jobs'
import { missing, refuse } from '#platform/refusal'
import { cleanWord, isOfTopics } from '../model/asking.ts'
import { lockAsk } from '../store/asks.ts'
import { insertNudge, setDeed } from '../store/nudges.ts'
import { findNudge, findPassing, type Mine } from '../views/lookups.ts'
import { learnUnknown } from './remember.ts'

/** Says that one does not know, which lowers one for this topic alone, or that this is not the moment, which lowers nothing. */
export async function declineNudge(
  ctx: Context,
  personId: string,
  id: string,
  deed: 'unknown' | 'later',
): Promise<void> {
  const text = await transaction(ctx.db, async (tx) => {
    const { askId, deed: before, text } = await take(tx, personId, id)
    if (before === deed) return text
    await setDeed(tx, askId, personId, deed, ctx.now())
    await addJob(tx, 'asks.route', { id: askId }, { key: `asks.route ${askId}` })
    return text
  })
  await learnUnknown(ctx, { id, person: personId, text }, deed === 'unknown')
}

/**
 * Draws a friend's attention to it, who would know. Each sees whom it came from and whom they gave it to. Whether something stands
 * between the friend and whoever asks is not told: then it goes nowhere, and looks like any other.
 */
export async function passNudge(
  ctx: Context,
  personId: string,
  id: string,
  { toId, word }: { toId: string; word?: string },
): Promise<void> {
  const own = cleanWord(word)
  if (!isId(toId)) throw missing()
  if (toId === personId) throw refuse('invalid', 'asks.oneself')
  await transaction(ctx.db, async (tx) => {
    const nudge = await take(tx, personId, id)
    const { askId } = nudge
    if (nudge.staysThere) throw refuse('invalid', 'asks.stays_there')
    if (nudge.over) throw refuse('invalid', 'asks.closed')
    const passing = await findPassing(tx, askId, personId, toId)
    if (!passing) throw missing()
    if (!passing.tie || passing.asker) throw refuse('invalid', 'asks.not_to_them')
    const createdAt = ctx.now()
    if (passing.allowed) {
      const from = { fromId: personId, firstId: nudge.firstId ?? personId }
      const wanted = isOfTopics(passing.topics, nudge.text)
      const made =
        wanted &&
        (await insertNudge(tx, { askId, personId: toId, ...from, word: own, reason: null, wave: 0, createdAt }))
      if (!made) throw refuse('invalid', 'asks.asked_enough')
      await tell(tx, { personId: toId, kind: 'ask_nudge', fromId: personId, aboutId: askId })
    }
    await setDeed(tx, askId, personId, 'passed', createdAt)
    await addJob(tx, 'asks.route', { id: askId }, { key: `asks.route ${askId}` })
  })
}

/** A nudge of one's own with which one has done nothing final, of an ask that is held until the transaction ends. */
async function take(tx: Tx, personId: string, id: string): Promise<Mine> {
  const found = await findNudge(tx, personId, id)
  if (!found || !(await lockAsk(tx, found.askId))) throw missing()
  const nudge = await findNudge(tx, personId, id)
  if (!nudge) throw missing()
  if (nudge.deed === 'answered' || nudge.deed === 'passed') throw refuse('invalid', 'asks.done_already')
  return nudge
}
