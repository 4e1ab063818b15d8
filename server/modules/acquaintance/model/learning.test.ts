import assert from 'node:assert/strict'
import { test } from 'node:test'
import { circles, randomFrom } from '#test/circles'
import { copyOf, hasEdge, neighboursOf, removeEdge, type Graph } from './graph.ts'
import { learning, learnWeights } from './learning.ts'
import { UNLEARNED, type Weights } from './score.ts'
import { suggest } from './suggesting.ts'

const graph = circles(16, 12, randomFrom(1))
const { rest, hidden } = without(graph, randomFrom(2))
const before = copyOf(rest)
const weights = learnWeights(rest, randomFrom(3))

test('what is learned finds hidden acquaintances about as well as what is not, at the least', () => {
  const [learned, plain] = [meanRank(rest, hidden, weights), meanRank(rest, hidden, UNLEARNED)]
  assert.ok(learned > plain - 0.01, `${learned} learned, ${plain} not`)
})

test('the same dice teach the same, and learning in pieces is no other learning', () => {
  const pieces = learning(rest, randomFrom(3))
  let count = 0
  let step = pieces.next()
  for (; !step.done; step = pieces.next()) count += 1
  assert.ok(count > 100)
  assert.deepEqual(step.value, weights)
})

test('weights are the same after they were kept as JSON', () => {
  assert.ok(weights.trees.at.length > 0)
  const kept: Weights = JSON.parse(JSON.stringify(weights))
  assert.deepEqual(kept, weights)
  assert.deepEqual(suggest(graph, kept, 3, { limit: 20 }), suggest(graph, weights, 3, { limit: 20 }))
})

test('learning leaves the graph as it is', () => {
  for (const [node] of rest.ids.entries())
    assert.deepEqual([...neighboursOf(rest, node)], [...neighboursOf(before, node)])
})

function without(graph: Graph, random: () => number): { rest: Graph; hidden: [number, number][] } {
  const rest = copyOf(graph)
  const hidden: [number, number][] = []
  for (const [a] of graph.ids.entries()) {
    for (const b of neighboursOf(graph, a)) {
      if (a < b && random() < 0.1 && removeEdge(rest, a, b)) hidden.push([a, b])
    }
  }
  return { rest, hidden }
}

function meanRank(graph: Graph, hidden: [number, number][], weights: Weights): number {
  const ranks = hidden.map(([a, b]) => {
    assert.ok(!hasEdge(graph, a, b))
    const place = suggest(graph, weights, a, { limit: 50 }).findIndex((one) => one.node === b)
    return place < 0 ? 0 : 1 / (place + 1)
  })
  return ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length
}
