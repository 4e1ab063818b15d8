/** Which of a person's acquaintances do not know each other, and might like to. */
import { byId } from './candidates.ts'
import { hasEdge, neighboursOf, type Graph } from './graph.ts'
import { scoresOf, type Weights } from './score.ts'
import { signsOf } from './signs.ts'
import { sharedBy } from './suggesting.ts'
import { circleOf, walkFrom } from './walk.ts'

export type LikelyPair = {
  a: number
  b: number
  score: number
  /** Whom both know besides the one in the middle, the most telling first. */
  shared: number[]
}

export type PairWishes = { limit: number; excluded?: (a: number, b: number) => boolean }

/** Bounds for people who know thousands: arcs read, pairs counted, and people from whom a walk goes out. */
const MOST_ARCS = 200_000
const MOST_COUNTS = 200_000
const MOST_WALKS = 12
const PAIRS_CLOSELY = 200

/**
 * The person in the middle is no evidence, since that all of theirs know them says nothing of any two. Of a pair the one who knows
 * fewer is walked from, or the one who is anyway.
 */
export function likelyPairs(
  graph: Graph,
  weights: Weights,
  node: number,
  { limit, excluded }: PairWishes,
): LikelyPair[] {
  const circle = circleOf(graph, node).sort((a, b) => graph.degree[a]! - graph.degree[b]! || byId(graph, a, b))
  const open = (a: number, b: number) => !hasEdge(graph, a, b) && !excluded?.(a, b)
  const byWalker = new Map<number, number[]>()
  for (const [a, b] of promising(graph, node, circle, open)) {
    if (byWalker.has(a)) byWalker.get(a)!.push(b)
    else if (byWalker.has(b)) byWalker.get(b)!.push(a)
    else if (byWalker.size < MOST_WALKS) byWalker.set(a, [b])
  }
  const pairs = [...byWalker].flatMap(([a, others]) => {
    const scores = scoresOf(weights, signsOf(walkFrom(graph, a, node), others))
    return others.map((b, i) => ({ a, b, score: scores[i]! }))
  })
  pairs.sort((x, y) => y.score - x.score || byId(graph, x.a, y.a) || byId(graph, x.b, y.b))
  return pairs.slice(0, limit).map((pair) => ({ ...pair, shared: sharedWithout(graph, pair, node) }))
}

/** Those resource allocation puts first; then, as long as there are too few, any two who know few. */
function promising(graph: Graph, node: number, circle: number[], open: (a: number, b: number) => boolean) {
  const worth = allocations(graph, node, circle)
  const pairs: [number, number][] = []
  for (const [key] of mostFirst(worth)) {
    if (pairs.length === PAIRS_CLOSELY) return pairs
    const [a, b] = [circle[Math.floor(key / circle.length)]!, circle[key % circle.length]!]
    if (open(a, b)) pairs.push([a, b])
  }
  let tries = PAIRS_CLOSELY * 4
  for (let i = 1; i < circle.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      if (pairs.length === PAIRS_CLOSELY || tries-- === 0) return pairs
      if (!worth.has(j * circle.length + i) && open(circle[j]!, circle[i]!)) pairs.push([circle[j]!, circle[i]!])
    }
  }
  return pairs
}

const AT_FIRST = 1000

/** Sorted in two pieces, since mostly the first is enough. */
function* mostFirst(worth: Map<number, number>): Generator<[number, number]> {
  const least = Float64Array.from(worth.values()).sort().at(-AT_FIRST) ?? 0
  const [first, rest]: [number, number][][] = [[], []]
  for (const entry of worth) (entry[1] >= least ? first! : rest!).push(entry)
  const order = ([x, one]: [number, number], [y, other]: [number, number]) => other - one || x - y
  yield* first!.sort(order)
  yield* rest!.sort(order)
}

/** Of each two of the circle who share somebody besides the node: 1 / how many these know, added up, under their two places. */
function allocations(graph: Graph, node: number, circle: number[]): Map<number, number> {
  const meeting = new Map<number, number[]>()
  let arcs = MOST_ARCS
  for (const [index, member] of circle.entries()) {
    arcs -= graph.degree[member]!
    if (arcs < 0) break
    for (const other of neighboursOf(graph, member)) {
      const there = meeting.get(other)
      if (there) there.push(index)
      else meeting.set(other, [index])
    }
  }
  meeting.delete(node)
  const worth = new Map<number, number>()
  let counts = MOST_COUNTS
  for (const [other, there] of [...meeting].sort((x, y) => graph.degree[x[0]]! - graph.degree[y[0]]!)) {
    counts -= (there.length * (there.length - 1)) / 2
    if (counts < 0) break
    for (const [i, b] of there.entries()) {
      for (const a of there.slice(0, i)) {
        const key = a * circle.length + b
        worth.set(key, (worth.get(key) ?? 0) + 1 / graph.degree[other]!)
      }
    }
  }
  return worth
}

function sharedWithout(graph: Graph, { a, b }: { a: number; b: number }, node: number): number[] {
  return sharedBy(graph, a, b).filter((shared) => shared !== node)
}
