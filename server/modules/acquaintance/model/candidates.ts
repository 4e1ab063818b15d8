/** Who is looked at closely: the strangers resource allocation puts first, and after them those a longer walk does. */
import { type Graph } from './graph.ts'
import { FOURTH, SECOND, STRIDE, THIRD, type Walk } from './walk.ts'

const BY_SHARED = 80
const ALL = 160

export function candidatesOf(walk: Walk, excluded?: (node: number) => boolean): number[] {
  const { masses, known, afterTwo, count } = walk
  const open = (node: number) => known[node] === 0 && !excluded?.(node)
  const shared = (at: number) => masses[at + SECOND]! + masses[at + THIRD]! * 1e-6
  const walked = (at: number) => masses[at + SECOND]! + masses[at + THIRD]! + masses[at + FOURTH]!
  const candidates = best(walk, { count: afterTwo, limit: BY_SHARED, worth: shared, open })
  const taken = new Set(candidates)
  for (const node of best(walk, { count, limit: ALL, worth: walked, open })) {
    if (candidates.length === ALL) break
    if (!taken.has(node)) candidates.push(node)
  }
  return candidates
}

/** The older person first, when nothing else tells two apart: ids grow with time. */
export function byId({ ids }: Graph, a: number, b: number): number {
  const [first, second] = [ids[a]!, ids[b]!]
  if (first.length !== second.length) return first.length - second.length
  return first < second ? -1 : Number(first > second)
}

type Wanted = {
  count: number
  limit: number
  worth: (at: number) => number
  open: (node: number) => boolean
}

/** In one pass: who is worth less than the last of those kept is not even looked at. */
function best({ graph, reached }: Walk, { count, limit, worth, open }: Wanted): number[] {
  let kept: { node: number; value: number }[] = []
  let least = Number.MIN_VALUE
  const order = (a: { node: number; value: number }, b: { node: number; value: number }) =>
    b.value - a.value || byId(graph, a.node, b.node)
  for (let i = 0; i < count; i += 1) {
    const node = reached[i]!
    const value = worth(node * STRIDE)
    if (value < least || !open(node)) continue
    kept.push({ node, value })
    if (kept.length < limit * 4) continue
    kept = kept.sort(order).slice(0, limit)
    least = kept.at(-1)!.value
  }
  return kept
    .sort(order)
    .slice(0, limit)
    .map(({ node }) => node)
}
