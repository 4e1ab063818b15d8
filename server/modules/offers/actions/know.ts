import type { Context } from '#platform/context'
import { TOLD } from '../model/matching.ts'
import { knownTo } from '../views/matches.ts'
import { offersPage, viewOffers, viewOwn, type Narrowing } from '../views/offers.ts'
import { inRounds, MOST_EACH, MOST_OWN, pairsOf, type Matched } from './match.ts'

/**
 * What somebody else offers and needs that something answers which one has oneself, or one of one's people; one's own first. What
 * answers may be narrowed.
 */
export async function viewMatchedOf(
  ctx: Context,
  viewerId: string,
  otherId: string,
  narrowing: Narrowing = {},
): Promise<Matched[]> {
  const theirs = await offersPage(ctx, viewerId, { limit: MOST_OWN }, { byId: otherId })
  const ids = theirs.map(({ id }) => id)
  const pairs = await pairsOf(ctx, ids, { least: TOLD })
  const known = await inRounds(pairs, { enough: MOST_EACH }, (some) => knownTo(ctx.db, viewerId, some, narrowing))
  const answers = [...new Set(known.map((pair) => pair.otherId))]
  const found = await Promise.all([viewOwn(ctx, viewerId, answers), viewOffers(ctx, viewerId, answers)])
  const byId = new Map(found.flat().map((one) => [one.id, one]))
  return theirs.flatMap((offer) => {
    const matches = known.flatMap((pair) => (pair.id === offer.id ? (byId.get(pair.otherId) ?? []) : []))
    const ownFirst = matches.toSorted((a, b) => Number(b.mine) - Number(a.mine))
    return matches.length > 0 ? { offer, matches: ownFirst.slice(0, MOST_EACH) } : []
  })
}
