import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEdges, splitGraph } from './edges.ts'
import { makeDice } from './seed/dice.ts'

test('edges are read with blanks, commas, tabs and times, and headers are not', () => {
  const text = '# a graph 3 4\nu,v\n1 2\n2,3\n3\t4 1082040961\r\n\n% 5\n4 5\r\n'
  assert.deepEqual(readEdges(text), [
    ['1', '2'],
    ['2', '3'],
    ['3', '4'],
    ['4', '5'],
  ])
})

test('a tenth is hidden, and nobody loses their last', () => {
  const pairs = Array.from({ length: 400 }, (_, i): [string, string] => [String(i % 40), String((i * 7 + 1) % 45)])
  const { graph, edges, seen, hidden, known } = splitGraph([...pairs, ['90', '91']], makeDice(1))
  assert.equal(edges.length, Math.round((edges.length + seen.length) / 10))
  assert.equal(graph.edges, seen.length)
  assert.ok(graph.ids.every((_, node) => graph.degree[node]! > 0))
  for (const [a, b] of edges) assert.ok(hidden.get(a)!.has(b) && hidden.get(b)!.has(a) && known([a, b]))
})
