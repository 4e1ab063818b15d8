/** What becomes of an offer, a need or a word to it that was reported. */
import { forgetAbout } from '#modules/notices'
import type { Context } from '#platform/context'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import * as offers from '../store/offers.ts'
import { dissolveRingsOfWith } from '../store/rings.ts'
import * as takers from '../store/takers.ts'
import { mayLetBe, offerOfTaker } from '../views/lookups.ts'
import { leaveOff, NOTICES } from './offer.ts'
import { forgetRings } from './rings.ts'
import { letBe } from './take.ts'

/**
 * Somebody reported it and has no more to do with it: they would not after all, and rings in which they meet it dissolve. All of it looks
 * as it does whenever somebody would not, so nobody learns that it was reported.
 */
export async function leaveReported(ctx: Context, tx: Tx, personId: string, id: string): Promise<void> {
  await offers.holdOffers(tx, [id])
  if (await mayLetBe(tx, personId, id)) await letBe({ ...ctx, db: tx }, personId, id)
  await forgetRings(tx, await dissolveRingsOfWith(tx, personId, id))
  await forgetAbout(tx, NOTICES, [id], [personId])
}

/**
 * Those who look after the place take it down: it stands nowhere any more, no lot is drawn, who would like it is let go without a word,
 * and rings with it dissolve. What was handed over stays so. Whether there was anything to take down.
 */
export async function takeDownOffer(ctx: Context, tx: Tx, id: string): Promise<boolean> {
  await offers.holdOffers(tx, [id])
  if (!(await offers.setTakenDown(tx, id, ctx.now()))) return false
  await takers.releaseAll(tx, id, ctx.now())
  await leaveOff(tx, [id])
  return true
}

/** Takes down what somebody said to an offer, by the id of that; whether there was such a word. */
export async function takeDownWord(tx: Tx, takerId: string): Promise<boolean> {
  const said = await offerOfTaker(tx, takerId)
  if (!said) return false
  const { id, people } = said
  await offers.holdOffers(tx, [id])
  if (!(await takers.takeDownWord(tx, takerId))) return false
  for (const person of people) await announce(tx, { kind: 'offer.changed', id, person_id: person })
  return true
}
