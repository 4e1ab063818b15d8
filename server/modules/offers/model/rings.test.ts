import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { choose, findRings, madeOf, membersOf, type Giving, type Ring } from './rings.ts'

const giving = (from: number, to: number, score: number, which = 0): Giving => ({
  from: String(from),
  to: String(to),
  offerId: `${from}0${which}`,
  needId: `${to}9${which}`,
  score,
})

/** Plainly: every order of two to four people, each of whom gives to the next; kept where it begins with the lowest. */
function ringsPlainly(givings: readonly Giving[]): string[] {
  const best = (from: string, to: string) =>
    givings.filter((one) => one.from === from && one.to === to).toSorted((a, b) => b.score - a.score)[0]
  const people = [...new Set(givings.flatMap(({ from, to }) => [from, to]))].toSorted()
  const orders = (most: number): string[][] =>
    most === 0
      ? [[]]
      : orders(most - 1).flatMap((some) => people.filter((one) => !some.includes(one)).map((one) => [...some, one]))
  return [2, 3, 4].flatMap((size) =>
    orders(size)
      .filter((order) => order[0] === order.toSorted()[0])
      .map((order) => order.map((from, at) => best(from, order[(at + 1) % size]!)))
      .filter((ring): ring is Giving[] => ring.every((one) => one !== undefined))
      .map((ring) => told({ givings: ring, score: Math.min(...ring.map(({ score }) => score)) })),
  )
}
const told = (ring: Ring) => `${madeOf(membersOf(ring)).join(' ')} as good as ${ring.score}`

const anyGivings = fc
  .array(fc.record({ from: fc.nat(6), to: fc.nat(6), which: fc.nat(1) }), { maxLength: 32 })
  // No two as good as each other, so that there is one best.
  .map((some) =>
    some.filter(({ from, to }) => from !== to).map(({ from, to, which }, at) => giving(from, to, at + 1, which)),
  )

describe('rings', () => {
  test('are found all of them, each once, as somebody would who tries every order', () => {
    fc.assert(
      fc.property(anyGivings, (givings) => {
        const found = findRings(givings)
        assert.deepEqual(found.map(told).toSorted(), ringsPlainly(givings).toSorted())
        const scores = found.map(({ score }) => score)
        assert.deepEqual(
          scores,
          scores.toSorted((a, b) => b - a),
          'the best first',
        )
      }),
      { numRuns: 300 },
    )
  })

  test('through somebody are those of all that they are part of', () => {
    fc.assert(
      fc.property(anyGivings, fc.nat(6), (givings, who) => {
        const theirs = findRings(givings).filter(({ givings: some }) => some.some(({ from }) => from === String(who)))
        assert.deepEqual(findRings(givings, String(who)).map(told).toSorted(), theirs.map(told).toSorted())
      }),
    )
  })

  test('are written from whoever was here first, and the other way round is another', () => {
    const there = findRings([giving(12, 7, 1), giving(7, 9, 1), giving(9, 12, 1)])
    assert.deepEqual(membersOf(there[0]!), [
      { personId: '7', offerId: '700', needId: '790' },
      { personId: '9', offerId: '900', needId: '990' },
      { personId: '12', offerId: '1200', needId: '1290' },
    ])
    const back = findRings([giving(7, 12, 1), giving(9, 7, 1), giving(12, 9, 1)])
    assert.notDeepEqual(madeOf(membersOf(there[0]!)), madeOf(membersOf(back[0]!)))
  })

  test('are no more than three for anybody at a time, the best', () => {
    const ring = (...people: string[]) => ({ members: people.map((personId) => ({ personId })) })
    const rings = [ring('a', 'b'), ring('a', 'c'), ring('a', 'd'), ring('c', 'd')]
    assert.deepEqual(choose(rings, new Map([['a', 1]])), [rings[0], rings[1], rings[3]])
    assert.deepEqual(choose(rings, new Map([['a', 3]])), [rings[3]])
  })
})
