import type { Context } from '#platform/context'
import { findWish } from '../views/lookups.ts'
import { viewOffer, viewOffers, viewOwn, type OfferEntity } from '../views/offers.ts'
import { likeliest, MOST_EACH } from './match.ts'

/** What else stands that is like it: for those to whom it did not come. */
export async function viewAlike(ctx: Context, viewerId: string, id: string): Promise<OfferEntity[]> {
  const { kind } = await viewOffer(ctx, viewerId, id)
  const wish = await findWish(ctx.db, id)
  // As if one looked for what is offered, or offered what is looked for.
  const turned = { ...wish, id: '', kind: kind === 'offer' ? 'need' : 'offer', forWhat: null } as const
  const found = await viewOffers(
    ctx,
    viewerId,
    (await likeliest(ctx, turned)).filter((one) => one !== id),
  )
  return found.slice(0, MOST_EACH)
}

/** Of the viewer's own needs that stand those that it meets. */
export async function viewMet(ctx: Context, viewerId: string, id: string): Promise<OfferEntity[]> {
  const { kind } = await viewOffer(ctx, viewerId, id)
  if (kind === 'need') return []
  const found = await viewOwn(ctx, viewerId, await likeliest(ctx, await findWish(ctx.db, id)))
  return found
    .filter(({ state, until }) => state === 'open' && Date.parse(until) > ctx.now().epochMilliseconds)
    .slice(0, MOST_EACH)
}
