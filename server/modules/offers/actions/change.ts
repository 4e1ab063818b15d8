import { areOwnCircles } from '#modules/circles'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { announce } from '#platform/events'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import { attempt } from '#platform/throttle'
import { A_DAY, changedIn, cleanOffer, narrows, requireOpen, type Words } from '../model/rules.ts'
import { removeUnreached, setWords } from '../store/change.ts'
import { viewWords } from '../views/words.ts'
import { lockOwn, lookFor } from './offer.ts'
import { endRingsWith } from './rings.ts'

/** What is not said stays as it was; an offer is no need. */
export type Change = Partial<Omit<Words, 'kind'>>

/**
 * Says it anew while it stands open and nobody was chosen; the limits of a new one hold for it, and it counts as one. Who would like it
 * stays, where it still reaches them; while a lot is promised it reaches no fewer. Its time may be another without more; with anything else it is matched anew, and the rings it is
 * part of are asked anew, since nobody said yes to this.
 */
export async function changeOffer(ctx: Context, personId: string, id: string, change: Change): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const own = await lockOwn(tx, personId, id)
    requireOpen(own, ctx.now())
    const before = await viewWords(tx, personId, id)
    const clean = cleanOffer({ ...before, ...change }, ctx.now())
    const changed = changedIn(before, clean)
    if (changed.length === 0) return
    const added = clean.circleIds.filter((circle) => !before.circleIds.includes(circle))
    if (!added.every(isId) || !(await areOwnCircles(tx, personId, added))) throw missing()
    if (own.drawnAt && Temporal.Instant.compare(own.drawnAt, clean.expiresAt) > 0)
      throw refuse('invalid', 'offers.lot_too_late')
    if (own.drawnAt && narrows(before, clean)) throw refuse('invalid', 'offers.lot_promised')
    await attempt(tx, `offer ${personId}`, A_DAY)
    await setWords(tx, id, clean, ctx.now())
    await removeUnreached(tx, id)
    if (changed.some((one) => one !== 'until')) {
      await endRingsWith(tx, [id])
      await lookFor(tx, id)
    }
    await announce(tx, { kind: 'offer.changed', id })
  })
}
