import { setImmediate as turn } from 'node:timers/promises'
import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { createHeld } from '#platform/held'
import { makeMatching, type Matching } from '../model/matching.ts'
import type { Kind } from '../model/rules.ts'
import { findWishes, openWishes } from '../views/lookups.ts'
import { answerable, openOf, type Pair } from '../views/matches.ts'
import { viewOffers, viewOwn, type OfferEntity } from '../views/offers.ts'

/** So many open ones are held in memory. */
const MOST = 50_000
/** Looked at for who may see them. */
const CANDIDATES = 60
/** As alike as this (0 to 1), one is told, and it stands as a match where one did not ask for any. */
export const TOLD = 0.2
const MOST_TOLD = 3
/** Of one's own so many are looked at, the newest first, and so many shown of what answers each. */
export const MOST_OWN = 12
export const MOST_EACH = 4

const held = createHeld<Matching, string>({
  make,
  changeIn: ({ kind, id, person_id: alone }) => (kind === 'offer.changed' && !alone ? String(id) : null),
  setRight,
})
export const keepUp = held.keepUp

async function make({ db }: Context): Promise<Matching> {
  const matching = makeMatching()
  for (const wish of await openWishes(db, MOST)) matching.add(wish)
  return matching
}

/** As it is now, whatever was announced in which order. */
async function setRight({ db }: Context, matching: Matching, id: string): Promise<void> {
  const [wish] = await findWishes(db, [id])
  if (wish) matching.add(wish)
  else matching.remove(id)
}

/** What answers an offer or a need of one's own, the likeliest first, as far as the two may hear of each other. */
export async function viewMatches(
  ctx: Context,
  personId: string,
  id: string,
  { likely, limit }: { likely?: boolean; limit: number },
): Promise<OfferEntity[]> {
  const pairs = await pairsOf(ctx, [id])
  const wanted = pairs.filter(({ score }) => likely === undefined || score >= TOLD === likely)
  const open = await answerable(ctx.db, wanted)
  return viewOffers(
    ctx,
    personId,
    open.slice(0, limit).map(({ otherId }) => otherId),
  )
}

export type Matched = { offer: OfferEntity; matches: OfferEntity[] }

/** Those of one's own that stand and that something answers, each with the likeliest. */
export async function viewMatched(ctx: Context, personId: string): Promise<Matched[]> {
  const own = await openOf(ctx.db, personId, MOST_OWN)
  const open = await answerable(ctx.db, await pairsOf(ctx, own, TOLD))
  const chosen = own.flatMap((id) => open.filter((pair) => pair.id === id).slice(0, MOST_EACH))
  const ids = (all: string[]) => [...new Set(all)]
  const [mine, others] = await Promise.all([
    viewOwn(ctx, personId, ids(chosen.map(({ id }) => id))),
    viewOffers(ctx, personId, ids(chosen.map(({ otherId }) => otherId))),
  ])
  const byId = new Map(others.map((one) => [one.id, one]))
  return mine.map((offer) => ({
    offer,
    matches: chosen.flatMap(({ id, otherId }) => (id === offer.id ? (byId.get(otherId) ?? []) : [])),
  }))
}

export type Likely = Pair & { kind: Kind; score: number }

/** What may answer each, the likeliest first; others have their turn between. */
export async function pairsOf(ctx: Context, ids: string[], least = 0, limit = CANDIDATES): Promise<Likely[]> {
  const [matching, wishes] = await Promise.all([held.of(ctx), findWishes(ctx.db, ids)])
  const pairs: Likely[] = []
  for (const wish of wishes) {
    for (const { id, score } of matching.match(wish, limit))
      if (score >= least) pairs.push({ id: wish.id, otherId: id, kind: wish.kind, score })
    await turn()
  }
  return pairs
}

/** Tells whose they are of what answers a new one, each pair once. May run twice. */
export async function tellMatches(ctx: Context, id: string): Promise<void> {
  const told = (await answerable(ctx.db, await pairsOf(ctx, [id], TOLD))).slice(0, MOST_TOLD)
  const news = told.flatMap(({ otherId, mine, theirs }) => [
    { personId: mine, fromId: theirs, aboutId: id },
    { personId: theirs, fromId: mine, aboutId: otherId },
  ])
  // In one order, whichever of a pair is told of first: the other's job tells the same.
  const inOrder = news.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  await transaction(ctx.db, async (tx) => {
    for (const one of inOrder) await tell(tx, { ...one, kind: 'offer_match' })
  })
}

const keyOf = ({ personId, fromId, aboutId }: { personId: string; fromId: string; aboutId: string }) =>
  [personId, fromId, aboutId].join(' ')
