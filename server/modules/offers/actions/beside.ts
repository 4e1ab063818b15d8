import type { Context } from '#platform/context'
import { missing } from '#platform/refusal'
import { findEver, findWish } from '../views/lookups.ts'
import { offersPage, viewOffer, viewOffers, viewOwn, type OfferEntity } from '../views/offers.ts'
import { likeliest, MOST_EACH, MOST_OWN } from './match.ts'

/** Of what somebody said yes to so much is looked through, the newest first. */
const MOST_TAKEN = 40

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

/** Of what the viewer was chosen for since a need of theirs stands what meets it, and did not fail, as either of the two says. */
export async function viewAgreed(ctx: Context, viewerId: string, id: string): Promise<OfferEntity[]> {
  const { mine, kind, created_at: since } = await viewOffer(ctx, viewerId, id)
  if (!mine) throw missing()
  if (kind === 'offer') return []
  const taken = await offersPage(ctx, viewerId, { limit: MOST_TAKEN }, { list: 'taken', kind: 'offer' })
  const agreed = taken
    .filter(({ taking, went }) => taking?.chosen && went && went.at >= since && !failed(went))
    .slice(0, MOST_OWN)
  const meeting = new Set<string>()
  for (const wish of await findEver(ctx.db, idsOf(agreed)))
    if ((await likeliest(ctx, wish)).includes(id)) meeting.add(wish.id)
  return agreed.filter((one) => meeting.has(one.id)).slice(0, MOST_EACH)
}

const idsOf = (all: { id: string }[]) => all.map(({ id }) => id)
const failed = ({ mine, theirs }: NonNullable<OfferEntity['went']>) => mine === 'missed' || theirs === 'missed'
