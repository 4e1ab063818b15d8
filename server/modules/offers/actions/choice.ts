import { forgetAbout, tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import { requireOpen } from '../model/rules.ts'
import { removeChoice } from '../store/change.ts'
import { setState } from '../store/offers.ts'
import { findChosen, wasDrawn } from '../views/lookups.ts'
import { wasGivenInRing } from '../views/inring.ts'
import { lockOwn, lookFor } from './offer.ts'

/**
 * Whose it is would rather choose somebody else than whom they chose, while neither said anything of how it went and there is time to choose. Whoever was chosen
 * is told once, and still would like it; that they did not come is said by nobody.
 */
export async function takeChoiceBack(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const own = await lockOwn(tx, personId, id)
    const chosenId = await findChosen(tx, id)
    if (!chosenId) throw missing()
    if (await wasGivenInRing(tx, id)) throw refuse('conflict', 'offers.ring_met')
    // Else one would draw until it is whom one wished for.
    if (await wasDrawn(tx, id)) throw refuse('conflict', 'offers.drawn')
    requireOpen({ ...own, state: 'open' }, ctx.now())
    if (!(await removeChoice(tx, id))) throw refuse('conflict', 'offers.said')
    await setState(tx, id, 'open')
    await forgetAbout(tx, ['offer_chosen'], [id], [chosenId])
    await tell(tx, { personId: chosenId, kind: 'offer_unchosen', fromId: personId, aboutId: id })
    await lookFor(tx, id)
    await announce(tx, { kind: 'offer.changed', id })
  })
}
