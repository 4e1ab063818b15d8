/**
 * What speaks for two strangers knowing each other soon, as numbers: how many they share and how telling these are, how the shared
 * ones know each other, where a walk goes, and what the stranger's surroundings are.
 */
import { hasEdge, type Graph } from './graph.ts'
import { FOURTH, MOST_IN_CIRCLE, PATHS, SECOND, SHARED, STRIDE, THIRD, WITHIN, type Walk } from './walk.ts'

/** In the order they stand in; learned weights name them by their place. */
export const SIGNS = [
  'shared',
  /** Each shared one counts one over the root of, over, and over the power of 1.5 of how many they know. */
  'sharedByRoot',
  'allocation',
  'sharedByPower',
  /** Cannistraci's resource allocation: a shared one counts by how many other shared ones they know (CRA, 2013). */
  'community',
  /** A shared one counts by how many of the person's circle they know. */
  'embedded',
  'third',
  'within',
  'paths',
  'fourth',
  'ownDegree',
  'degree',
  /** Which share of the stranger's acquaintances shares somebody with the person; how much of the walk is with them. */
  'near',
  'nearMass',
  'mostTelling',
  /** The mean logarithm of how many the stranger's acquaintances know. */
  'surroundings',
  /** Which share of the shared ones know each other: 1 in a group where everybody knows everybody. */
  'closure',
  'nearShared',
] as const

export const WIDTH = SIGNS.length
/** Rows longer than that are read in leaps where only a mean is wanted. */
const LONG_ROW = 512
const WORDS = MOST_IN_CIRCLE / 32

/** The signs of the candidates, one after the other. */
export function signsOf(walk: Walk, candidates: ArrayLike<number>): Float32Array {
  const ties = tiesWithin(walk)
  const signs = new Float32Array(candidates.length * WIDTH)
  for (let i = 0; i < candidates.length; i += 1) {
    const node = candidates[i]!
    const { telling, root, power, community, embedded, closure } = sharedSigns(walk, ties, node)
    const { near, nearMass, surroundings, nearShared } = surroundingSigns(walk, node)
    const { degree } = walk.graph
    const mass = (kind: number) => walk.masses[node * STRIDE + kind]!
    const paths = [mass(THIRD), mass(WITHIN), mass(PATHS), mass(FOURTH)]
    const counted = [mass(SHARED), root, mass(SECOND), power, community, embedded, ...paths]
    const about = [degree[walk.from]!, degree[node]!, near, nearMass, telling, surroundings, closure, nearShared]
    signs.set(counted, i * WIDTH)
    signs.set(about, i * WIDTH + counted.length)
  }
  return signs
}

type Ties = {
  /** For each of the circle whom of it they know, a bit each. */
  bits: Int32Array
  words: number
  count: Int32Array
  shared: Int32Array
  mask: Int32Array
}

function tiesWithin({ graph, circle, seat }: Walk): Ties {
  const words = Math.ceil(circle.length / 32)
  const [bits, count] = [new Int32Array(circle.length * words), new Int32Array(circle.length)]
  for (let a = 0; a < circle.length; a += 1) {
    eachCommon(graph, circle[a]!, circle, seat, (b) => {
      bits[a * words + (b >> 5)]! |= 1 << (b & 31)
      count[a]! += 1
    })
  }
  return { bits, words, count, shared: new Int32Array(circle.length), mask: new Int32Array(WORDS) }
}

function sharedSigns({ graph, circle, seat }: Walk, ties: Ties, node: number) {
  const { bits, words, count, shared, mask } = ties
  let found = 0
  mask.fill(0)
  eachCommon(graph, node, circle, seat, (index) => {
    shared[found++] = index
    mask[index >> 5]! |= 1 << (index & 31)
  })
  const sums = { telling: 0, root: 0, power: 0, community: 0, embedded: 0, closure: 0 }
  for (let i = 0; i < found; i += 1) {
    const index = shared[i]!
    const degree = graph.degree[circle[index]!]!
    let among = 0
    for (let word = 0; word < words; word += 1) among += ones(bits[index * words + word]! & mask[word]!)
    sums.telling = Math.max(sums.telling, 1 / degree)
    sums.root += degree ** -0.5
    sums.power += degree ** -1.5
    sums.community += among / degree
    sums.embedded += (1 + count[index]!) / degree
    sums.closure += among
  }
  sums.closure /= Math.max(1, found * (found - 1))
  return sums
}

function surroundingSigns({ graph, seat, masses }: Walk, node: number) {
  const { arcs, start, degree } = graph
  const leap = Math.ceil(degree[node]! / LONG_ROW)
  const sums = { near: 0, nearMass: 0, surroundings: 0, nearShared: 0 }
  let seen = 0
  for (let at = start[node]!, end = at + degree[node]!; at < end; at += leap) {
    const other = arcs[at]!
    seen += 1
    sums.surroundings += Math.log(degree[other]!)
    const shared = masses[other * STRIDE + SHARED]!
    sums.nearMass += masses[other * STRIDE + SECOND]!
    if (seat[other] === 0 && shared > 0) {
      sums.near += 1
      sums.nearShared += shared / degree[other]!
    }
  }
  if (seen === 0) return sums
  const mean = (sum: number) => sum / seen
  return {
    near: mean(sums.near),
    nearMass: mean(sums.nearMass),
    surroundings: mean(sums.surroundings),
    nearShared: mean(sums.nearShared),
  }
}

/** Where in the circle those stand whom the node knows. */
function eachCommon(
  graph: Graph,
  node: number,
  circle: number[],
  seat: Int32Array,
  tell: (index: number) => void,
): void {
  const [from, length] = [graph.start[node]!, graph.degree[node]!]
  if (length > LONG_ROW * 8) {
    for (let index = 0; index < circle.length; index += 1) if (hasEdge(graph, node, circle[index]!)) tell(index)
    return
  }
  for (let at = from; at < from + length; at += 1) {
    const index = seat[graph.arcs[at]!]! - 1
    if (index >= 0) tell(index)
  }
}

/** How many bits are set. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
