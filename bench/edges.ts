/** A graph from a list of edges, and some of its edges taken out. */
import { buildGraph, hasEdge, neighboursOf, removeEdge, type Graph } from '#modules/acquaintance'
import { type Dice } from './seed/dice.ts'

export type Edge = [number, number]

export type Split = {
  /** What is left to see. */
  graph: Graph
  seen: Edge[]
  edges: Edge[]
  /** Whom each person lacks. */
  hidden: Map<number, Set<number>>
  known: (edge: Edge) => boolean
}

const HIDDEN = 0.1

/** `u v`, `u,v` or `u v time`; a line that does not begin with two whole numbers says nothing. */
export function readEdges(text: string): [string, string][] {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)[\s,;]+(\d+)(?![^\s,;])/.exec(line)
    return found ? [[found[1]!, found[2]!] as [string, string]] : []
  })
}

/** A tenth of the edges hidden at random, but never a person's last one. */
export function splitGraph(pairs: [string, string][], dice: Dice): Split {
  const whole = buildGraph(pairs)
  const graph = buildGraph(pairs)
  const order = shuffled(edgesOf(whole), dice)
  const split: Split = { graph, seen: [], edges: [], hidden: new Map(), known: ([a, b]) => hasEdge(whole, a, b) }
  const wanted = Math.round(order.length * HIDDEN)
  for (const [a, b] of order) {
    if (split.edges.length === wanted || graph.degree[a]! < 2 || graph.degree[b]! < 2) {
      split.seen.push([a, b])
      continue
    }
    removeEdge(graph, a, b)
    split.edges.push([a, b])
    split.hidden.set(a, (split.hidden.get(a) ?? new Set()).add(b))
    split.hidden.set(b, (split.hidden.get(b) ?? new Set()).add(a))
  }
  return split
}

function edgesOf(graph: Graph): Edge[] {
  return graph.ids.flatMap((_, a) => [...neighboursOf(graph, a)].filter((b) => a < b).map((b): Edge => [a, b]))
}

function shuffled<T>(values: T[], dice: Dice): T[] {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = dice.between(0, last)
    ;[values[last], values[other]] = [values[other]!, values[last]!]
  }
  return values
}
