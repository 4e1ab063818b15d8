import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Flame } from '#lib/api/light.ts'
import { growForest, rowsOf, thanksToPass } from './forest.ts'
import { strandsOf } from './strands.ts'

const flame = (id: string, litBy: string | null, more: Partial<Flame> = {}): Flame => ({
  id,
  kind: 'introduced',
  by: null,
  for: null,
  with: null,
  about: null,
  what: null,
  word: null,
  ref: null,
  at: null,
  month: '2026-10',
  mine: false,
  lit_by: litBy,
  ...more,
})
const idsOf = (flames: Flame[]) => growForest(flames).map((tree) => rowsOf(tree).map(({ grown }) => grown.flame.id))

test('each flame stands beneath the one that lit it, the oldest of a tree first, the tree with the newest flame first', () => {
  assert.deepEqual(idsOf([flame('5', '2'), flame('4', null), flame('3', '1'), flame('2', null), flame('1', null)]), [
    ['2', '5'],
    ['4'],
    ['1', '3'],
  ])
})

test('what was lit by something that is not there yet begins a tree of its own until it is', () => {
  assert.deepEqual(idsOf([flame('9', '8'), flame('8', '1')]), [['8', '9']])
  assert.deepEqual(idsOf([flame('9', '8'), flame('8', '1'), flame('1', null)]), [['1', '8', '9']])
})

test('the longest way comes last, so that it goes on undisturbed', () => {
  assert.deepEqual(idsOf([flame('4', '2'), flame('3', '1'), flame('2', '1'), flame('1', null)]), [['1', '3', '2', '4']])
})

test('a thanks stands at the side of what it is for, and what it lit beneath that; thanks just so are flames of their own', () => {
  const forIt = flame('2', '1', { kind: 'thanked', about: 'introduction', word: 'Danke' })
  const justSo = flame('4', '1', { kind: 'thanked', about: 'person' })
  const [tree] = growForest([justSo, flame('3', '2', { kind: 'passed_on' }), forIt, flame('1', null)])
  assert.deepEqual(
    tree!.thanks.map(({ id }) => id),
    ['2'],
  )
  assert.deepEqual(
    tree!.lit.map((one) => one.flame.id),
    ['3', '4'],
  )
})

test('a chain goes on from the newest thanks in it that came to me', () => {
  const thanks = (id: string, by: string | null, mine = false) =>
    flame(id, by, { kind: 'thanked', about: 'offer', mine, ref: { kind: 'thanks', id: `t${id}` } })
  const gave = flame('1', null, { kind: 'gave' })
  const [tree] = growForest([thanks('4', '1', true), thanks('3', '1'), thanks('2', '1'), gave])
  assert.equal(thanksToPass(tree!), 't3', 'what I said myself I cannot pass on')
  assert.equal(thanksToPass(growForest([gave])[0]!), null)
})

test('a line goes from each lamp to the next it lit, and past those between', () => {
  const [chain] = growForest([flame('3', '2'), flame('2', '1'), flame('1', null)])
  assert.deepEqual(strandsOf(rowsOf(chain!)), [[{ from: 20, to: 56 }], [{ from: 56, to: 38 }], []])
  assert.deepEqual(strandsOf(rowsOf(chain!), true).at(-1), [{ from: 38, to: 20 }])
  const [branching] = growForest([flame('4', '2'), flame('3', '1'), flame('2', '1'), flame('1', null)])
  assert.deepEqual(strandsOf(rowsOf(branching!)), [
    [
      { from: 20, to: 56 },
      { from: 20, to: 84 },
    ],
    [{ from: 84, to: 56 }],
    [{ from: 56, to: 38 }],
    [],
  ])
})
