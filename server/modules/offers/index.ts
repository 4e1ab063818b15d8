/**
 * Offers and needs: what somebody would give, lend, swap or do, and what somebody is looking for; as far as they say, for as long as they
 * say. Each is matched with what answers it as soon as it stands, both ways, as far as the two may hear of each other. Several may want
 * one thing: whoever offers chooses, or lets Kith draw, and who comes first has nothing of it; exactly one gets it. How it went the two
 * may say and set right, for themselves alone, and only these two are reminded of it. What stands open may be said anew.
 *
 * Where up to four could each give something to the next, and the last to the first, that ring is proposed to all of them at once. Each sees
 * only those beside them; with everybody's yes it comes about, and one who leaves dissolves it for all, without a word
 * (docs/decisions/0061-rings.md).
 *
 * Tells `offer_match`, `offer_taker`, `offer_chosen`, `offer_unchosen`, `offer_let_go`, `ring` and `ring_met`; announces `offer.changed`, with
 * a `person_id` to that one alone.
 */
import type { Module } from '../../modules.ts'
import { keepUp } from './actions/match.ts'
import { takeAlong } from './actions/offer.ts'
import { reopenBetween, reopenLeft, reopenShutOut } from './actions/reopen.ts'
import { endRingsBetween } from './actions/rings.ts'
import { cron, jobs } from './jobs.ts'
import { routes } from './routes.ts'

export { offer } from './actions/offer.ts'
export { leaveReported, takeDownOffer, takeDownWord } from './actions/takedown.ts'
export { proposeRings } from './actions/propose.ts'
export { answerRing } from './actions/rings.ts'
export { sayHowItWent } from './actions/say.ts'
export { choose, take } from './actions/take.ts'
export { isGivenAsWell } from './views/inring.ts'
export { maySeeOffer, whoMayHearOf } from './views/lookups.ts'
export { offersPage, viewOffer } from './views/offers.ts'
export { ringsPage } from './views/rings.ts'
export { offerLeftTo, offerKnownTo } from './views/visible.ts'
export type { Words as OfferWords } from './model/rules.ts'
export { offerSchema, wishIn, words as offerWords } from './routes/shapes.ts'
export { findRings, type Giving } from './model/rings.ts'
export { makeMatching, TOLD, type Match, type Wish } from './model/matching.ts'

export const offers: Module = {
  name: 'offers',
  routes,
  jobs,
  cron,
  watch: keepUp,
  reactions: [
    async (ctx, tx, happening) => {
      if (happening.kind === 'ties.blocked') {
        await reopenBetween(ctx, tx, happening.blockerId, happening.blockedId)
        await endRingsBetween(tx, happening.blockerId, happening.blockedId)
      }
      if (happening.kind === 'ties.muted') await endRingsBetween(tx, happening.muterId, happening.mutedId)
      if (happening.kind === 'accounts.suspended') await reopenShutOut(ctx, tx, happening.personId)
      if (happening.kind === 'accounts.leaving') {
        await reopenLeft(ctx, tx, happening.personId)
        await takeAlong(tx, happening.personId)
      }
    },
  ],
}
