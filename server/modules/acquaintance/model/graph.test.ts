import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { addEdge, addNode, buildGraph, copyOf, hasEdge, neighboursOf, removeEdge, type Graph } from './graph.ts'

const node = fc.nat({ max: 11 })
const change = fc.record({ kind: fc.constantFrom('meet', 'part', 'meet'), a: node, b: node })

test('after any meetings and partings the graph knows what plain sets know', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node)), fc.array(change, { maxLength: 200 }), (first, changes) => {
      const graph = buildGraph(first.map(([a, b]) => [String(a), String(b)] as const))
      const known = new Set<string>()
      for (const [a, b] of first) if (a !== b) known.add(nameOf(a, b))
      for (const { kind, a, b } of changes) {
        const [from, to] = [addNode(graph, String(a)), addNode(graph, String(b))]
        const differs = a !== b && known.has(nameOf(a, b)) === (kind === 'part')
        assert.equal(kind === 'meet' ? addEdge(graph, from, to) : removeEdge(graph, from, to), differs)
        if (differs && kind === 'meet') known.add(nameOf(a, b))
        else if (differs) known.delete(nameOf(a, b))
      }
      assert.deepEqual(edgesOf(graph), [...known].sort())
      assert.equal(graph.edges, known.size)
      for (const [a] of graph.ids.entries()) {
        assert.deepEqual(
          [...neighboursOf(graph, a)],
          [...neighboursOf(graph, a)].sort((x, y) => x - y),
        )
        for (const [b] of graph.ids.entries()) assert.equal(hasEdge(graph, a, b), hasEdge(graph, b, a))
      }
    }),
  )
})

test('rows are written anew when the spare room is used up, and nothing is lost', () => {
  const graph = buildGraph([['1', '2']])
  for (let a = 0; a < 120; a += 1)
    for (let b = 0; b < a; b += 1) addEdge(graph, addNode(graph, `${a}`), addNode(graph, `${b}`))
  assert.equal(graph.edges, (120 * 119) / 2)
  for (const [node] of graph.ids.entries()) {
    const others = graph.ids.map((_, other) => other).filter((other) => other !== node)
    assert.deepEqual([...neighboursOf(graph, node)], others)
  }
  assert.ok(graph.arcs.length < graph.edges * 2 * 3, `${graph.arcs.length} arcs for ${graph.edges} edges`)
})

test('a copy goes its own way', () => {
  const graph = buildGraph([['1', '2']])
  const copy = copyOf(graph)
  removeEdge(copy, 0, 1)
  assert.deepEqual([hasEdge(graph, 0, 1), hasEdge(copy, 0, 1)], [true, false])
})

function nameOf(a: number, b: number): string {
  return [a, b].sort((x, y) => x - y).join(' ')
}

function edgesOf(graph: Graph): string[] {
  const names = graph.ids.flatMap((id, a) =>
    [...neighboursOf(graph, a)].map((b) => nameOf(Number(id), Number(graph.ids[b]!))),
  )
  return [...new Set(names)].sort()
}
