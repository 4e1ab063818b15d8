/**
 * What a place learns from its own graph: of some acquaintances it is made as if nobody knew of them, and the ranking learns to
 * find these among the very candidates it will later have to rank. What it learned is then tried on others it has not seen: it is
 * trusted no further than it does better there than resource allocation.
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
const TOP = 30
const OTHERS = 20
const TOO_FEW = 50
const TRUST = [1, 0.5, 0]
const FAMOUS = 0.01
/** How many times their share of acquaintances the share of suggestions may be that goes to the famous. */
const FAME_ALLOWED = 1.75

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
  for (let fold = 0; fold < FOLDS; fold += 1) samples.push(...(yield* seenBy(hide(graph, random), random)))
  const lists = listsOf(samples, random)
  const check = yield* seenBy(hide(graph, random), random)
  if (lists.starts.length <= TOO_FEW || check.length < TOO_FEW) return UNLEARNED
  const line = yield* fitLine(lists)
  const base = learnedScores({ line, trees: UNLEARNED.trees }, lists.signs)
  const trees = yield* growTrees(lists, base, random)
  const tried: { weights: Weights; quality: number }[] = []
  for (const trust of TRUST) {
    const weights = { ...UNLEARNED, line, trees, trust }
    tried.push({ weights, quality: meanRank(check, yield* orders(graph, check, weights)) })
  }
  const best = tried.reduce((one, other) => (other.quality > one.quality ? other : one)).weights
  return { ...best, famous: fameAllowed(graph, yield* orders(graph, check, best)) }
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

function* seenBy({ graph, hidden }: Hiding, random: Random): Generator<undefined, Sample[]> {
  const samples: Sample[] = []
  for (const node of shuffled([...hidden.keys()], random).slice(0, PEOPLE)) {
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

/** The mean of 1 / the rank of the first hidden acquaintance. */
function meanRank(samples: Sample[], orders: number[][]): number {
  let sum = 0
  for (const [i, { hidden }] of samples.entries()) {
    const place = orders[i]!.findIndex((node) => hidden.has(node))
    if (place >= 0) sum += 1 / (place + 1)
  }
  return sum / samples.length
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

function* orders(graph: Graph, samples: Sample[], weights: Weights): Generator<undefined, number[][]> {
  const all: number[][] = []
  for (const { candidates, signs } of samples) {
    const scores = scoresOf(weights, signs)
    const order = candidates.map((_, i) => i)
    order.sort((a, b) => scores[b]! - scores[a]! || byId(graph, candidates[a]!, candidates[b]!))
    all.push(order.map((i) => candidates[i]!))
    yield
  }
  return all
}

function shuffled<T>(values: T[], random: Random): T[] {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[values[last], values[other]] = [values[other]!, values[last]!]
  }
  return values
}

function sumOf(values: Int32Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
