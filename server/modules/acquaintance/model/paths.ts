/** Over whom somebody can be reached: no more than two people in between, since with each that is asked a request may end. */
import { byId } from './candidates.ts'
import { hasEdge, neighboursOf, type Graph } from './graph.ts'

/** What it costs that `from` is asked to go on to `to`: the less likely, the dearer, and never below 0. */
export type Cost = (from: number, to: number) => number

export type Path = { nodes: number[]; cost: number }

/** About a third of those who are asked go on (Dodds, Muhamad and Watts, An experimental study of search, 2003). */
const AS_LIKELY_AS_ANY = -Math.log(1 / 3)

/** The cheapest path, and the cheapest that shares nobody with it. Who know each other already need none. */
export function pathsBetween(graph: Graph, from: number, to: number, cost: Cost = () => AS_LIKELY_AS_ANY): Path[] {
  const paths: Path[] = []
  const taken = new Set([from, to])
  if (from === to || hasEdge(graph, from, to)) return paths
  while (paths.length < 2) {
    const path = cheapest({ graph, from, to, cost, taken })
    if (!path) break
    paths.push(path)
    for (const node of path.nodes) taken.add(node)
  }
  return paths
}

type Search = { graph: Graph; from: number; to: number; cost: Cost; taken: Set<number> }

function cheapest({ graph, from, to, cost, taken }: Search): Path | null {
  const last = costsOf(neighboursOf(graph, to), taken, (node) => cost(node, to))
  let best: Path | null = null
  const offer = (nodes: number[], sum: number) => {
    if (best && (sum > best.cost || (sum === best.cost && !isBefore(graph, nodes, best.nodes)))) return
    best = { nodes, cost: sum }
  }
  for (const [node, first] of costsOf(neighboursOf(graph, from), taken, (node) => cost(from, node))) {
    if (last.has(node)) offer([from, node, to], first + last.get(node)!)
    for (const next of neighboursOf(graph, node)) {
      const rest = last.get(next)
      if (rest !== undefined) offer([from, node, next, to], first + cost(node, next) + rest)
    }
  }
  return best
}

function costsOf(nodes: Int32Array, taken: Set<number>, cost: (node: number) => number): Map<number, number> {
  const costs = new Map<number, number>()
  for (const node of nodes) if (!taken.has(node)) costs.set(node, cost(node))
  return costs
}

/** Of two that cost the same the shorter one, and of two as long the one over the older people. */
function isBefore(graph: Graph, path: number[], other: number[]): boolean {
  if (path.length !== other.length) return path.length < other.length
  const different = path.findIndex((node, i) => node !== other[i])
  return different >= 0 && byId(graph, path[different]!, other[different]!) < 0
}
