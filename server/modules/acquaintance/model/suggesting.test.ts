import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { addNode, buildGraph, hasEdge, neighboursOf, type Graph, type Pair } from './graph.ts'
import { learnWeights } from './learning.ts'
import { UNLEARNED } from './score.ts'
import { pairScore, spreadFame, suggest } from './suggesting.ts'
import { circles, randomFrom } from '#test/circles'

const node = fc.nat({ max: 14 })
const pairs = fc.array(fc.tuple(node, node), { maxLength: 60 })

test('nobody is suggested to themselves, whom they know, or who is excluded', () => {
  fc.assert(
    fc.property(pairs, fc.array(node), (edges, unwanted) => {
      const graph = buildGraph(edges.map(named))
      for (const [person] of graph.ids.entries()) {
        const suggested = suggest(graph, UNLEARNED, person, { limit: 50, excluded: (one) => unwanted.includes(one) })
        for (const one of suggested) {
          assert.ok(one.node !== person && !hasEdge(graph, person, one.node) && !unwanted.includes(one.node))
          for (const shared of one.shared) assert.ok(hasEdge(graph, shared, person) && hasEdge(graph, shared, one.node))
        }
        assert.equal(new Set(suggested.map((one) => one.node)).size, suggested.length)
      }
    }),
  )
})

test('unlearned, the order is that of resource allocation, and the older person first', () => {
  fc.assert(
    fc.property(pairs, (edges) => {
      const graph = buildGraph(edges.map(named))
      for (const [person] of graph.ids.entries()) {
        const expected = byAllocation(graph, person)
        const suggested = suggest(graph, UNLEARNED, person, { limit: 50 }).map((one) => one.node)
        assert.deepEqual(suggested.slice(0, expected.length), expected)
      }
    }),
  )
})

test('of three people the two who do not know each other are suggested to each other', () => {
  const graph = buildGraph([
    ['1', '2'],
    ['2', '3'],
  ])
  assert.deepEqual(
    suggest(graph, learnWeights(graph, randomFrom(1)), graph.nodes.get('1')!, { limit: 5 }).map((one) => one.node),
    [graph.nodes.get('3')],
  )
})

test('who knows nobody, and a place without people, get no suggestions and no error', () => {
  const graph = buildGraph([])
  assert.equal(learnWeights(graph, randomFrom(1)), UNLEARNED)
  const alone = addNode(graph, '1')
  assert.deepEqual(suggest(graph, UNLEARNED, alone, { limit: 5 }), [])
})

test('among those shared, who knows the fewest is named first', () => {
  const graph = buildGraph([
    ['1', '10'],
    ['1', '11'],
    ['2', '10'],
    ['2', '11'],
    ['10', '30'],
    ['10', '31'],
    ['11', '30'],
  ])
  const [first] = suggest(graph, UNLEARNED, graph.nodes.get('1')!, { limit: 1 })
  assert.deepEqual(
    first!.shared.map((one) => graph.ids[one]),
    ['11', '10'],
  )
})

test('a pair has one score, whoever of them is named first, and a third may be left out of it', () => {
  const graph = circles(6, 10, randomFrom(3))
  const weights = learnWeights(graph, randomFrom(4))
  fc.assert(
    fc.property(fc.nat({ max: 59 }), fc.nat({ max: 59 }), (a, b) => {
      assert.equal(pairScore(graph, weights, [a, b]), pairScore(graph, weights, [b, a]))
    }),
  )
  const chain = buildGraph([
    ['1', '2'],
    ['2', '3'],
  ])
  const score = (without?: number) => pairScore(chain, UNLEARNED, [0, 2], without)
  assert.ok(score(1) < score())
})

test('of ten no more than allowed are famous, in the same order otherwise', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), fc.integer({ min: 1, max: 9 }), (ranked, most) => {
      const famous = (one: number) => one % 3 === 0
      const spread = spreadFame(ranked, famous, most)
      assert.deepEqual(spread.filter(famous), ranked.filter(famous))
      assert.deepEqual(
        spread.filter((one) => !famous(one)),
        ranked.filter((one) => !famous(one)),
      )
      const lastOther = spread.findLastIndex((one) => !famous(one))
      for (let ten = 0; ten + 9 <= lastOther; ten += 10)
        assert.ok(spread.slice(ten, ten + 10).filter(famous).length <= most)
    }),
  )
})

function byAllocation(graph: Graph, person: number): number[] {
  const worth = (one: number) =>
    [...neighboursOf(graph, person)]
      .filter((shared) => hasEdge(graph, shared, one))
      .reduce((sum, shared) => sum + 1 / graph.degree[shared]!, 0)
  return graph.ids
    .map((_, one) => one)
    .filter((one) => one !== person && !hasEdge(graph, person, one) && worth(one) > 0)
    .sort((a, b) => worth(b) - worth(a) || Number(graph.ids[a]) - Number(graph.ids[b]))
}

function named([a, b]: [number, number]): Pair {
  return [String(a), String(b)]
}
