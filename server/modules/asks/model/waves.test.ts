import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { loadOf, nextStep, patienceFor, worthNudging, type Course, type Nudge } from '../index.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 4, 1)
const people = Array.from({ length: 20 }, (_, index) => String(index + 1))

test('two are nudged, then three, then five of a wider circle, and then nobody', () => {
  const nudges: Nudge[] = []
  let now = NOW
  const sizes: number[] = []
  for (;;) {
    const step = nextStep(course({ nudges, now }))
    if (step.kind !== 'nudge') break
    sizes.push(step.people.length)
    nudges.push(...step.people.map((person): Nudge => ({ person, at: now, outcome: 'open' })))
    assert.deepEqual(nextStep(course({ nudges, now: now + HOUR })), { kind: 'wait', until: now + 2 * HOUR })
    now = step.until
  }
  assert.deepEqual(sizes, [2, 3, 5])
  assert.deepEqual(
    nudges.slice(0, 5).map(({ person }) => person),
    people.slice(0, 5),
  )
  assert.equal(new Set(nudges.map(({ person }) => person)).size, 10)
  assert.deepEqual(nextStep(course({ nudges, now })), { kind: 'spent' })
})

test('what helped ends it; after an answer, whoever gave it, the asker has a day to say so', () => {
  const nudges: Nudge[] = [{ person: '1', at: NOW, outcome: 'answered' }]
  const answered = { nudges, answeredAt: NOW, patience: HOUR }
  assert.deepEqual(nextStep(course({ ...answered, now: NOW + 2 * HOUR })), { kind: 'wait', until: NOW + DAY })
  assert.equal(nextStep(course({ ...answered, now: NOW + DAY })).kind, 'nudge')
  assert.equal(nextStep(course({ ...answered, now: NOW + 2 * HOUR, urgent: true })).kind, 'nudge')
  assert.deepEqual(nextStep(course({ ...answered, settled: true, now: NOW + DAY })), { kind: 'done' })
})

test('where all who are left rest, they are asked another day', () => {
  const step = nextStep(course({ quota: () => 0 }))
  assert.deepEqual(step, { kind: 'wait', until: NOW + DAY })
})

test('where all of a wave said that they do not know, the next goes out at once', () => {
  const nudges = ['1', '2'].map((person): Nudge => ({ person, at: NOW, outcome: 'unknown' }))
  assert.equal(nextStep(course({ nudges, now: NOW + 1 })).kind, 'nudge')
})

test('nobody is nudged above their quota, whatever comes in which order', () => {
  const move = fc.record({
    ask: fc.nat(9),
    hours: fc.nat(30),
    outcome: fc.constantFrom('open', 'unknown'),
    quota: fc.nat(5),
  })
  fc.assert(
    fc.property(fc.array(move, { maxLength: 120 }), (moves) => {
      const asks = new Map<number, Nudge[]>()
      const times = new Map<string, number[]>()
      let now = NOW
      for (const { ask, hours, outcome, quota } of moves) {
        now += hours * HOUR
        const nudges = asks.get(ask) ?? []
        asks.set(ask, nudges)
        const near = people.slice(0, 8)
        const step = nextStep(
          course({ nudges, now, near, nudged: (person) => times.get(person) ?? [], quota: () => quota }),
        )
        for (const person of step.kind === 'nudge' ? step.people : []) {
          nudges.push({ person, at: now, outcome: outcome as 'open' | 'unknown' })
          times.set(person, [...(times.get(person) ?? []), now])
          const week = times.get(person)!.filter((at) => at > now - 7 * DAY)
          assert.ok(week.length <= quota)
        }
      }
    }),
  )
})

test('load grows with each nudge, fades within a week and never reaches 1', () => {
  assert.equal(loadOf([], NOW), 0)
  assert.ok(loadOf([NOW - DAY], NOW) > loadOf([NOW - 5 * DAY], NOW))
  assert.equal(loadOf([NOW - 8 * DAY], NOW), 0)
  assert.ok(loadOf([NOW, NOW, NOW, NOW], NOW) < 1)
})

test('one waits twice as long as they usually take, half an hour at most where it is urgent', () => {
  assert.equal(patienceFor([HOUR, 3 * HOUR, 2 * HOUR], false), 4 * HOUR)
  assert.equal(patienceFor([HOUR, 3 * HOUR], true), HOUR / 2)
  assert.equal(patienceFor([1000], false), HOUR / 6)
  assert.equal(patienceFor([], false), 12 * HOUR)
})

test('those known for it are worth nudging; where nobody is, those around', () => {
  const ranked = people.slice(0, 3).map((person) => ({ person, score: 1, reason: null }))
  const worth = (some: typeof ranked) => worthNudging(some).map(({ person }) => person)
  assert.deepEqual(worth(ranked), ['1', '2', '3'])
  const known = { person: '9', score: 0.5, reason: { kind: 'said' as const, words: ['bread'], count: 1 } }
  assert.deepEqual(
    worthNudging([...ranked, known]).map(({ person }) => person),
    ['9'],
  )
})

function course(changes: Partial<Course>): Course {
  const usual = { nudges: [], settled: false, near: people.slice(0, 5), wide: people, nudged: () => [] }
  return { ...usual, patience: 2 * HOUR, now: NOW, ...changes }
}
