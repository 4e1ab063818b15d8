/**
 * How much of a walk that starts with one person is where after two, three and four steps, when at each person it goes on to any
 * of their acquaintances alike. After two steps that is the resource allocation index (Zhou, Lü and Zhang, Predicting missing
 * links via local information, 2009), after more the local random walk (Liu and Lü, Link prediction based on local random walk,
 * 2010). Each step goes along a bounded number of arcs, the weightiest first, so a walk costs the same in a place of any size.
 */
import { neighboursOf, type Graph } from './graph.ts'

export type Walk = {
  graph: Graph
  from: number
  /** Acquaintances who count as evidence: all of them, or those who know the fewest. */
  circle: number[]
  /** One more than where in the circle a node stands; 0 for who is not in it. */
  seat: Int32Array
  /** 1 for who is no stranger: the person, and all their acquaintances. */
  known: Uint8Array
  /** Of each node the numbers below, side by side, since who needs one needs them all. */
  masses: Float64Array
  /** Who has been reached at all, those of the second step first. */
  reached: Int32Array
  count: number
  afterTwo: number
}

/** Where the masses of a node begin: at the node times STRIDE. */
export const STRIDE = 8
/** How many of the circle the node knows. */
export const SHARED = 0
export const SECOND = 1
export const THIRD = 2
/** What of the third came from within the circle: two steps to an acquaintance, who knows the node. */
export const WITHIN = 3
/** Paths of three steps, each counted as one. */
export const PATHS = 4
export const FOURTH = 5
const REACHED = 6

export const MOST_IN_CIRCLE = 512
/** How many arcs a step goes along at most. */
const MOST_ARCS = { second: 60_000, third: 60_000, fourth: 30_000 }

const walks = new WeakMap<Graph, Walk>()

/** Valid until the next walk on the same graph. `without`: a person who is no evidence and whom the walk does not visit. */
export function walkFrom(graph: Graph, from: number, without = -1): Walk {
  const walk = freshWalk(graph, from)
  for (const node of neighboursOf(graph, from)) walk.known[node] = 1
  walk.known[from] = 1
  walk.circle = circleOf(graph, from, without)
  for (const [index, node] of walk.circle.entries()) walk.seat[node] = index + 1
  stepToSecond(walk)
  leave(walk, [SHARED, SECOND], without)
  walk.afterTwo = walk.count
  stepToThird(walk)
  leave(walk, [THIRD, WITHIN, PATHS], without)
  stepToFourth(walk)
  leave(walk, [FOURTH], without)
  return walk
}

export function circleOf(graph: Graph, from: number, without = -1): number[] {
  const circle = [...neighboursOf(graph, from)].filter((node) => node !== without)
  if (circle.length <= MOST_IN_CIRCLE) return circle
  return circle.sort((a, b) => graph.degree[a]! - graph.degree[b]!).slice(0, MOST_IN_CIRCLE)
}

function stepToSecond(walk: Walk): void {
  const { masses, reached } = walk
  const { arcs, start, degree } = walk.graph
  let { count } = walk
  let left = MOST_ARCS.second
  for (const node of walk.circle) {
    left -= degree[node]!
    if (left < 0) break
    const part = 1 / degree[node]!
    for (let at = start[node]!, end = at + degree[node]!; at < end; at += 1) {
      const next = arcs[at]! * STRIDE
      if (masses[next + REACHED] === 0) {
        masses[next + REACHED] = 1
        reached[count++] = arcs[at]!
      }
      masses[next]! += 1
      masses[next + SECOND]! += part
    }
  }
  walk.count = count
}

function stepToThird(walk: Walk): void {
  const { masses, reached, seat } = walk
  const { arcs, start, degree } = walk.graph
  const least = leastWorth(walk, SECOND, MOST_ARCS.third)
  let { count } = walk
  for (let i = 0; i < walk.afterTwo; i += 1) {
    const node = reached[i]!
    const part = masses[node * STRIDE + SECOND]! / degree[node]!
    if (part === 0 || part < least) continue
    const ways = masses[node * STRIDE]!
    const inside = seat[node]! > 0 ? part : 0
    for (let at = start[node]!, end = at + degree[node]!; at < end; at += 1) {
      const next = arcs[at]! * STRIDE
      if (masses[next + REACHED] === 0) {
        masses[next + REACHED] = 1
        reached[count++] = arcs[at]!
      }
      masses[next + THIRD]! += part
      masses[next + WITHIN]! += inside
      masses[next + PATHS]! += ways
    }
  }
  walk.count = count
}

function stepToFourth(walk: Walk): void {
  const { masses, reached } = walk
  const { arcs, start, degree } = walk.graph
  const least = leastWorth(walk, THIRD, MOST_ARCS.fourth)
  const afterThree = walk.count
  let { count } = walk
  for (let i = 0; i < afterThree; i += 1) {
    const node = reached[i]!
    const part = masses[node * STRIDE + THIRD]! / degree[node]!
    if (part === 0 || part < least) continue
    for (let at = start[node]!, end = at + degree[node]!; at < end; at += 1) {
      const next = arcs[at]! * STRIDE
      if (masses[next + REACHED] === 0) {
        masses[next + REACHED] = 1
        reached[count++] = arcs[at]!
      }
      masses[next + FOURTH]! += part
    }
  }
  walk.count = count
}

/** The walk does not come back to where it began. */
function leave({ from, masses }: Walk, kinds: number[], without: number): void {
  for (const kind of kinds) {
    masses[from * STRIDE + kind] = 0
    if (without >= 0) masses[without * STRIDE + kind] = 0
  }
}

const number = new Float32Array(1)
const bits = new Uint32Array(number.buffer)
const CLASS_BITS = 22

/** From how much for each arc on a node is gone on from, so that in all no more than the allowed arcs are gone along. */
function leastWorth({ graph: { degree }, reached, count, masses }: Walk, kind: number, most: number): number {
  const byClass = new Float64Array(2 ** (32 - CLASS_BITS))
  let left = most
  for (let i = 0; i < count; i += 1) {
    const node = reached[i]!
    // The exponent and the first binary digit: classes of numbers, in the order of their size.
    number[0] = masses[node * STRIDE + kind]! / degree[node]!
    byClass[bits[0]! >>> CLASS_BITS]! += degree[node]!
  }
  for (let kind = byClass.length - 1; kind > 0; kind -= 1) {
    left -= byClass[kind]!
    if (left >= 0) continue
    bits[0] = (kind + 1) << CLASS_BITS
    return number[0]!
  }
  return 0
}

function freshWalk(graph: Graph, from: number): Walk {
  const walk = walks.get(graph)
  if (!walk || walk.seat.length < graph.ids.length) {
    const first = emptyWalk(graph, from)
    walks.set(graph, first)
    return first
  }
  const { reached, count, masses, seat, circle, known } = walk
  // All at once is faster as soon as many were reached.
  if (count * STRIDE > graph.ids.length) masses.fill(0)
  else for (let i = 0; i < count; i += 1) masses.fill(0, reached[i]! * STRIDE, (reached[i]! + 1) * STRIDE)
  for (const node of circle) seat[node] = 0
  known.fill(0)
  return Object.assign(walk, { from, count: 0, afterTwo: 0, circle: [] })
}

function emptyWalk(graph: Graph, from: number): Walk {
  const size = Math.ceil(graph.ids.length * 1.125) + 16
  const masses = new Float64Array(size * STRIDE)
  const places = { seat: new Int32Array(size), known: new Uint8Array(size), reached: new Int32Array(size) }
  return { graph, from, circle: [], count: 0, afterTwo: 0, masses, ...places }
}
