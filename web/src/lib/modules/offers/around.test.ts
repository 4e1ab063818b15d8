import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handsAround } from './around.ts'

test('a ring is drawn from oneself in front to the right, and back', () => {
  const four = handsAround(4)
  assert.equal(four.length, 4)
  // The line from the one in front ends below the name of whoever sits at the right, and points up there.
  assert.match(four[0]!.point, /^translate\(245\.9 213\) rotate\(-57\)$/)
  assert.match(four[1]!.point, /^translate\(188\.5 46\.1\) rotate\(-161\)$/)
  const two = handsAround(2)
  assert.match(two[0]!.flame, /^translate\(264 152\)/)
  assert.match(two[1]!.flame, /^translate\(40 152\)/)
})
