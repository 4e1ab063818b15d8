import { setImmediate as turn } from 'node:timers/promises'
import type { Context } from '#platform/context'
import { announce } from '#platform/events'
import { createHeld } from '#platform/held'
import { addEdge, addNode, buildGraph, removeEdge, type Graph, type Pair } from './model/graph.ts'
import { learning } from './model/learning.ts'
import type { Weights } from './model/score.ts'
import { saveWeights } from './store.ts'
import { allFollows, areNear, learnedWeights } from './views.ts'

/** Who is near whom just now, and how the place ranks. */
export type Acquaintance = { graph: Graph; weights: Weights }

const held = createHeld<Acquaintance, Pair>({
  make: makeAcquaintance,
  changeIn({ kind, follower_id: follower, followee_id: followee }) {
    if (kind === 'ranking.learned') return 'everything'
    return kind === 'follow.changed' ? [String(follower), String(followee)] : null
  },
  setRight,
})
/** Held where announcements are heard, made anew at each asking elsewhere. */
export const acquaintanceOf = held.of
export const keepUp = held.keepUp

async function makeAcquaintance({ db }: Context): Promise<Acquaintance> {
  const pieces: Pair[][] = []
  for await (const piece of allFollows(db)) pieces.push(piece)
  return { graph: buildGraph(each(pieces)), weights: await learnedWeights(db) }
}

function* each<T>(pieces: Iterable<Iterable<T>>): Generator<T> {
  for (const piece of pieces) yield* piece
}

/** As it is now, whatever was announced in which order. */
async function setRight({ db }: Context, { graph }: Acquaintance, [one, other]: Pair): Promise<void> {
  const near = await areNear(db, one, other)
  const [a, b] = [addNode(graph, one), addNode(graph, other)]
  if (near) addEdge(graph, a, b)
  else removeEdge(graph, a, b)
}

/** Learns from the place's own graph how to rank; in small pieces, so that others get their turn. */
export async function learnRanking(ctx: Context, random = Math.random): Promise<void> {
  const { graph } = await makeAcquaintance(ctx)
  const work = learning(graph, random)
  for (;;) {
    const { done, value } = work.next()
    if (done) {
      await saveWeights(ctx.db, value, ctx.now())
      return announce(ctx.db, { kind: 'ranking.learned' })
    }
    await turn()
  }
}
