import { setImmediate as turn } from 'node:timers/promises'
import type { Context } from '#platform/context'
import { announce, type Announcement, type Events } from '#platform/events'
import { addEdge, addNode, buildGraph, removeEdge, type Graph, type Pair } from './model/graph.ts'
import { learning } from './model/learning.ts'
import type { Weights } from './model/score.ts'
import { saveWeights } from './store.ts'
import { allFollows, areNear, learnedWeights } from './views.ts'

/** Who is near whom just now, and how the place ranks. */
export type Acquaintance = { graph: Graph; weights: Weights }

/** What a process holds, for as long as it hears of changes; `behind`: pairs that changed while it was made. */
type Held = { acquaintance: Promise<Acquaintance>; behind: Pair[] | null }
const held = new WeakMap<object, { now: Held | null }>()

/** Held where announcements are heard (`keepUp`), made anew at each asking elsewhere. */
export function acquaintanceOf(ctx: Context): Promise<Acquaintance> {
  const keeper = held.get(ctx.config)
  if (!keeper) return makeAcquaintance(ctx)
  keeper.now ??= hold(ctx, keeper)
  return keeper.now.acquaintance
}

function hold(ctx: Context, keeper: { now: Held | null }): Held {
  const one: Held = { acquaintance: make(), behind: [] }
  return one

  async function make() {
    try {
      const made = await makeAcquaintance(ctx)
      const behind = one.behind ?? []
      one.behind = null
      for (const pair of behind) await setRight(ctx, made.graph, pair)
      return made
    } catch (error) {
      if (keeper.now === one) keeper.now = null
      throw error
    }
  }
}

async function makeAcquaintance({ db }: Context): Promise<Acquaintance> {
  const pieces: Pair[][] = []
  for await (const piece of allFollows(db)) pieces.push(piece)
  return { graph: buildGraph(each(pieces)), weights: await learnedWeights(db) }
}

function* each<T>(pieces: Iterable<Iterable<T>>): Generator<T> {
  for (const piece of pieces) yield* piece
}

/** Follows what is announced from now on, until stopped. When something may have been missed all is read again. */
export function keepUp(ctx: Context, events: Events): () => void {
  const keeper: { now: Held | null } = { now: null }
  held.set(ctx.config, keeper)
  const forget = () => void (keeper.now = null)
  const hear = (event: Announcement) => {
    if (event.kind === 'ranking.learned') forget()
    if (event.kind !== 'follow.changed' || !keeper.now) return
    const pair: Pair = [String(event.follower_id), String(event.followee_id)]
    if (keeper.now.behind) return void keeper.now.behind.push(pair)
    keeper.now.acquaintance.then(({ graph }) => setRight(ctx, graph, pair)).catch(forget)
  }
  const stops = [events.on(hear), events.onLost(forget), () => void held.delete(ctx.config)]
  return () => stops.forEach((stop) => stop())
}

/** As it is now, whatever was announced in which order. */
async function setRight({ db }: Context, graph: Graph, [one, other]: Pair): Promise<void> {
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
