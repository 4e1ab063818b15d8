/**
 * Who is likely to answer now, whatever the question: each answer of somebody raises it and fades again, as in a self-exciting point
 * process (Hawkes, "Spectra of some self-exciting and mutually exciting point processes", Biometrika 1971). It fades by the clock and by
 * the asks that came since: where little is asked, the answers of last month are as fresh as those of yesterday elsewhere.
 * Weights and spans: docs/decisions/0051-whom-to-ask.md.
 */
import { hourMatch } from './hours.ts'
import { before, makeLog } from './log.ts'

/** Times in milliseconds. */
export type Answered = { id: string; person: string; askedAt: number; at: number }
export type Silence = { id: string; person: string; at: number }

type Own = { answers: Answered[]; silences: Silence[]; seen: number }

export type Activity = ReturnType<typeof makeActivity>

const DAY = 86_400_000
/** Somebody who never answered may. */
const REST = 0.16
const BY_ASKS = [
  { span: 10, weight: 0.7 },
  { span: 30, weight: 0.95 },
]
const BY_DAYS = { span: 7, weight: 0.25 }
/** What lies further back has faded. */
const FADED_ASKS = 200
const FADED_DAYS = 60
/** Since the last sign of them, of whatever kind. */
const SEEN = 0.29
/** Since the third last answer: one evening of many answers is not a habit. */
const HABIT = 0.16
const THIRD = 3
const NEVER_DAYS = 365
const HOURS = 0.3
const SILENCE = 0.5
const SILENCE_DAYS = 30
const NOBODY: Own = { answers: [], silences: [], seen: -Infinity }

export function makeActivity() {
  const asks: number[] = []
  const people = new Map<string, Own>()
  const answers = makeLog<Answered>((person) => ownOf(person).answers)
  const silences = makeLog<Silence>((person) => ownOf(person).silences)

  function ownOf(person: string): Own {
    const own = people.get(person) ?? { answers: [], silences: [], seen: -Infinity }
    people.set(person, own)
    return own
  }

  function addAsk(at: number): void {
    asks.splice(countBefore(asks, at), 0, at)
  }

  function removeAsk(at: number): void {
    const index = countBefore(asks, at)
    if (asks[index] === at) asks.splice(index, 1)
  }

  function addSeen(person: string, at: number): void {
    const own = ownOf(person)
    own.seen = Math.max(at, own.seen)
  }

  /** How much more likely than others somebody is to answer at that moment. */
  function availability(person: string, now: number): number {
    const { answers, silences, seen } = people.get(person) ?? NOBODY
    return rhythm(before(answers, now), now, seen) * response(before(silences, now), now)
  }

  function rhythm(known: readonly Answered[], now: number, seen: number): number {
    const last = Math.max(known.at(-1)?.at ?? -Infinity, seen)
    const habit = (REST + recent(known, now)) / (0.2 + daysSince(known.at(-THIRD)?.at, now)) ** HABIT
    const around = 1 / (1 + daysSince(last, now)) ** SEEN
    return habit * around * hourMatch(known, now) ** HOURS
  }

  function recent(known: readonly Answered[], now: number): number {
    const count = countBefore(asks, now)
    const oldestAsk = asks[Math.max(0, count - FADED_ASKS)] ?? now
    const counted: number[] = []
    let sum = 0
    for (let index = known.length - 1; index >= 0; index--) {
      const { at, askedAt } = known[index]!
      if (at < oldestAsk && now - at > FADED_DAYS * DAY) break
      sum += BY_DAYS.weight * fading(now - at, BY_DAYS.span)
      if (askedAt < oldestAsk || counted.includes(askedAt)) continue
      counted.push(askedAt)
      const since = count - countBefore(asks, askedAt)
      for (const { span, weight } of BY_ASKS) sum += weight * Math.exp(-since / span)
    }
    return sum
  }

  return { addAsk, removeAsk, addSeen, answers, silences, availability }
}

/** Silence tells of the time one has, not of what one knows. */
function response(silent: readonly Silence[], now: number): number {
  return 1 / (1 + SILENCE * silent.reduce((sum, { at }) => sum + fading(now - at, SILENCE_DAYS), 0))
}

function fading(milliseconds: number, days: number): number {
  return Math.exp(-milliseconds / (days * DAY))
}

/** How many of the sorted times lie before this one. */
function countBefore(times: readonly number[], at: number): number {
  let from = 0
  let to = times.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (times[middle]! < at) from = middle + 1
    else to = middle
  }
  return from
}

function daysSince(at: number | undefined, now: number): number {
  return Math.min(NEVER_DAYS, Math.max(0, now - (at ?? -Infinity)) / DAY)
}
