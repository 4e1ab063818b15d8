import { setImmediate as turn } from 'node:timers/promises'
import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { announce } from '#platform/events'
import { createHeld } from '#platform/held'
import { makeMatching, TOLD, type Matching, type Wish } from '../model/matching.ts'
import type { Kind } from '../model/rules.ts'
import { findWishes, openedLately, openWishes } from '../views/lookups.ts'
import { answerable, inTurnToHear, openOf, type Pair } from '../views/matches.ts'
import { viewOffers, viewOwn, type Narrowing, type OfferEntity } from '../views/offers.ts'

/** So many open ones are held in memory. */
const MOST = 50_000
/** So many of the likeliest are asked for who may see them at first. */
const CANDIDATES = 60
/** What only others may see must not stand in the way: asked for more in so many rounds, each so many times as large as the one before. */
const ROUNDS = 3
const GROWS = 4
const MOST_AT_ONCE = 10_000
const MOST_TOLD = 3
/** Among so many at least it is looked for whose turn it is to be told; no two steps of likeness apart, each has as good a claim. */
const MOST_ASKED = 24
const AS_ALIKE = 0.05
/** Of one's own so many are looked at, the newest first, and so many shown of what answers each. */
export const MOST_OWN = 12
export const MOST_EACH = 4

const held = createHeld<Matching, string[]>({
  make,
  changeIn: ({ kind, id, person_id: alone }) => (kind === 'offer.changed' && !alone ? [String(id)] : null),
  setRight,
})
export const keepUp = held.keepUp

async function make({ db }: Context): Promise<Matching> {
  const matching = makeMatching()
  for (const wish of await openWishes(db, MOST)) matching.add(wish)
  return matching
}

/** As they are now, whatever was announced in which order. */
async function setRight({ db }: Context, matching: Matching, ids: string[]): Promise<void> {
  const found = new Map((await findWishes(db, ids)).map((wish) => [wish.id, wish]))
  for (const id of ids) {
    const wish = found.get(id)
    if (wish) matching.add(wish)
    else matching.remove(id)
  }
}

/**
 * Holds what was said of late, though it may not have been announced here yet. Of two who say something in the same moment the one whose
 * transaction ends last sees the other's so, in whichever process that is looked for.
 */
export async function catchUp(ctx: Context): Promise<void> {
  const [matching, opened] = await Promise.all([held.of(ctx), openedLately(ctx.db, MOST)])
  const unknown = opened.filter((id) => !matching.has(id))
  if (unknown.length > 0) await held.after(ctx, unknown)
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
  const open = await inRounds(wanted, { enough: limit }, (some) => answerable(ctx.db, some))
  return viewOffers(
    ctx,
    personId,
    open.slice(0, limit).map(({ otherId }) => otherId),
  )
}

export type Matched = { offer: OfferEntity; matches: OfferEntity[] }

/** Those of one's own that stand and that something answers, each with the likeliest; what answers may be narrowed. */
export async function viewMatched(ctx: Context, personId: string, narrowing: Narrowing = {}): Promise<Matched[]> {
  const own = await openOf(ctx.db, personId, MOST_OWN)
  const pairs = await pairsOf(ctx, own, { least: TOLD })
  const open = await inRounds(pairs, { enough: MOST_EACH }, (some) => answerable(ctx.db, some, narrowing))
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

type Looking = {
  least?: number
  /** So many of each are asked for at first. */
  first?: number
  /** An offer that a need asks for, and nothing of what of a swap is for it. */
  plain?: boolean
}

/** What may answer each, the likeliest first; others have their turn between. */
export async function pairsOf(
  ctx: Context,
  ids: string[],
  { least = 0, first = CANDIDATES, plain }: Looking = {},
): Promise<Likely[]> {
  const [matching, wishes] = await Promise.all([held.of(ctx), findWishes(ctx.db, ids)])
  const most = first * Array.from({ length: ROUNDS }, (_, round) => GROWS ** round).reduce((sum, size) => sum + size)
  const pairs: Likely[] = []
  for (const wish of wishes) {
    for (const { id, score } of matching.match(wish, most, { plain }))
      if (score >= least) pairs.push({ id: wish.id, otherId: id, kind: wish.kind, score })
    await turn()
  }
  return pairs
}

/** Asks of which the answer is yes, the likeliest of each first, until there are enough of each or no more. */
export async function inRounds<Found extends { id: string }>(
  pairs: readonly Likely[],
  { enough, first = CANDIDATES }: { enough: number; first?: number },
  ask: (some: Likely[]) => Promise<Found[]>,
): Promise<Found[]> {
  const found: Found[] = []
  const left = [...Map.groupBy(pairs, ({ id }) => id)]
  for (let round = 0; round < ROUNDS; round++) {
    const known = Map.groupBy(found, ({ id }) => id)
    const few = left.filter(([id]) => (known.get(id)?.length ?? 0) < enough)
    const asked = few.flatMap(([, some]) => some.splice(0, first * GROWS ** round)).slice(0, MOST_AT_ONCE)
    if (asked.length === 0) break
    found.push(...(await ask(asked)))
  }
  return found
}

/** So many of the likeliest that answer a wish are looked through for those that somebody may see, or that are their own. */
const LOOKED_THROUGH = 1000

/** What is as likely an answer as what one is told of, the likeliest first. */
export async function likeliest(ctx: Context, wish: Wish): Promise<string[]> {
  const found = (await held.of(ctx)).match(wish, LOOKED_THROUGH)
  return found.filter(({ score }) => score >= TOLD).map(({ id }) => id)
}

/** Tells whose they are of what answers a new one, each pair once. May run twice. */
export async function tellMatches(ctx: Context, id: string): Promise<void> {
  await catchUp(ctx)
  const pairs = await pairsOf(ctx, [id], { least: TOLD })
  const open = await inRounds(pairs, { enough: MOST_ASKED }, (some) => answerable(ctx.db, some))
  const inTurn = await inTurnToHear(
    ctx.db,
    id,
    open.map(({ otherId }) => otherId),
  )
  const alike = new Map(pairs.map(({ otherId, score }) => [otherId, Math.floor(score / AS_ALIKE)]))
  const place = new Map(inTurn.map((otherId, at) => [otherId, at]))
  const told = open
    .toSorted((a, b) => alike.get(b.otherId)! - alike.get(a.otherId)! || place.get(a.otherId)! - place.get(b.otherId)!)
    .slice(0, MOST_TOLD)
  const news = told.flatMap(({ otherId, mine, theirs }) => [
    { personId: mine, fromId: theirs, aboutId: id, otherId },
    { personId: theirs, fromId: mine, aboutId: otherId, otherId: id },
  ])
  // In one order, whichever of a pair is told of first: the other's job tells the same.
  const inOrder = news.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  await transaction(ctx.db, async (tx) => {
    for (const one of inOrder) await tell(tx, { ...one, kind: 'offer_match' })
    // Whoever has theirs open sees it there.
    for (const { personId, aboutId } of inOrder)
      await announce(tx, { kind: 'offer.changed', id: aboutId, person_id: personId })
  })
}

const keyOf = ({ personId, fromId, aboutId, otherId }: Record<'personId' | 'fromId' | 'aboutId' | 'otherId', string>) =>
  [personId, fromId, aboutId, otherId].join(' ')
