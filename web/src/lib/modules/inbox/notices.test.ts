import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Notice, NoticeType, Status } from '#lib/api/entities.ts'
import { gather } from './notices.ts'

let next = 1
const notice = (type: NoticeType, who: string, more: Partial<Notice> = {}) =>
  ({ id: String(next++), type, account: { id: who }, created_at: '2026-11-24T10:00:00Z', ...more }) as Notice
const status = (id: string, more: Partial<Status> = {}) => ({ id, visibility: 'public', ...more }) as Status

test('several people glad of one thing on one day are one line, each named once', () => {
  const groups = gather([
    notice('favourite', 'a', { status: status('1') }),
    notice('favourite', 'b', { status: status('1') }),
    notice('favourite', 'a', { status: status('1') }),
    notice('favourite', 'a', { status: status('2') }),
  ])
  assert.deepEqual(
    groups.map(({ people }) => people.map(({ id }) => id)),
    [['a', 'b'], ['a']],
  )
})

test('what waits for an answer, and what is said in a conversation of few, is not told a second time', () => {
  const groups = gather([
    notice('introduction', 'a', { introduction: { id: '1' } }),
    notice('introduction_request', 'a', { introduction_request: { id: '1' } }),
    notice('guest_introduction', 'a', { guest_introduction: { id: '1' } }),
    notice('follow_request', 'b'),
    notice('mention', 'c', { status: status('1', { visibility: 'direct' }) }),
  ])
  assert.deepEqual(groups, [])
})

test('several people who would like one thing on one day are one line, what fits another is its own', () => {
  const groups = gather([
    notice('offer_taker', 'a', { offer: { id: '1' } }),
    notice('offer_taker', 'b', { offer: { id: '1' } }),
    notice('offer_match', 'c', { offer: { id: '1' } }),
    notice('offer_taker', 'a', { offer: { id: '2' } }),
  ])
  assert.deepEqual(
    groups.map(({ people }) => people.map(({ id }) => id)),
    [['a', 'b'], ['c'], ['a']],
  )
})
