import assert from 'node:assert/strict'
import { test } from 'node:test'
import { worthOf } from './worth.ts'

const seeks = (outcome: { met: number; good: number; bad: number }) =>
  worthOf([{ kind: 'seeks', proposed: 20, ...outcome }])('seeks')

test('a reason is worth the more the more came of it, and one of which nothing is known yet what it usually is', () => {
  const [none, met, good] = [
    seeks({ met: 0, good: 0, bad: 0 }),
    seeks({ met: 20, good: 0, bad: 0 }),
    seeks({ met: 20, good: 20, bad: 0 }),
  ]
  assert.ok(none < worthOf([])('seeks') && worthOf([])('seeks') < met && met < good)
})

test('to say nothing of a meeting is not to say that it was not good', () => {
  const silent = seeks({ met: 10, good: 2, bad: 0 })
  assert.ok(silent > seeks({ met: 10, good: 2, bad: 3 }))
  assert.ok(
    seeks({ met: 10, good: 0, bad: 10 }) >= seeks({ met: 0, good: 0, bad: 0 }),
    'they wanted to meet, after all',
  )
})
