import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { isId } from '#platform/ids'
import { addJob } from '#platform/jobs'
import { missing, refuse } from '#platform/refusal'
import { cleanWord } from '../model/asking.ts'
import { lockAsk } from '../store/asks.ts'
import { insertNudge, setDeed } from '../store/nudges.ts'
import { learnAnew } from './remember.ts'
import { findNudge, mayPassTo, type Mine } from '../views/lookups.ts'

/** Says that one does not know, which lowers one for this topic alone, or that this is not the moment, which lowers nothing. */
export async function declineNudge(
  ctx: Context,
  personId: string,
  id: string,
  deed: 'unknown' | 'later',
): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const nudge = await take(ctx, personId, id)
    if (nudge.deed === deed) return
    await setDeed(tx, nudge.askId, personId, deed, ctx.now())
    await addJob(tx, 'asks.route', { id: nudge.askId }, { key: `asks.route ${nudge.askId}` })
  })
  learnAnew(ctx)
}

/** Draws a friend's attention to it, who would know. Each sees whom it came from and whom they gave it to. */
export async function passNudge(
  ctx: Context,
  personId: string,
  id: string,
  { toId, word }: { toId: string; word?: string },
) {
  const own = cleanWord(word)
  if (!isId(toId)) throw missing()
  if (toId === personId) throw refuse('invalid', 'asks.oneself')
  await transaction(ctx.db, async (tx) => {
    const nudge = await take(ctx, personId, id)
    if (!(await lockAsk(tx, nudge.askId))) throw missing()
    const may = await mayPassTo(tx, nudge.askId, personId, toId)
    if (may === 'missing') throw missing()
    if (may === 'no') throw refuse('invalid', 'asks.not_to_them')
    const first = { fromId: personId, firstId: nudge.firstId ?? personId }
    const createdAt = ctx.now()
    const made = await insertNudge(tx, {
      askId: nudge.askId,
      personId: toId,
      ...first,
      word: own,
      reason: null,
      wave: 0,
      createdAt,
    })
    if (!made) throw refuse('invalid', 'asks.asked_enough')
    await setDeed(tx, nudge.askId, personId, 'passed', ctx.now())
    await tell(tx, { personId: toId, kind: 'ask_nudge', fromId: personId, aboutId: nudge.askId })
  })
}

/** A nudge of one's own that one has not answered. */
async function take(ctx: Context, personId: string, id: string): Promise<Mine> {
  const nudge = await findNudge(ctx.db, personId, id)
  if (!nudge) throw missing()
  if (nudge.deed === 'answered' || nudge.deed === 'passed') throw refuse('invalid', 'asks.done_already')
  return nudge
}
