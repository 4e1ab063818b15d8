import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import type { Announcement, Events } from '#platform/events'
import { makeMatching, type Matching } from '../model/matching.ts'
import { findWish, openWishes } from '../views/lookups.ts'
import { viewOffers, type OfferEntity } from '../views/offers.ts'
import { answerable } from '../views/matches.ts'

/** So many open ones are held in memory. */
const MOST = 50_000
/** Looked at for who may see them. */
const CANDIDATES = 60
/** As alike as this (0 to 1), one is told. */
const TOLD = 0.2
const MOST_TOLD = 3

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
  const wish = await findWish(db, id)
  if (wish) matching.add(wish)
  else matching.remove(id)
}

/** What answers an offer or a need of one's own, the likeliest first, as far as the two may hear of each other. */
export async function viewMatches(ctx: Context, personId: string, id: string, limit: number): Promise<OfferEntity[]> {
  const found = await matchesFor(ctx, id)
  const open = await answerable(
    ctx.db,
    id,
    found.map((match) => match.id),
  )
  const ids = found.flatMap((match) => (open.has(match.id) ? [match.id] : [])).slice(0, limit)
  return viewOffers(ctx, personId, ids)
}

async function matchesFor(ctx: Context, id: string) {
  const [matching, wish] = await Promise.all([matchingOf(ctx), findWish(ctx.db, id)])
  return wish ? matching.match(wish, CANDIDATES) : []
}

/** Tells whose they are of what answers a new one, each pair once. May run twice. */
export async function tellMatches(ctx: Context, id: string): Promise<void> {
  const found = (await matchesFor(ctx, id)).filter(({ score }) => score >= TOLD)
  const open = await answerable(
    ctx.db,
    id,
    found.map((match) => match.id),
  )
  const told = found.filter((match) => open.has(match.id)).slice(0, MOST_TOLD)
  await transaction(ctx.db, async (tx) => {
    for (const match of told) {
      const { mine, theirs } = open.get(match.id)!
      await tell(tx, { personId: mine, kind: 'offer_match', fromId: theirs, aboutId: id })
      await tell(tx, { personId: theirs, kind: 'offer_match', fromId: mine, aboutId: match.id })
    }
  })
}
