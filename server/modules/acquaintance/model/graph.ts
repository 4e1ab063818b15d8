/**
 * Who knows whom, held in memory: an undirected graph of dense numbers, outside of which a person is their id as a decimal string.
 *
 * All neighbours stand in one array of arcs, a person's in one sorted row of it. A new acquaintance goes into the row, or with the
 * row to the end where there is room to grow; once the end is reached, all rows are written close together again. So a change
 * costs as much as one row, and reading is as fast as if nothing ever changed.
 */
export type Graph = {
  /** The person's id of each node. */
  ids: string[]
  nodes: Map<string, number>
  arcs: Int32Array
  /** Where a node's row begins in the arcs, how many neighbours it has there, and how many would fit. */
  start: Int32Array
  degree: Int32Array
  room: Int32Array
  /** The first arc no row has taken. */
  free: number
  edges: number
}

export type Pair = readonly [string, string]

/** Arcs kept free at the end, as a share of those in use: how much may change before all rows are written anew. */
const SPARE = 0.125
const LEAST_SPARE = 1024

export function buildGraph(pairs: Iterable<Pair>): Graph {
  const graph = emptyGraph()
  let ends: Int32Array = new Int32Array(1024)
  let count = 0
  for (const [a, b] of pairs) {
    if (count + 2 > ends.length) ends = grown(ends, count * 2)
    ends[count++] = addNode(graph, a)
    ends[count++] = addNode(graph, b)
  }
  return fillRows(graph, ends.subarray(0, count))
}

/** The same people; what changes in one does not change in the other. */
export function copyOf(graph: Graph): Graph {
  const { arcs, start, degree, room } = graph
  return { ...graph, arcs: arcs.slice(), start: start.slice(), degree: degree.slice(), room: room.slice() }
}

export function addNode(graph: Graph, id: string): number {
  const known = graph.nodes.get(id)
  if (known !== undefined) return known
  const node = graph.ids.push(id) - 1
  graph.nodes.set(id, node)
  if (node >= graph.start.length) {
    const size = Math.max(64, node * 2)
    graph.start = grown(graph.start, size)
    graph.degree = grown(graph.degree, size)
    graph.room = grown(graph.room, size)
  }
  return node
}

/** Says whether the two did not know each other yet. */
export function addEdge(graph: Graph, a: number, b: number): boolean {
  if (a === b || hasEdge(graph, a, b)) return false
  insertArc(graph, a, b)
  insertArc(graph, b, a)
  graph.edges += 1
  return true
}

/** Says whether the two knew each other. */
export function removeEdge(graph: Graph, a: number, b: number): boolean {
  if (!hasEdge(graph, a, b)) return false
  removeArc(graph, a, b)
  removeArc(graph, b, a)
  graph.edges -= 1
  return true
}

export function hasEdge(graph: Graph, a: number, b: number): boolean {
  const [from, to] = graph.degree[a]! < graph.degree[b]! ? [a, b] : [b, a]
  const at = placeOf(graph, from, to)
  return at < graph.start[from]! + graph.degree[from]! && graph.arcs[at] === to
}

/** Sorted, and only to be read: the row itself, until the graph changes. */
export function neighboursOf(graph: Graph, node: number): Int32Array {
  const start = graph.start[node]!
  return graph.arcs.subarray(start, start + graph.degree[node]!)
}

function emptyGraph(): Graph {
  const none = () => new Int32Array(0)
  return { ids: [], nodes: new Map(), arcs: none(), start: none(), degree: none(), room: none(), free: 0, edges: 0 }
}

function fillRows(graph: Graph, ends: Int32Array): Graph {
  const { start, degree, room, ids } = graph
  for (let i = 0; i < ends.length; i += 2) {
    if (ends[i] === ends[i + 1]) continue
    room[ends[i]!]! += 1
    room[ends[i + 1]!]! += 1
  }
  for (let node = 0; node < ids.length; node += 1) {
    start[node] = graph.free
    graph.free += room[node]!
  }
  graph.arcs = new Int32Array(graph.free)
  for (let i = 0; i < ends.length; i += 2) {
    const [a, b] = [ends[i]!, ends[i + 1]!]
    if (a === b) continue
    graph.arcs[start[a]! + degree[a]!++] = b
    graph.arcs[start[b]! + degree[b]!++] = a
  }
  for (let node = 0; node < ids.length; node += 1) graph.edges += sortRow(graph, node)
  graph.edges /= 2
  return writeRowsAnew(graph)
}

/** How many are left when each is named once. */
function sortRow(graph: Graph, node: number): number {
  const row = neighboursOf(graph, node).sort()
  let kept = 0
  for (let i = 0; i < row.length; i += 1) if (i === 0 || row[i] !== row[i - 1]) row[kept++] = row[i]!
  graph.degree[node] = kept
  return kept
}

function writeRowsAnew(graph: Graph): Graph {
  const used = graph.edges * 2
  const arcs = new Int32Array(used + Math.max(LEAST_SPARE, Math.ceil(used * SPARE)))
  graph.free = 0
  for (let node = 0; node < graph.ids.length; node += 1) {
    arcs.set(neighboursOf(graph, node), graph.free)
    graph.start[node] = graph.free
    graph.room[node] = graph.degree[node]!
    graph.free += graph.degree[node]!
  }
  graph.arcs = arcs
  return graph
}

function insertArc(graph: Graph, from: number, to: number): void {
  if (graph.degree[from] === graph.room[from]) moveToEnd(graph, from)
  const at = placeOf(graph, from, to)
  const end = graph.start[from]! + graph.degree[from]!
  graph.arcs.copyWithin(at + 1, at, end)
  graph.arcs[at] = to
  graph.degree[from]! += 1
}

function removeArc(graph: Graph, from: number, to: number): void {
  const at = placeOf(graph, from, to)
  graph.arcs.copyWithin(at, at + 1, graph.start[from]! + graph.degree[from]!)
  graph.degree[from]! -= 1
}

function moveToEnd(graph: Graph, node: number): void {
  const wanted = graph.degree[node]! + Math.max(4, graph.degree[node]! >> 2)
  if (graph.free + wanted > graph.arcs.length) writeRowsAnew(graph)
  if (graph.free + wanted > graph.arcs.length) graph.arcs = grown(graph.arcs, graph.free + wanted * 2)
  graph.arcs.set(neighboursOf(graph, node), graph.free)
  graph.start[node] = graph.free
  graph.room[node] = wanted
  graph.free += wanted
}

/** Where `to` stands in the row of `from`, or would stand. */
function placeOf({ arcs, start, degree }: Graph, from: number, to: number): number {
  let low = start[from]!
  let high = low + degree[from]!
  while (low < high) {
    const middle = (low + high) >> 1
    if (arcs[middle]! < to) low = middle + 1
    else high = middle
  }
  return low
}

function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(size, array.length))
  larger.set(array)
  return larger
}
