/**
 * How well the product's own ranking finds acquaintances that were taken out of a graph (`--graph FILE`, an edge list: `u v`, `u,v` or
 * `u v time`), beside resource allocation. The parameters are the same for every graph; what is learned, is learned from what is left.
 */
import { readFileSync } from 'node:fs'
import { learnWeights, neighboursOf, pairScore, suggest, type Graph, type Weights } from '#modules/acquaintance'
import { readEdges, splitGraph, type Edge, type Split } from './edges.ts'
import { figure, say } from './figures.ts'
import { makeDice, type Dice } from './seed/dice.ts'

const DEPTH = 50
const TEN = 10
const FAMOUS = 0.01
/** How many pairs of each kind an AUC compares. */
const PAIRS = 400

type Figures = Record<string, number>

export async function benchIntroductions({
  graph,
  seeds,
}: {
  graph: string | undefined
  seeds: number
}): Promise<void> {
  if (!graph) return say('  nothing to rank without --graph FILE')
  const edges = readEdges(readFileSync(graph, 'utf8'))
  const all: Figures[] = []
  for (let seed = 1; seed <= seeds; seed += 1) {
    const dice = makeDice(seed)
    const split = splitGraph(edges, dice)
    const weights = learnWeights(split.graph, dice.share)
    all.push({ ...rankings(split, weights), ...areas(split, weights, dice) })
    say(`  seed ${seed}: ${JSON.stringify(all.at(-1))} trust ${weights.trust} famous ${weights.famous.most}`)
  }
  for (const name of Object.keys(all[0]!)) {
    const values = all.map((figures) => figures[name]!)
    figure('introductions', name, mean(values), '')
    if (seeds > 1) figure('introductions', `${name}_sd`, deviation(values), '')
  }
}

/** For everybody who lacks an acquaintance, where the best of the lacking stands. */
function rankings({ graph, hidden }: Split, weights: Weights): Figures {
  const famous = famousIn(graph)
  const sums = { rank: 0, baseline: 0, ten: 0, suggested: 0, toFamous: 0, lacking: 0, lackingFamous: 0 }
  for (const [node, lacking] of hidden) {
    const order = suggest(graph, weights, node, { limit: DEPTH }).map((one) => one.node)
    const place = order.findIndex((other) => lacking.has(other))
    if (place >= 0) sums.rank += 1 / (place + 1)
    if (place >= 0 && place < TEN) sums.ten += 1
    const base = byAllocation(graph, node).findIndex((other) => lacking.has(other))
    if (base >= 0 && base < DEPTH) sums.baseline += 1 / (base + 1)
    sums.suggested += Math.min(TEN, order.length)
    sums.toFamous += order.slice(0, TEN).filter((other) => famous.has(other)).length
    sums.lacking += lacking.size
    if (famous.has(node)) sums.lackingFamous += lacking.size
  }
  return {
    mrr50: sums.rank / hidden.size,
    mrr50_baseline: sums.baseline / hidden.size,
    hit10: sums.ten / hidden.size,
    popular_share_ratio: sums.toFamous / sums.suggested / (sums.lackingFamous / sums.lacking),
  }
}

/** Whether hidden acquaintances score above strangers: any strangers, and strangers who know as many (arXiv 2405.14985). */
function areas(split: Split, weights: Weights, dice: Dice): Figures {
  const { graph } = split
  const score = (pair: Edge) => pairScore(graph, weights, pair)
  const hidden = split.edges.slice(0, PAIRS).map(score)
  const any = () => dice.between(0, graph.ids.length - 1)
  const byDegree = () => split.seen[dice.between(0, split.seen.length - 1)]![dice.between(0, 1)]!
  return {
    auc: areaUnder(hidden, strangers(split, any).map(score)),
    auc_degree: areaUnder(hidden, strangers(split, byDegree).map(score)),
  }
}

function strangers({ known }: Split, draw: () => number): Edge[] {
  const pairs: Edge[] = []
  while (pairs.length < PAIRS) {
    const pair: Edge = [draw(), draw()]
    if (pair[0] !== pair[1] && !known(pair)) pairs.push(pair)
  }
  return pairs
}

function byAllocation(graph: Graph, node: number): number[] {
  const allocation = new Float64Array(graph.ids.length)
  for (const shared of neighboursOf(graph, node))
    for (const other of neighboursOf(graph, shared)) allocation[other]! += 1 / graph.degree[shared]!
  for (const known of [node, ...neighboursOf(graph, node)]) allocation[known] = 0
  const found = graph.ids.flatMap((_, other) => (allocation[other]! > 0 ? [other] : []))
  return found.sort((a, b) => allocation[b]! - allocation[a]! || Number(graph.ids[a]) - Number(graph.ids[b]))
}

function famousIn({ degree, ids }: Graph): Set<number> {
  const order = ids.map((_, node) => node).sort((a, b) => degree[b]! - degree[a]! || Number(ids[a]) - Number(ids[b]))
  return new Set(order.slice(0, Math.max(1, Math.round(ids.length * FAMOUS))))
}

/** How often one of the first scores above one of the second; the same counts half. */
function areaUnder(first: number[], second: number[]): number {
  let sum = 0
  for (const a of first) for (const b of second) sum += a > b ? 1 : a === b ? 0.5 : 0
  return sum / (first.length * second.length)
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function deviation(values: number[]): number {
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1))
}
