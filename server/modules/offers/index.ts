/**
 * Offers and needs: what somebody would give, lend, swap or do, and what somebody is looking for; as far as they say, for as long as they
 * say. Each is matched with what answers it as soon as it stands, both ways, as far as the two may hear of each other. Several may want
 * one thing: whoever offers chooses, or lets Kith draw, and who comes first has nothing of it; exactly one gets it. How it went the two
 * may say, for themselves alone.
 *
 * Tells `offer_match`, `offer_taker` and `offer_chosen`; announces `offer.changed`.
 */
import type { Module } from '../../modules.ts'
import { keepUp } from './actions/match.ts'
import { cron, jobs } from './jobs.ts'
import { routes } from './routes.ts'

export { offer } from './actions/offer.ts'
export { choose, sayHowItWent, take } from './actions/take.ts'
export { maySeeOffer } from './views/lookups.ts'
export { offersPage, viewOffer } from './views/offers.ts'
export { offerVisibleTo } from './views/visible.ts'
export type { Words as OfferWords } from './model/rules.ts'
export { offerSchema, wishIn, words as offerWords } from './routes/shapes.ts'
export { makeMatching, type Match, type Wish } from './model/matching.ts'

export const offers: Module = { name: 'offers', routes, jobs, cron, watch: keepUp }
