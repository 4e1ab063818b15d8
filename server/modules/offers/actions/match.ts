import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import type { Announcement, Events } from '#platform/events'
import { makeMatching, type Matching } from '../model/matching.ts'
import { findWishes, openWishes } from '../views/lookups.ts'
import { answerable, openOf, type Pair } from '../views/matches.ts'
import { viewOffers, viewOwn, type OfferEntity } from '../views/offers.ts'

/** So many open ones are held in memory. */
const MOST = 50_000
/** Looked at for who may see them. */
const CANDIDATES = 60
/** As alike as this (0 to 1), one is told, and it stands as a match where one did not ask for any. */
const TOLD = 0.2
const MOST_TOLD = 3
/** Of one's own so many are looked at, the newest first, and so many shown of what answers each. */
const MOST_OWN = 12
const MOST_EACH = 4

/** What a process holds, for as long as it hears of changes; `behind`: what changed while it was made. */
type Held = { matching: Promise<Matching>; behind: string[] | null }
const held = new WeakMap<object, { now: Held | null }>()

/** Held where announcements are heard (`keepUp`), made anew at each asking elsewhere. */
function matchingOf(ctx: Context): Promise<Matching> {
  const keeper = held.get(ctx.config)
  if (!keeper) return make(ctx)
  keeper.now ??= hold(ctx, keeper)
  return keeper.now.matching
}

async function make({ db }: Context): Promise<Matching> {
  const matching = makeMatching()
  for (const wish of await openWishes(db, MOST)) matching.add(wish)
  return matching
}

function hold(ctx: Context, keeper: { now: Held | null }): Held {
  const one: Held = { matching: begin(), behind: [] }
  return one

  async function begin() {
    try {
      const made = await make(ctx)
      const behind = one.behind ?? []
      one.behind = null
      for (const id of behind) await setRight(ctx, made, id)
      return made
    } catch (error) {
      if (keeper.now === one) keeper.now = null
      throw error
    }
  }
}

/** Follows what is announced from now on, until stopped. When something may have been missed all is read again. */
export function keepUp(ctx: Context, events: Events): () => void {
  const keeper: { now: Held | null } = { now: null }
  held.set(ctx.config, keeper)
  const forget = () => void (keeper.now = null)
  const hear = (event: Announcement) => {
    if (event.kind !== 'offer.changed' || !keeper.now) return
    const id = String(event.id)
    if (keeper.now.behind) return void keeper.now.behind.push(id)
    keeper.now.matching.then((matching) => setRight(ctx, matching, id)).catch(forget)
  }
  const stops = [events.on(hear), events.onLost(forget), () => void held.delete(ctx.config)]
  return () => stops.forEach((stop) => stop())
}

/** As it is now, whatever was announced in which order. */
async function setRight({ db }: Context, matching: Matching, id: string): Promise<void> {
  const [wish] = await findWishes(db, [id])
  if (wish) matching.add(wish)
  else matching.remove(id)
}

/** What answers an offer or a need of one's own, the likeliest first, as far as the two may hear of each other. */
export async function viewMatches(ctx: Context, personId: string, id: string, limit: number): Promise<OfferEntity[]> {
  const open = await answerable(ctx.db, await pairsOf(ctx, [id]))
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

/** What may answer each, the likeliest first. */
async function pairsOf(ctx: Context, ids: string[], least = 0): Promise<Pair[]> {
  const [matching, wishes] = await Promise.all([matchingOf(ctx), findWishes(ctx.db, ids)])
  return wishes.flatMap((wish) =>
    matching.match(wish, CANDIDATES).flatMap(({ id, score }) => (score >= least ? { id: wish.id, otherId: id } : [])),
  )
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
