import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { buildGraph, hasEdge, type Graph, type Pair } from './graph.ts'
import { pathsBetween, type Cost } from './paths.ts'

const node = fc.nat({ max: 9 })
const edges = fc.array(fc.tuple(node, node), { minLength: 1, maxLength: 30 })
/** Whole costs, so that many paths cost the same. */
const costs = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 10, maxLength: 10 })

test('the paths are the cheapest there is and the cheapest that shares nobody with it', () => {
  fc.assert(
    fc.property(edges, costs, (pairs, each) => {
      const graph = buildGraph(pairs.map(([a, b]): Pair => [`${a}`, `${b}`]))
      const cost: Cost = (from, to) => each[from]! + 2 * each[to]!
      for (const [from] of graph.ids.entries()) {
        for (const [to] of graph.ids.entries()) {
          const [first] = everyPath(graph, [from, to], cost, [])
          const [second] = first ? everyPath(graph, [from, to], cost, first.nodes.slice(1, -1)) : []
          const expected = [first, second].flatMap((path) => (path ? [path] : []))
          assert.deepEqual(pathsBetween(graph, from, to, cost), expected)
        }
      }
    }),
  )
})

test('people who know each other need no path, and over three in between none is offered', () => {
  const graph = buildGraph(['12', '23', '34', '45'].map(([a, b]): Pair => [a!, b!]))
  const between = (a: string, b: string) => pathsBetween(graph, graph.nodes.get(a)!, graph.nodes.get(b)!)
  assert.deepEqual(between('1', '2'), [])
  assert.deepEqual(between('1', '5'), [])
  assert.deepEqual(
    between('1', '4').map(({ nodes }) => nodes.map((one) => graph.ids[one])),
    [['1', '2', '3', '4']],
  )
})

function everyPath(graph: Graph, [from, to]: [number, number], cost: Cost, without: number[]) {
  if (from === to || hasEdge(graph, from, to)) return []
  const others = graph.ids.map((_, one) => one).filter((one) => one !== from && one !== to && !without.includes(one))
  const inner = [...others.map((a) => [a]), ...others.flatMap((a) => others.filter((b) => a !== b).map((b) => [a, b]))]
  const order = (nodes: number[]) => [nodes.length, ...nodes.map((one) => Number(graph.ids[one]))]
  return inner
    .map((between) => [from, ...between, to])
    .filter((nodes) => nodes.every((one, i) => i === 0 || hasEdge(graph, nodes[i - 1]!, one)))
    .map((nodes) => ({ nodes, cost: sumOf(nodes.slice(1).map((one, i) => cost(nodes[i]!, one))) }))
    .sort((a, b) => a.cost - b.cost || compare(order(a.nodes), order(b.nodes)))
}

function compare(a: number[], b: number[]): number {
  const different = a.findIndex((value, i) => value !== b[i])
  return different < 0 ? 0 : a[different]! - b[different]!
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
