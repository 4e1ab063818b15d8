import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayAhead } from './reach.ts'

test('a day kept with a draft counts while it may still be chosen', () => {
  const now = Date.parse('2026-11-27T12:00:00')
  assert.equal(dayAhead('2026-11-27', 365, now), '2026-11-27', 'today is not over')
  assert.equal(dayAhead('2026-11-26', 365, now), '')
  assert.equal(dayAhead('2029-01-01', 365, now), '')
  assert.equal(dayAhead('2029-01-01', undefined, now), '2029-01-01')
  assert.equal(dayAhead('', 365, now), '')
  assert.equal(dayAhead('2026-13-45', 365, now), '', 'what is no day is none')
})
