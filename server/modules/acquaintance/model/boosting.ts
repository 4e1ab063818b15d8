/**
 * Trees grown one after the other, each on what the score so far gets wrong (Friedman, Greedy function approximation, 2001), on
 * lists of candidates of which some came true: the loss is that of a choice from the list (Cao et al., Learning to rank: from
 * pairwise to listwise approach, 2007). Splits are sought in histograms, as LightGBM does.
 */
import { LEVELS, SPLITS, type Trees } from './score.ts'

export type Lists = {
  /** How many signs a candidate has; `signs` holds those of all candidates, one candidate after the other. */
  width: number
  signs: Float32Array
  /** Where each list begins, and the end of the last one. */
  starts: number[]
  /** Which share of the list's came-true a candidate is: they add up to 1 in each list. */
  truth: number[]
  /** By how much a candidate stands for others left out: the logarithm of their number. */
  offset: number[]
}

/** Hyperparameters, the same for every graph: see docs/decisions/0050. */
const TREES = 100
const RATE = 0.1
const RIDGE = 5
const LEAST_WEIGHT = 1
const BINS = 32
const BINNED_FROM = 20_000
/** Above all signs, and a number JSON can hold. */
const NEVER = 1e30

export function* growTrees(lists: Lists, base: Float64Array, random: () => number): Generator<undefined, Trees> {
  const trees: Trees = { signs: [], at: [], leaves: [] }
  const borders = bordersOf(lists)
  const bins = binsOf(lists, borders)
  const state = { score: base.map((value, row) => value + lists.offset[row]!), ...slopesFor(base.length) }
  for (let round = 0; round < TREES; round += 1) {
    const rows = slopes(lists, state, random)
    const tree = growTree({ rows, bins, borders, width: lists.width, ...state })
    trees.signs.push(...tree.signs)
    trees.at.push(...tree.at)
    trees.leaves.push(...tree.leaves)
    for (let row = 0; row < base.length; row += 1)
      state.score[row]! += tree.leaves[leafOf(tree, bins, row, lists.width)]!
    yield
  }
  return trees
}

type State = { score: Float64Array; first: Float64Array; second: Float64Array }
type Tree = Trees & { bin: number[] }
type Ground = {
  rows: Int32Array
  bins: Uint8Array
  borders: Float32Array[]
  width: number
  first: Float64Array
  second: Float64Array
}

function slopesFor(rows: number) {
  return { first: new Float64Array(rows), second: new Float64Array(rows) }
}

/** First and second derivative of the loss for every second list, and the rows these lists have. */
function slopes({ starts, truth }: Lists, { score, first, second }: State, random: () => number): Int32Array {
  const rows = new Int32Array(score.length)
  let count = 0
  for (let list = 0; list + 1 < starts.length; list += 1) {
    if (random() < 0.5) continue
    const [from, to] = [starts[list]!, starts[list + 1]!]
    let highest = -Infinity
    for (let row = from; row < to; row += 1) highest = Math.max(highest, score[row]!)
    let sum = 0
    for (let row = from; row < to; row += 1) sum += second[row] = Math.exp(score[row]! - highest)
    for (let row = from; row < to; row += 1) {
      const chance = second[row]! / sum
      first[row] = chance - truth[row]!
      second[row] = chance * (1 - chance)
      rows[count++] = row
    }
  }
  return rows.subarray(0, count)
}

function growTree(ground: Ground): Tree {
  const { rows, bins, width, first, second } = ground
  const tree: Tree = { signs: [], at: [], bin: [], leaves: [] }
  const place = new Uint8Array(rows.length)
  for (let level = 0; level < LEVELS; level += 1) {
    const nodes = 2 ** level
    const sums = new Float64Array(nodes * width * BINS * 2)
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i]!
      const from = place[i]! * width
      for (let sign = 0; sign < width; sign += 1) {
        const at = ((from + sign) * BINS + bins[row * width + sign]!) * 2
        sums[at]! += first[row]!
        sums[at + 1]! += second[row]!
      }
    }
    for (let node = 0; node < nodes; node += 1) split(tree, ground, sums.subarray(node * width * BINS * 2))
    const above = nodes - 1
    for (let i = 0; i < rows.length; i += 1) {
      const node = above + place[i]!
      const right = bins[rows[i]! * width + tree.signs[node]!]! > tree.bin[node]!
      place[i] = place[i]! * 2 + Number(right)
    }
  }
  tree.leaves = leavesOf(ground, place)
  return tree
}

/** Where the loss falls most; a node that gains nothing sends everybody left. */
function split(tree: Tree, { width, borders }: Ground, sums: Float64Array): void {
  let [first, second] = [0, 0]
  for (let bin = 0; bin < BINS; bin += 1) {
    first += sums[bin * 2]!
    second += sums[bin * 2 + 1]!
  }
  const best = { gain: (first * first) / (second + RIDGE), sign: 0, bin: BINS, at: NEVER }
  for (let sign = 0; sign < width; sign += 1) {
    let [left, weight] = [0, 0]
    for (let bin = 0; bin < borders[sign]!.length; bin += 1) {
      left += sums[(sign * BINS + bin) * 2]!
      weight += sums[(sign * BINS + bin) * 2 + 1]!
      if (weight < LEAST_WEIGHT || second - weight < LEAST_WEIGHT) continue
      const gain = left ** 2 / (weight + RIDGE) + (first - left) ** 2 / (second - weight + RIDGE)
      if (gain > best.gain) Object.assign(best, { gain, sign, bin, at: borders[sign]![bin]! })
    }
  }
  tree.signs.push(best.sign)
  tree.bin.push(best.bin)
  tree.at.push(best.at)
}

function leavesOf({ rows, first, second }: Ground, place: Uint8Array): number[] {
  const sums = new Float64Array(2 * (SPLITS + 1))
  for (let i = 0; i < rows.length; i += 1) {
    sums[place[i]! * 2]! += first[rows[i]!]!
    sums[place[i]! * 2 + 1]! += second[rows[i]!]!
  }
  // Plus 0, since JSON knows no -0.
  return Array.from({ length: SPLITS + 1 }, (_, leaf) => (-RATE * sums[leaf * 2]!) / (sums[leaf * 2 + 1]! + RIDGE) + 0)
}

function leafOf({ signs, bin }: Tree, bins: Uint8Array, row: number, width: number): number {
  let node = 0
  while (node < SPLITS) node = node * 2 + 1 + Number(bins[row * width + signs[node]!]! > bin[node]!)
  return node - SPLITS
}

/** What splits each sign into bins of about as many candidates. */
function bordersOf({ signs, width }: Lists): Float32Array[] {
  const rows = signs.length / width
  const taken = Math.min(rows, BINNED_FROM)
  return Array.from({ length: width }, (_, sign) => {
    const values = Float32Array.from({ length: taken }, (_, i) => signs[Math.floor((i * rows) / taken) * width + sign]!)
    values.sort()
    const borders = new Set<number>()
    for (let bin = 1; bin < BINS; bin += 1) borders.add(values[Math.floor((bin * taken) / BINS)]!)
    borders.delete(values[0]!)
    return Float32Array.from(borders)
  })
}

/** A candidate stands in the bin after as many borders as are not above it. */
function binsOf({ signs, width }: Lists, borders: Float32Array[]): Uint8Array {
  const bins = new Uint8Array(signs.length)
  for (let i = 0; i < signs.length; i += 1) {
    const sorted = borders[i % width]!
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! <= signs[i]!) low = middle + 1
      else high = middle
    }
    bins[i] = low
  }
  return bins
}
