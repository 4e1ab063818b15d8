/**
 * In which order people are nudged: two first, and while nobody answers three more, then a wider circle, so that an ask disturbs few.
 * Nobody is nudged more often than their quota allows, whoever asks.
 */
import type { Ranked } from './route.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEK = 7 * DAY
const WAVES = [
  { size: 2, ring: 'near' },
  { size: 3, ring: 'near' },
  { size: 5, ring: 'wide' },
] as const
/** Until somebody chooses otherwise. */
export const WEEKLY_QUOTA = 3
/** In a place where people look in a few times a day, half an hour is for what is urgent. */
const LONGEST = { urgent: HOUR / 2, usual: 12 * HOUR }
const SHORTEST = HOUR / 6
/** After an answer nobody else is disturbed until whoever asks had time to say whether it helped. */
const PAUSE = { urgent: HOUR, usual: DAY }

export type Nudge = {
  person: string
  at: number
  /** `unknown` said that they do not know; `open` said nothing so far. */
  outcome: 'open' | 'answered' | 'unknown'
}

export type Course = {
  /** Of this ask, in the order of time. */
  nudges: readonly Nudge[]
  /** The asker has what was wanted, or took the ask back. */
  settled: boolean
  /** When somebody answered last, whether nudged to it or not. */
  answeredAt?: number | null
  /** Ranked, the best first: those near the asker, and all who may be asked. */
  near: readonly string[]
  wide: readonly string[]
  /** When somebody was nudged lately, for whichever ask. */
  nudged: (person: string) => readonly number[]
  quota?: (person: string) => number
  /** How long one waits for a wave. */
  patience: number
  /** There is no time to lose. */
  urgent?: boolean
  now: number
}

/** `spent`: whoever could be asked was; the ask stays open for all who see it. */
export type Step =
  | { kind: 'nudge'; people: string[]; until: number }
  | { kind: 'wait'; until: number }
  | { kind: 'done' }
  | { kind: 'spent' }

export function nextStep(course: Course): Step {
  const { nudges, settled, now, patience } = course
  if (settled) return { kind: 'done' }
  const until = Math.max(answersUntil(course), judgedUntil(course))
  if (now < until) return { kind: 'wait', until }
  const wave = WAVES[wavesIn(nudges)]
  if (!wave) return { kind: 'spent' }
  const asked = new Set(nudges.map(({ person }) => person))
  const ring = [...new Set(wave.ring === 'near' ? [...course.near, ...course.wide] : course.wide)]
  const left = ring.filter((person) => !asked.has(person))
  const people = left.filter((person) => hasRoom(course, person)).slice(0, wave.size)
  if (people.length > 0) return { kind: 'nudge', people, until: now + patience }
  // Who rests now may be asked another day.
  return left.length > 0 ? { kind: 'wait', until: now + DAY } : { kind: 'spent' }
}

/** Until when those nudged last have time to answer. */
function answersUntil({ nudges, patience }: Course): number {
  const last = nudges.at(-1)
  return last && nudges.some(({ outcome }) => outcome === 'open') ? last.at + patience : -Infinity
}

/** Until when the asker has time to say whether the last answer helped. */
function judgedUntil({ answeredAt, urgent }: Course): number {
  return answeredAt ? answeredAt + (urgent ? PAUSE.urgent : PAUSE.usual) : -Infinity
}

/**
 * Those known for it; a stranger who knows stands before a friend who does not. Where nobody is known for it, as in a young place,
 * those who are around.
 */
export function worthNudging(ranked: readonly Ranked[]): readonly Ranked[] {
  const known = ranked.filter(({ reason }) => reason)
  return known.length > 0 ? known : ranked
}

/** Whom one wave reached was nudged at the same moment. */
function wavesIn(nudges: readonly Nudge[]): number {
  return new Set(nudges.map(({ at }) => at)).size
}

function hasRoom({ nudged, quota = () => WEEKLY_QUOTA, now }: Course, person: string): boolean {
  const lately = nudged(person).filter((at) => at > now - WEEK).length
  return lately < quota(person)
}

/** How much was asked of somebody lately, 0 to almost 1; a nudge weighs less from day to day for a week. */
export function loadOf(nudged: readonly number[], now: number): number {
  const sum = nudged.reduce((sum, at) => sum + Math.max(0, 1 - (now - at) / WEEK), 0)
  return Math.min(0.95, sum / WEEKLY_QUOTA)
}

/** Twice as long as those nudged usually take, within bounds. */
export function patienceFor(replies: readonly number[], urgent: boolean): number {
  const longest = urgent ? LONGEST.urgent : LONGEST.usual
  if (replies.length === 0) return longest
  const usual = replies.toSorted((a, b) => a - b)[Math.floor(replies.length / 2)]!
  return Math.min(longest, Math.max(SHORTEST, 2 * usual))
}
