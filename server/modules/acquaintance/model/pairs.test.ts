import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { circles, randomFrom } from '#test/circles'
import { addEdge, addNode, buildGraph, hasEdge, type Pair } from './graph.ts'
import { likelyPairs } from './pairs.ts'
import { UNLEARNED } from './score.ts'

const node = fc.nat({ max: 12 })

test('pairs are two of one’s own who do not know each other, each once, and none excluded', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 50 }), node, (edges, unwanted) => {
      const graph = buildGraph(edges.map(([a, b]): Pair => [`${a}`, `${b}`]))
      const excluded = (a: number, b: number) => a === unwanted || b === unwanted
      for (const [middle] of graph.ids.entries()) {
        const pairs = likelyPairs(graph, UNLEARNED, middle, { limit: 100, excluded })
        for (const { a, b, shared } of pairs) {
          assert.ok(a !== b && hasEdge(graph, middle, a) && hasEdge(graph, middle, b) && !hasEdge(graph, a, b))
          assert.ok(!excluded(a, b) && !shared.includes(middle))
          for (const one of shared) assert.ok(hasEdge(graph, one, a) && hasEdge(graph, one, b))
        }
        assert.equal(new Set(pairs.map(({ a, b }) => [a, b].sort().join())).size, pairs.length)
      }
    }),
  )
})

test('two of three who do not know each other are a pair, though nothing else speaks for it', () => {
  const graph = buildGraph([
    ['1', '2'],
    ['2', '3'],
  ])
  const pairs = likelyPairs(graph, UNLEARNED, graph.nodes.get('2')!, { limit: 5 })
  assert.deepEqual(
    pairs.map(({ a, b }) => [graph.ids[a], graph.ids[b]]),
    [['1', '3']],
  )
})

test('two who share others come before two who share only the one in the middle', () => {
  const graph = buildGraph([...['11', '12', '13', '14'].map((id): Pair => ['1', id]), ['11', '20'], ['12', '20']])
  const [first] = likelyPairs(graph, UNLEARNED, graph.nodes.get('1')!, { limit: 5 })
  assert.deepEqual(
    [graph.ids[first!.a], graph.ids[first!.b], first!.shared.map((one) => graph.ids[one])],
    ['11', '12', ['20']],
  )
})

test('who knows more than are looked at gets pairs, too', () => {
  const graph = circles(60, 12, randomFrom(1))
  for (const [node] of graph.ids.entries()) addEdge(graph, node, addNode(graph, '99999'))
  const pairs = likelyPairs(graph, UNLEARNED, graph.nodes.get('99999')!, { limit: 10 })
  assert.equal(pairs.length, 10)
  assert.ok(pairs.every(({ shared }) => shared.length > 0))
})
