import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepAnswered } from './keep.ts'

type One = { id: string; answer: 'yes' | null }
const one = (id: string, answer: One['answer'] = null): One => ({ id, answer })
const keep = (before: One[], now: One[]) => keepAnswered(before, now, ({ answer }) => answer === 'yes')

test('what is new stands first, and what stood keeps its place', () => {
  assert.deepEqual(keep([one('2'), one('1')], [one('1'), one('3'), one('2')]), [one('3'), one('2'), one('1')])
})

test('what was answered stays between, also where the server has not heard of it', () => {
  const before = [one('3'), one('2', 'yes'), one('1')]
  assert.deepEqual(keep(before, [one('3'), one('1')]), before)
  assert.deepEqual(keep(before, [one('3'), one('2'), one('1')]), before)
})

test('what waits no more without an answer goes, and what changed is as it is now', () => {
  const before = [
    { ...one('2'), words: 'old' },
    { ...one('1'), words: 'old' },
  ]
  assert.deepEqual(
    keepAnswered(before, [{ ...one('1'), words: 'new' }], () => false),
    [{ ...one('1'), words: 'new' }],
  )
})
