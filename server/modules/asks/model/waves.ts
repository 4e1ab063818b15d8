/**
 * In which order people are nudged: two first, and while nobody answers three more, then a wider circle, so that an ask disturbs few.
 * Nobody is nudged more often than their quota allows, whoever asks.
 */
import type { Ranked } from './route.ts'

const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR
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
  /** Ranked, the best first: those near the asker, and all who may be asked. */
  near: readonly string[]
  wide: readonly string[]
  /** When somebody was nudged lately, for whichever ask. */
  nudged: (person: string) => readonly number[]
  quota?: (person: string) => number
  /** How long one waits for a wave. */
  patience: number
  now: number
}

/** `spent`: whoever could be asked was, or rests; the ask stays open for all who see it. */
export type Step =
  | { kind: 'nudge'; people: string[]; until: number }
  | { kind: 'wait'; until: number }
  | { kind: 'done' }
  | { kind: 'spent' }

export function nextStep(course: Course): Step {
  const { nudges, settled, now, patience } = course
  if (settled || nudges.some(({ outcome }) => outcome === 'answered')) return { kind: 'done' }
  const until = (nudges.at(-1)?.at ?? -Infinity) + patience
  if (now < until && nudges.some(({ outcome }) => outcome === 'open')) return { kind: 'wait', until }
  const wave = WAVES[wavesIn(nudges)]
  if (!wave) return { kind: 'spent' }
  const asked = new Set(nudges.map(({ person }) => person))
  const people = [...new Set(wave.ring === 'near' ? [...course.near, ...course.wide] : course.wide)]
    .filter((person) => !asked.has(person) && hasRoom(course, person))
    .slice(0, wave.size)
  return people.length > 0 ? { kind: 'nudge', people, until: now + patience } : { kind: 'spent' }
}

/** Those known for it. Where nobody is, as in a young place, those who are around. */
export function worthNudging(ranked: readonly Ranked[]): string[] {
  const known = ranked.filter(({ reason }) => reason)
  return (known.length > 0 ? known : ranked).map(({ person }) => person)
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
