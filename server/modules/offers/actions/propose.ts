import { tell } from '#modules/notices'
import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { choose, DAYS_TO_ANSWER, findRings, madeOf, membersOf, type Giving, type Member } from '../model/rings.ts'
import type { Kind } from '../model/rules.ts'
import { insertRings, removeRings } from '../store/rings.ts'
import { findWishes } from '../views/lookups.ts'
import { givable, openOfEach } from '../views/matches.ts'
import { countWaiting, standing } from '../views/rings.ts'
import { pairsOf, TOLD } from './match.ts'

/** Of what answers each thing so much is looked at, of the people next to its owner so many, and of each of them so many things. */
const CANDIDATES = 24
const PEOPLE = 12
const EACH = 4
/** So many rings, the best, are looked at for whether all of them may hear of each other. */
const LOOKED_AT = 24

/**
 * Proposes the best rings that a new offer or need closes, to all of each at once: forward from whom its owner would give something to,
 * backward from who would give something to its owner, and where these meet. May run twice: no ring is proposed twice.
 */
export async function proposeRings(ctx: Context, id: string): Promise<void> {
  const found = await ringsThrough(ctx, id)
  if (found.length > 0) await propose(ctx, found)
}

async function ringsThrough(ctx: Context, id: string): Promise<Member[][]> {
  const [wish] = await findWishes(ctx.db, [id])
  if (!wish) return []
  const { personId, kind } = wish
  const others = await openOfEach(ctx.db, [personId], kind === 'offer' ? 'need' : 'offer', EACH)
  const near = await givingsOf(ctx, [id, ...others])
  const next = beside(near, ({ from, to }) => (from === personId ? to : null))
  const before = beside(near, ({ from, to }) => (to === personId ? from : null))
  if (next.length === 0 || before.length === 0) return []
  const open = (people: string[], what: Kind) => openOfEach(ctx.db, people, what, EACH)
  const far = await givingsOf(ctx, [...(await open(next, 'offer')), ...(await open(before, 'need'))])
  const through = [...near, ...far].filter(({ from, to, offerId, needId }) =>
    kind === 'offer' ? from !== personId || offerId === id : to !== personId || needId === id,
  )
  return findRings(through, personId).slice(0, LOOKED_AT).map(membersOf)
}

/** What may be handed over of these, as far as the two may hear of each other. */
async function givingsOf(ctx: Context, ids: string[]): Promise<Giving[]> {
  const likely = await pairsOf(ctx, ids, TOLD, CANDIDATES)
  const pairs = likely.map(({ id, otherId, kind, score }) =>
    kind === 'offer' ? { id, otherId, score } : { id: otherId, otherId: id, score },
  )
  const scores = new Map(pairs.map(({ id, otherId, score }) => [`${id} ${otherId}`, score]))
  return (await givable(ctx.db, pairs)).map(({ id, otherId, mine, theirs }) => ({
    from: mine,
    to: theirs,
    offerId: id,
    needId: otherId,
    score: scores.get(`${id} ${otherId}`)!,
  }))
}

/** Those on one side of somebody, the likeliest first. */
function beside(givings: Giving[], who: (giving: Giving) => string | null): string[] {
  const best = givings.toSorted((a, b) => b.score - a.score)
  return [...new Set(best.flatMap((giving) => who(giving) ?? []))].slice(0, PEOPLE)
}

/** Written first, so that the one rule of who sees a ring says which of them stand; those that do not, or are too many, go again. */
async function propose(ctx: Context, found: Member[][]): Promise<void> {
  await transaction(ctx.db, async (tx) => {
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
  })
}
