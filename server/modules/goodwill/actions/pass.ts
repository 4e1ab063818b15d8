import { offer, type OfferWords } from '#modules/offers'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { missing } from '#platform/refusal'
import { insertPassing, lockThanks } from '../store.ts'
import { received } from '../views/lookups.ts'

/** Passes a thanks on: whoever was thanked, or stands along its chain, offers something because of it. Answers the offer's id. */
export async function passOn(
  ctx: Context,
  personId: string,
  thanksId: string,
  words: Omit<OfferWords, 'kind'>,
): Promise<string> {
  return transaction(ctx.db, async (tx) => {
    const found = await lockThanks(tx, thanksId)
    if (!found || !(await received(tx, personId, thanksId))) throw missing()
    const offerId = await offer({ ...ctx, db: tx }, personId, { ...words, kind: 'offer' })
    await insertPassing(tx, { offerId, thanksId, personId })
    return offerId
  })
}
