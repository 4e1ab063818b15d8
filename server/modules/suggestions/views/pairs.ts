import { viewPlace } from '#modules/accounts'
import { acquaintanceOf, likelyPairs } from '#modules/acquaintance'
import { accountsById, type Account } from '#modules/people'
import type { Context } from '#platform/context'
import { complements } from '../model/complements.ts'
import { rareAmong, readFacts, reasonsFor, type Known, type Reason } from '../model/reasons.ts'
import { scoreOf, worthOf } from '../model/worth.ts'
import { factsOf, pairKey, settledPairs, suggestionOutcomes, tiesOpenToIt } from './facts.ts'
import { renderReasons, sharedBy, type ReasonEntity } from './reasons.ts'

export type PairEntity = { people: [Account, Account]; reasons: ReasonEntity[] }

const FROM_GRAPH = 60
const MOST_PAIRS = 240
/** Of the same person's pairs so many at a time, so that there is something of everybody. */
const PER_PERSON = 2

type Pair = { ids: [string, string]; place: number; shared: string[] }

/** Which of one's people one could introduce to each other; `aboutId`: with one of them. */
export async function viewPairs(
  ctx: Context,
  introducerId: string,
  limit: number,
  aboutId?: string,
): Promise<PairEntity[]> {
  const ids = await tiesOpenToIt(ctx.db, introducerId)
  if (ids.length < 2) return []
  const settled = await settledPairs(ctx.db, introducerId, ids, ctx.now())
  const known = new Map((await factsOf(ctx.db, ids, ctx.now())).map((one) => [one.id, readFacts(one)]))
  const open = (one: string, other: string) =>
    one !== other && (!aboutId || one === aboutId || other === aboutId) && !settled.has(pairKey(one, other))
  const candidates = await gather(ctx, introducerId, ids, known, open)
  const ranked = await rank(ctx, known, candidates)
  const few = spread(ranked, aboutId).slice(0, limit)
  return render(ctx, introducerId, few)
}

/** From the graph, from who seeks what another offers, and in a young circle simply any two. */
async function gather(
  ctx: Context,
  introducerId: string,
  ids: string[],
  known: Map<string, Known>,
  open: (a: string, b: string) => boolean,
) {
  const { graph, weights } = await acquaintanceOf(ctx)
  const node = graph.nodes.get(introducerId)
  const mine = new Set(ids)
  const idOf = (one: number) => graph.ids[one]!
  const found = new Map<string, Pair>()
  const add = (pair: Pair) => void (found.has(pairKey(...pair.ids)) || found.set(pairKey(...pair.ids), pair))
  if (node !== undefined) {
    const excluded = (a: number, b: number) => !mine.has(idOf(a)) || !mine.has(idOf(b)) || !open(idOf(a), idOf(b))
    const likely = likelyPairs(graph, weights, node, { limit: FROM_GRAPH, excluded })
    for (const [i, { a, b, shared }] of likely.entries())
      add({ ids: [idOf(a), idOf(b)], place: shared.length > 0 ? 1 - i / likely.length : 0, shared: shared.map(idOf) })
  }
  for (const pair of complements([...known.values()], open, MOST_PAIRS)) add({ ids: pair, place: 0, shared: [] })
  for (const [i, one] of ids.entries())
    for (const other of ids.slice(0, i)) {
      if (found.size >= MOST_PAIRS) return [...found.values()]
      if (open(one, other)) add({ ids: [one, other], place: 0, shared: [] })
    }
  return [...found.values()]
}

async function rank(ctx: Context, known: Map<string, Known>, pairs: Pair[]) {
  const worth = worthOf(await suggestionOutcomes(ctx.db))
  const rare = rareAmong([...known.values()], (await viewPlace(ctx)).name)
  return pairs
    .map(({ ids, place, shared }) => {
      const told = reasonsFor(known.get(ids[0])!, known.get(ids[1])!, rare)
      const reasons: Reason[] = shared.length > 0 ? [{ kind: 'shared', ids: shared }, ...told] : told
      return { ids, reasons, score: scoreOf(place, reasons, worth) }
    })
    .sort((a, b) => b.score - a.score || (pairKey(...a.ids) < pairKey(...b.ids) ? -1 : 1))
}

type Ranked = Awaited<ReturnType<typeof rank>>

/** Nobody fills the list, but the one whom it is about. */
function spread(ranked: Ranked, aboutId?: string): Ranked {
  const counts = new Map<string, number>()
  return ranked.filter(({ ids }) => {
    const others = ids.filter((id) => id !== aboutId)
    if (others.some((id) => (counts.get(id) ?? 0) >= PER_PERSON)) return false
    for (const id of others) counts.set(id, (counts.get(id) ?? 0) + 1)
    return true
  })
}

async function render(ctx: Context, viewerId: string, ranked: Ranked): Promise<PairEntity[]> {
  const shared = await sharedBy(ctx, viewerId, ranked)
  const accounts = await accountsById(ctx, viewerId, [...ranked.flatMap((pair) => pair.ids), ...shared.values()].flat())
  return ranked.flatMap(({ ids: [one, other], reasons }) => {
    const [first, second] = [accounts.get(one), accounts.get(other)]
    const between = shared.get(pairKey(one, other)) ?? []
    return first && second
      ? [{ people: [first, second] as [Account, Account], reasons: renderReasons(reasons, between, accounts) }]
      : []
  })
}
