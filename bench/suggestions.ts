/**
 * What suggestions cost in a place of 100,000 people and 2,000,000 follows: the time of one person's, the memory of what they are
 * made from, and how long it is out of date after a follow. And how long the words of four hundred ties take.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  addEdge,
  addNode,
  buildGraph,
  learning,
  likelyPairs,
  suggest,
  UNLEARNED,
  type Graph,
  type Weights,
} from '#modules/acquaintance'
import { figure, percentile, say } from './figures.ts'
import { benchPairs } from './pairs.ts'
import { makeDice, type Dice } from './seed/dice.ts'

const PEOPLE = 100_000
const FOLLOWS = 2_000_000
const ASKED = 1000
const CHANGES = 20_000
const SHOWN = 40
const INTRODUCERS = 200

export async function benchSuggestions(): Promise<void> {
  const dice = makeDice(1)
  const before = memoryInUse()
  const built = performance.now()
  const graph = buildGraph(follows(dice))
  figure('suggestions', 'build_ms', performance.now() - built, 'ms')
  const anybody = () => dice.between(0, graph.ids.length - 1)
  say(
    `  ${graph.ids.length} people, ${graph.edges} acquaintances, at most ${graph.degree.reduce((a, b) => Math.max(a, b))} of one`,
  )
  const early = timed(ASKED, () => suggest(graph, UNLEARNED, anybody(), { limit: SHOWN }))
  figure('suggestions', 'suggest_unlearned_p95_ms', percentile(early, 95), 'ms')
  const weights = learnInPieces(graph, dice)
  const asked = timed(ASKED, () => suggest(graph, weights, anybody(), { limit: SHOWN }))
  figure('suggestions', 'suggest_p50_ms', percentile(asked, 50), 'ms')
  figure('suggestions', 'suggest_p95_ms', percentile(asked, 95), 'ms')
  figure('suggestions', 'suggest_max_ms', Math.max(...asked), 'ms')
  const paired = timed(INTRODUCERS, () => likelyPairs(graph, weights, anybody(), { limit: SHOWN }))
  figure('suggestions', 'pairs_p95_ms', percentile(paired, 95), 'ms')
  const changed = timed(CHANGES, () => addEdge(graph, addNode(graph, idOf(anybody())), anybody()))
  figure('suggestions', 'refresh_ms', Math.max(...changed), 'ms')
  figure('suggestions', 'refresh_mean_ms', changed.reduce((sum, one) => sum + one, 0) / changed.length, 'ms')
  figure('suggestions', 'index_memory_mb', (memoryInUse() - before) / 1e6, 'MB')
  if (graph.edges === 0) throw new Error('Nobody knows anybody.')
  await benchPairs()
}

/** As the product does it: others get their turn between two pieces. */
function learnInPieces(graph: Graph, dice: Dice): Weights {
  const pieces: number[] = []
  const work = learning(graph, dice.share)
  for (;;) {
    const started = performance.now()
    const { done, value } = work.next()
    pieces.push(performance.now() - started)
    if (!done) continue
    figure(
      'suggestions',
      'learn_ms',
      pieces.reduce((sum, one) => sum + one, 0),
      'ms',
    )
    figure('suggestions', 'learn_longest_piece_ms', Math.max(...pieces), 'ms')
    return value
  }
}

/**
 * Communities of many sizes, within which people follow the known ones more, and one follow in four to whom others follow
 * already, wherever they are: so that how many somebody knows falls off as a power (Barabási and Albert, 1999).
 */
function* follows(dice: Dice): Generator<[string, string]> {
  const followed = new Int32Array(FOLLOWS)
  let count = 0
  let [first, size] = [0, 0]
  for (let person = 0; count < FOLLOWS; person = (person + 1) % PEOPLE) {
    if (person === 0 || person === first + size) {
      first = person
      size = Math.min(PEOPLE - first, Math.floor(20 / (dice.share() + 0.01)))
    }
    const many = Math.min(200, Math.floor(4.7 / (dice.share() + 0.01)))
    for (let i = 0; i < many && count < FOLLOWS; i += 1) {
      const far = count > 0 && dice.chance(0.25)
      const other = far ? followed[dice.between(0, count - 1)]! : first + Math.floor(size * dice.share() ** 2)
      followed[count++] = other
      yield [idOf(person), idOf(other)]
    }
  }
}

function idOf(person: number): string {
  return String(115_000_000_000_000_000n + BigInt(person) * 7919n)
}

function timed(times: number, work: () => unknown): number[] {
  return Array.from({ length: times }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
}

/** After everything that is no longer used was let go. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
