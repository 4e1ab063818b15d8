/**
 * Nobody ever learns another's answer before both said yes, nor who said no, nor that a proposal lapsed. Seen here in the
 * plain rules: take away from a history whatever the others kept to themselves, and nothing looks any different.
 * `doors.test.ts` holds every door against the same rules.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { anyHistory } from '#test/introductionhistories'
import { happen, NAMES, newWorld, sightOf, type Event, type Name } from '#test/introductions'

test('what others said no to, blocked and never want leaves no trace that anybody could see', () => {
  fc.assert(
    fc.property(anyHistory(40), fc.constantFrom(...NAMES), (history, viewer) => {
      const real = newWorld()
      const bare = newWorld()
      for (const event of history) {
        const { answer, met } = live(real, event)
        for (const seen of [...faceOf(event, viewer), ...met.map((of): Event => ({ what: 'meet', of }))]) {
          const same = happen(bare, seen)
          if (seen === event && 'by' in event && event.by === viewer) assert.equal(same, answer)
        }
        assert.deepEqual(sightOf(bare, viewer), sightOf(real, viewer))
      }
    }),
    { numRuns: 5000 },
  )
})

test('they meet only when both said yes, and at once', () => {
  fc.assert(
    fc.property(anyHistory(40), (history) => {
      const world = newWorld()
      for (const event of history) {
        const { met } = live(world, event)
        for (const of of met) {
          assert.equal(event.what, 'answer')
          assert.deepEqual(Object.values(world.introductions[of]!.answers), ['yes', 'yes'])
        }
      }
    }),
    { numRuns: 1000 },
  )
})

function live(world: ReturnType<typeof newWorld>, event: Event) {
  const before = world.introductions.map((one) => one.met)
  const answer = happen(world, event)
  const met = world.introductions.flatMap((one, of) => (one.met && !before[of] ? [of] : []))
  return { answer, met }
}

/** As much of an event as somebody else could know of. */
function faceOf(event: Event, viewer: Name): Event[] {
  if ('by' in event && event.by === viewer) return [event]
  if (event.what === 'answer' || event.what === 'never' || event.what === 'mute' || event.what === 'unmute') return []
  if (event.what === 'block') return [{ ...event, what: 'part' }]
  if (event.what === 'unblock') return [{ ...event, what: 'unpart' }]
  return [event]
}
