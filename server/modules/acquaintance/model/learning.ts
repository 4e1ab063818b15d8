/**
 * What a place learns from its own graph: of some acquaintances it is made as if nobody knew of them, and the ranking learns to
 * find these among the very candidates it will later have to rank. What it learned is then tried on others it has not seen: it is
 * given up when resource allocation does better there.
 */
import { type Lists, growTrees } from './boosting.ts'
import { byId, candidatesOf } from './candidates.ts'
import { copyOf, removeEdge, type Graph } from './graph.ts'
import { fitLine } from './line.ts'
import { ALL_OF_TEN, learnedScores, scoresOf, UNLEARNED, type Weights } from './score.ts'
import { signsOf, WIDTH } from './signs.ts'
import { spreadFame } from './suggesting.ts'
import { SECOND, STRIDE, THIRD, walkFrom } from './walk.ts'

/** From 0 up to, but not, 1. */
export type Random = () => number

/** Hyperparameters, the same for every graph: see docs/decisions/0050. */
const HIDDEN = 0.1
const FOLDS = 3
const PEOPLE = 500
const CHECKED = 1000
const TOP = 30
const OTHERS = 20
const TOO_FEW = 50
const FAMOUS = 0.01
/** How many times their share of acquaintances the share of suggestions may be that goes to the famous. */
const FAME_ALLOWED = 1.6

export function learnWeights(graph: Graph, random: Random): Weights {
  const work = learning(graph, random)
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** The same in small pieces, so that others get their turn in between; the graph may change meanwhile. */
export function* learning(graph: Graph, random: Random): Generator<undefined, Weights> {
  const samples: Sample[] = []
  for (let fold = 0; fold < FOLDS; fold += 1) samples.push(...(yield* seenBy(hide(graph, random), random, PEOPLE)))
  const lists = listsOf(samples, random)
  const check = yield* seenBy(hide(graph, random), random, CHECKED)
  if (lists.starts.length <= TOO_FEW || check.length < TOO_FEW) return UNLEARNED
  const line = yield* fitLine(lists)
  const base = learnedScores({ line, trees: UNLEARNED.trees }, lists.signs)
  const trees = yield* growTrees(lists, base, random)
  const learned = { ...UNLEARNED, line, trees }
  const alone = yield* tryOut(graph, check, { ...learned, trust: 1 })
  const half = yield* tryOut(graph, check, { ...learned, trust: 0.5 })
  const none = yield* tryOut(graph, check, { ...learned, trust: 0 })
  const better = sumOf(half.ranks) > sumOf(alone.ranks) ? half : alone
  const { weights, orders } = isBetter(none.ranks, better.ranks) ? none : better
  return { ...weights, famous: fameAllowed(graph, orders) }
}

/** A person's candidates in a graph that lacks some of their acquaintances, and which of the candidates these are. */
type Sample = {
  candidates: number[]
  signs: Float32Array
  hidden: Set<number>
  worth: Float64Array
}

type Hiding = { graph: Graph; hidden: Map<number, Set<number>> }

/** Nobody loses the last one they know. */
function hide(graph: Graph, random: Random): Hiding {
  const rest = copyOf(graph)
  const hidden = new Map<number, Set<number>>()
  const note = (a: number, b: number) => hidden.set(a, (hidden.get(a) ?? new Set()).add(b))
  for (let a = 0; a < graph.ids.length; a += 1) {
    for (let at = graph.start[a]!, end = at + graph.degree[a]!; at < end; at += 1) {
      const b = graph.arcs[at]!
      if (a > b || random() >= HIDDEN || rest.degree[a]! < 2 || rest.degree[b]! < 2) continue
      removeEdge(rest, a, b)
      note(a, b)
      note(b, a)
    }
  }
  return { graph: rest, hidden }
}

function* seenBy({ graph, hidden }: Hiding, random: Random, most: number): Generator<undefined, Sample[]> {
  const samples: Sample[] = []
  for (const node of shuffled([...hidden.keys()], random).slice(0, most)) {
    const walk = walkFrom(graph, node)
    const candidates = candidatesOf(walk)
    const mass = (of: number, kind: number) => walk.masses[of * STRIDE + kind]!
    const worth = Float64Array.from(candidates, (other) => mass(other, SECOND) + mass(other, THIRD))
    samples.push({ candidates, signs: signsOf(walk, candidates), hidden: hidden.get(node)!, worth })
    yield
  }
  return samples
}

/** Of each person the candidates that came true, the best others, and a few of the rest who stand for all of the rest. */
function listsOf(samples: Sample[], random: Random): Lists {
  const taken: { sample: Sample; index: number }[] = []
  const lists: Lists = { width: WIDTH, signs: new Float32Array(0), starts: [0], truth: [], offset: [] }
  for (const sample of samples) {
    const { candidates, hidden, worth } = sample
    const found = candidates.filter((node) => hidden.has(node)).length
    if (found === 0) continue
    const order = candidates.map((_, i) => i).sort((a, b) => worth[b]! - worth[a]!)
    const sure = order.filter((i, place) => place < TOP || hidden.has(candidates[i]!))
    const rest = order.filter((i, place) => place >= TOP && !hidden.has(candidates[i]!))
    const others = shuffled(rest, random).slice(0, OTHERS)
    for (const index of [...sure, ...others]) taken.push({ sample, index })
    lists.truth.push(...[...sure, ...others].map((i) => (hidden.has(candidates[i]!) ? 1 / found : 0)))
    lists.offset.push(...sure.map(() => 0), ...others.map(() => Math.log(rest.length / others.length)))
    lists.starts.push(taken.length)
  }
  lists.signs = new Float32Array(taken.length * WIDTH)
  taken.forEach(({ sample: { signs }, index }, row) => {
    lists.signs.set(signs.subarray(index * WIDTH, (index + 1) * WIDTH), row * WIDTH)
  })
  return lists
}

type Trial = {
  weights: Weights
  orders: number[][]
  /** For each person 1 / the rank of the first hidden acquaintance. */
  ranks: number[]
}

function* tryOut(graph: Graph, samples: Sample[], weights: Weights): Generator<undefined, Trial> {
  const trial: Trial = { weights, orders: [], ranks: [] }
  for (const { candidates, signs, hidden } of samples) {
    const scores = scoresOf(weights, signs)
    const order = candidates.map((_, i) => i)
    order.sort((a, b) => scores[b]! - scores[a]! || byId(graph, candidates[a]!, candidates[b]!))
    const place = order.findIndex((i) => hidden.has(candidates[i]!))
    trial.ranks.push(place < 0 ? 0 : 1 / (place + 1))
    trial.orders.push(order.map((i) => candidates[i]!))
    yield
  }
  return trial
}

/** By more than the standard error of the difference: what thousands taught is not given up for the luck of a few. */
function isBetter(ranks: number[], than: number[]): boolean {
  const differences = ranks.map((rank, i) => rank - than[i]!)
  const mean = sumOf(differences) / differences.length
  const variance = sumOf(differences.map((one) => (one - mean) ** 2)) / differences.length
  return mean > Math.sqrt(variance / differences.length)
}

/** The most famous in ten suggestions with whom they get no more than allowed; of hidden acquaintances they have as many as of all. */
function fameAllowed(graph: Graph, orders: number[][]): Weights['famous'] {
  const degrees = graph.degree.slice(0, graph.ids.length).sort()
  const degree = degrees[degrees.length - Math.ceil(degrees.length * FAMOUS)]!
  const famous = (node: number) => graph.degree[node]! >= degree
  const share = sumOf(degrees.filter((one) => one >= degree)) / sumOf(degrees)
  for (let most = ALL_OF_TEN; most > 1; most -= 1) {
    const tens = orders.flatMap((order) => spreadFame(order, famous, most).slice(0, ALL_OF_TEN))
    if (tens.filter(famous).length / tens.length <= FAME_ALLOWED * share) return { degree, most }
  }
  return { degree, most: 1 }
}

function shuffled<T>(values: T[], random: Random): T[] {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[values[last], values[other]] = [values[other]!, values[last]!]
  }
  return values
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i += 1) sum += values[i]!
  return sum
}
