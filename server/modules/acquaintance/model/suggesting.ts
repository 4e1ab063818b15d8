/** Whom a person might like to meet. */
import { byId, candidatesOf } from './candidates.ts'
import { neighboursOf, type Graph } from './graph.ts'
import { ALL_OF_TEN, scoresOf, type Weights } from './score.ts'
import { signsOf } from './signs.ts'
import { walkFrom } from './walk.ts'

export type Suggestion = {
  node: number
  score: number
  /** Whom both know, the most telling first: those who know the fewest. */
  shared: number[]
}

export type Wishes = { limit: number; excluded?: (node: number) => boolean }

export function suggest(graph: Graph, weights: Weights, node: number, { limit, excluded }: Wishes): Suggestion[] {
  const walk = walkFrom(graph, node)
  const candidates = candidatesOf(walk, excluded)
  const scores = scoresOf(weights, signsOf(walk, candidates))
  const ranked = candidates
    .map((candidate, i) => ({ node: candidate, score: scores[i]! }))
    .sort((a, b) => b.score - a.score || byId(graph, a.node, b.node))
  return spreadFame(ranked, (one) => graph.degree[one.node]! >= weights.famous.degree, weights.famous.most)
    .slice(0, limit)
    .map(({ node: other, score }) => ({ node: other, score, shared: sharedBy(graph, node, other) }))
}

/** How likely two are to know each other soon, seen from both; `without` a third who is not to count as evidence. */
export function pairScore(graph: Graph, weights: Weights, [a, b]: [number, number], without?: number): number {
  return (scoreFrom(graph, weights, [a, b], without) + scoreFrom(graph, weights, [b, a], without)) / 2
}

export function sharedBy(graph: Graph, a: number, b: number): number[] {
  const [fewer, more] = graph.degree[a]! < graph.degree[b]! ? [a, b] : [b, a]
  const known = new Set(neighboursOf(graph, fewer))
  const shared = [...neighboursOf(graph, more)].filter((node) => known.has(node))
  return shared.sort((x, y) => graph.degree[x]! - graph.degree[y]! || byId(graph, x, y))
}

/**
 * The same order, but of each ten no more than `most` are famous, as long as there are others: what the walk likes best are those
 * whom everybody knows already, and a suggestion is of no use to them.
 */
export function spreadFame<T>(ranked: T[], famous: (one: T) => boolean, most: number): T[] {
  const waiting = [...ranked]
  const spread: T[] = []
  let inTen = 0
  while (waiting.length > 0) {
    if (spread.length % ALL_OF_TEN === 0) inTen = 0
    const at =
      inTen < most
        ? 0
        : Math.max(
            0,
            waiting.findIndex((one) => !famous(one)),
          )
    const [next] = waiting.splice(at, 1)
    if (famous(next!)) inTen += 1
    spread.push(next!)
  }
  return spread
}

function scoreFrom(graph: Graph, weights: Weights, [from, to]: [number, number], without?: number): number {
  return scoresOf(weights, signsOf(walkFrom(graph, from, without), [to]))[0]!
}
