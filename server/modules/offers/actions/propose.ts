import { tell } from '#modules/notices'
import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { TOLD } from '../model/matching.ts'
import {
  choose,
  DAYS_TO_ANSWER,
  findRings,
  madeOf,
  membersOf,
  WAITING_AT_MOST,
  type Giving,
  type Member,
} from '../model/rings.ts'
import type { Kind } from '../model/rules.ts'
import { insertRings, removeRings } from '../store/rings.ts'
import { findWishes } from '../views/lookups.ts'
import { givable, openOfEach } from '../views/matches.ts'
import { countWaiting, standing } from '../views/rings.ts'
import { catchUp, inRounds, pairsOf } from './match.ts'

/** Of what answers each thing so much is looked at first, until so much of it may be given. */
const LOOK = { first: 24, enough: 12 }
/** Of somebody's own things so many, of the people next to them so many, and of all theirs so many, a few of each before more of anybody. */
const OWN = { each: 60, most: 60 }
const PEOPLE = 12
const THEIRS = { each: 12, most: 96 }
/** So many rings, the best, are looked at for whether all of them may hear of each other; where none may, as many more, a few times. */
const LOOKED_AT = 24
const TIMES = 4

/**
 * Proposes the best rings that a new offer or need closes, to all of each at once: forward from whom its owner would give something to,
 * backward from who would give something to its owner, and where these meet. May run twice: no ring is proposed twice.
 */
export async function proposeRings(ctx: Context, id: string): Promise<void> {
  await catchUp(ctx)
  const [wish] = await findWishes(ctx.db, [id])
  if (wish) await proposeTo(ctx, wish.personId, wish)
}

/** The same through all that each of them has: there is room again for what was left out. */
export async function proposeRingsTo(ctx: Context, personIds: readonly string[]): Promise<void> {
  await catchUp(ctx)
  for (const personId of personIds) await proposeTo(ctx, personId)
}

async function proposeTo(ctx: Context, personId: string, thing?: { id: string; kind: Kind }) {
  const waiting = await countWaiting(ctx.db, [personId], [])
  if ((waiting.get(personId) ?? 0) >= WAITING_AT_MOST) return
  const found = await ringsThrough(ctx, personId, thing)
  for (let time = 0; time < TIMES; time++) {
    const some = found.slice(time * LOOKED_AT, (time + 1) * LOOKED_AT)
    if (some.length === 0 || (await propose(ctx, some)) > 0) return
  }
}

/** The best first; those that a thing of theirs is part of, where one is named. */
async function ringsThrough(ctx: Context, personId: string, thing?: { id: string; kind: Kind }): Promise<Member[][]> {
  const open = (people: string[], kind: Kind, many = THEIRS) => openOfEach(ctx.db, people, kind, many)
  const own = (kind: Kind) => (thing?.kind === kind ? [thing.id] : open([personId], kind, OWN))
  const near = await givingsOf(ctx, [...(await own('offer')), ...(await own('need'))])
  const next = beside(near, ({ from, to }) => (from === personId ? to : null))
  const before = beside(near, ({ from, to }) => (to === personId ? from : null))
  if (next.length === 0 || before.length === 0) return []
  const far = await givingsOf(ctx, [...(await open(next, 'offer')), ...(await open(before, 'need'))])
  const through = [...near, ...far].filter(
    ({ from, to, offerId, needId }) =>
      !thing ||
      (thing.kind === 'offer' ? from !== personId || offerId === thing.id : to !== personId || needId === thing.id),
  )
  return findRings(through, personId).map(membersOf)
}

/** What may be handed over of these, as far as the two may hear of each other. */
async function givingsOf(ctx: Context, ids: string[]): Promise<Giving[]> {
  const likely = await pairsOf(ctx, ids, { least: TOLD, first: LOOK.first, plain: true })
  const kinds = new Map(likely.map(({ id, kind }) => [id, kind]))
  const scores = new Map(likely.map(({ id, otherId, score }) => [`${id} ${otherId}`, score]))
  return (await inRounds(likely, LOOK, (some) => givable(ctx.db, some))).map(({ id, otherId, mine, theirs }) => {
    const score = scores.get(`${id} ${otherId}`)!
    return kinds.get(id) === 'offer'
      ? { from: mine, to: theirs, offerId: id, needId: otherId, score }
      : { from: theirs, to: mine, offerId: otherId, needId: id, score }
  })
}

/** Those on one side of somebody, the likeliest first. */
function beside(givings: Giving[], who: (giving: Giving) => string | null): string[] {
  const best = givings.toSorted((a, b) => b.score - a.score)
  return [...new Set(best.flatMap((giving) => who(giving) ?? []))].slice(0, PEOPLE)
}

/**
 * Written first, so that the one rule of who sees a ring says which of them stand; those that do not, or are too many, go again. Answers
 * how many are proposed.
 */
function propose(ctx: Context, found: Member[][]): Promise<number> {
  return transaction(ctx.db, async (tx) => {
    const people = [...new Set(found.flatMap((members) => members.map(({ personId }) => personId)))]
    await lockPeople(tx, people)
    const now = ctx.now()
    const expiresAt = now.add({ hours: 24 * DAYS_TO_ANSWER })
    const written = await insertRings(tx, found.map(madeOf), { createdAt: now, expiresAt })
    const ids = new Map(written.map(({ id, madeOf: made }) => [made.join(' '), id]))
    const stand = await standing(tx, [...ids.values()])
    const waiting = await countWaiting(tx, people, [...ids.values()])
    const good = found.flatMap((members) => {
      const id = ids.get(madeOf(members).join(' '))
      return id && stand.has(id) ? { id, members } : []
    })
    const chosen = choose(good, waiting)
    const kept = new Set(chosen.map(({ id }) => id))
    await removeRings(
      tx,
      [...ids.values()].filter((id) => !kept.has(id)),
    )
    for (const { id, members } of chosen)
      for (const { personId } of members) await tell(tx, { personId, kind: 'ring', fromId: personId, aboutId: id })
    return chosen.length
  })
}
