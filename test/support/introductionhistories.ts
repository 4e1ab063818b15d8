/** Random histories of a few people and what they propose, for the rules in `introductions.ts`. */
import * as fc from 'fast-check'
import { NAMES, type Answer, type Event, type Name } from './introductions.ts'

export function anyHistory(most: number): fc.Arbitrary<Event[]> {
  const events = fc.array(anyEvent(), { maxLength: most, size: 'max' })
  return fc.tuple(fc.constantFrom(...beginnings()), events).map((parts) => parts.flat())
}

/** What is rare enough to be missed by chance. */
function beginnings(): Event[][] {
  const first = propose('ines', ['anna', 'ben'])
  const pairs: [Name, Name][] = [
    ['cara', 'ben'],
    ['jon', 'anna'],
    ['cara', 'anna'],
    ['ben', 'jon'],
  ]
  const many = [first, ...pairs.map((pair) => propose('ines', pair))]
  const never: Event = { what: 'never', by: 'anna', of: 0 }
  const once = [first, never, propose('jon', ['ben', 'anna']), yes('anna', 1), yes('ben', 1)]
  const late: Event[] = [first, yes('anna', 0), { what: 'wait', hours: 336 }, never]
  const apart = [block('ben', 'anna'), first]
  const cut = (introducer: Name, one: Name, other: Name) => {
    return [propose(introducer, ['anna', 'ben']), block(one, other), yes('anna', 0), yes('ben', 0)]
  }
  const cuts = [cut('ines', 'ines', 'ben'), cut('cara', 'anna', 'cara'), cut('jon', 'ben', 'anna')]
  const quiet = [mute('ben', 'anna'), first, yes('anna', 0), yes('ben', 0), unmute('ben', 'anna'), yes('ben', 0)]
  const deaf = [mute('ben', 'ines'), first, yes('anna', 0), yes('ben', 0), unmute('ben', 'ines'), yes('ben', 0)]
  const weary = [first, yes('ben', 0), mute('ben', 'anna'), yes('anna', 0)]
  return [[], [first], [first], many, once, late, apart, ...cuts, quiet, deaf, weary]
}

function propose(by: Name, pair: [Name, Name]): Event {
  return { what: 'propose', by, pair }
}

function yes(by: Name, of: number): Event {
  return { what: 'answer', by, of, answer: 'yes' }
}

function block(by: Name, whom: Name): Event {
  return { what: 'block', by, whom }
}

function mute(by: Name, whom: Name): Event {
  return { what: 'mute', by, whom }
}

function unmute(by: Name, whom: Name): Event {
  return { what: 'unmute', by, whom }
}

function anyEvent(): fc.Arbitrary<Event> {
  const by = fc.constantFrom(...NAMES)
  const introducer = fc.constantFrom<Name>('ines', 'ines', 'ines', 'jon', 'anna', 'sven')
  const party = fc.constantFrom<Name>('anna', 'anna', 'anna', 'ben', 'ben', 'ben', 'cara', 'jon', 'ines', 'sven')
  const couple = fc.constantFrom<[Name, Name]>(['anna', 'ben'], ['anna', 'ben'], ['ben', 'anna'], ['cara', 'anna'])
  const pair = fc.oneof({ weight: 4, arbitrary: couple }, { weight: 1, arbitrary: fc.tuple(by, by) })
  const of = fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2, 4)
  const answer = fc.constantFrom<Answer>('yes', 'yes', 'no')
  const hours = fc.constantFrom(1, 24, 100, 168, 336)
  const kinds: [number, fc.Arbitrary<Event>][] = [
    [60, fc.record({ what: fc.constant('propose'), by: introducer, pair })],
    [150, fc.record({ what: fc.constant('answer'), by: party, of, answer })],
    [15, fc.record({ what: fc.constant('withdraw'), by: introducer, of })],
    [15, fc.record({ what: fc.constant('never'), by: party, of })],
    [15, fc.record({ what: fc.constant('block'), by, whom: by })],
    [20, fc.record({ what: fc.constantFrom('unblock', 'reconcile', 'reconcile'), by, whom: by })],
    [25, fc.record({ what: fc.constantFrom('mute', 'unmute'), by: party, whom: by })],
    [20, fc.record({ what: fc.constant('wait'), hours })],
    [15, fc.record({ what: fc.constant('tidy') })],
    [1, fc.record({ what: fc.constant('leave'), by })],
  ]
  return fc.oneof(...kinds.map(([weight, arbitrary]) => ({ weight, arbitrary })))
}
