/**
 * The rules of a request to be introduced, without I/O: how it goes from friend to friend, what each may know of it, and who is
 * most likely to hand it on.
 */
import { refuse } from '#platform/refusal'
import { cleanText, isLonger } from '#platform/text'

/** A request goes through three friends at most, and is open for so many days. */
export const MOST_STEPS = 3
export const DAYS_OPEN = 14
/** Whoever asked for somebody may ask for the same person again after so many days. */
export const DAYS_BETWEEN = 90
export const LIMITS = { note: 1000, word: 500 } as const

export const STATES = ['open', 'met', 'ended'] as const
export type State = (typeof STATES)[number]

/** What a holder did: handed it on, proposed the introduction, or let it be. */
export const DEEDS = ['passed', 'proposed', 'left'] as const
export type Deed = (typeof DEEDS)[number]

/** How somebody dealt with requests so far, and how near they are. */
export type Record = {
  received: number
  handedOn: number
  /** Whether so many reached them this week that no more may. */
  busy: boolean
  /** Answers they and the one before gave each other lately, for everybody to read. */
  exchanges: number
  /** Days since they were last here; null when nobody knows. */
  daysAway: number | null
}

// In the e-mail experiment of Dodds, Muhamad & Watts (Science 2003) 37 % handed a message on; it counts as two people's worth.
const USUAL = 0.37
const WEIGHT = 2

/**
 * How likely somebody hands a request on, from 0 to 1: what they did so far, drawn to what people usually do; more among those
 * who talk with each other, less of somebody who is seldom here.
 */
export function willingness({ received, handedOn, busy, exchanges, daysAway }: Record): number {
  if (busy) return 0
  const habit = (USUAL * WEIGHT + handedOn) / (WEIGHT + received)
  const warmth = 0.5 + 0.5 * (1 - Math.exp(-exchanges / 3))
  const about = daysAway === null || daysAway > 14 ? 0.6 : 1
  return habit * warmth * about
}

/** Somebody between the two; `shown` where they let everybody see whom they follow. */
export type Between = { id: string; shown: boolean; willingness: number }
export type Path = Between[]

/** The most willing path, and the most willing one that shares nobody with it. */
export function pickPaths(paths: Path[]): Path[] {
  const sorted = paths.toSorted((a, b) => odds(b) - odds(a) || a.length - b.length)
  const [best] = sorted
  if (!best) return []
  const taken = new Set(best.map(({ id }) => id))
  const other = sorted.find((path) => path.every(({ id }) => !taken.has(id)))
  return other ? [best, other] : [best]
}

function odds(path: Path): number {
  return path.reduce((product, { willingness }) => product * willingness, 1)
}

export function cleanNote(note: string): string {
  const clean = cleanText(note)
  if (clean === '') throw refuse('invalid', 'requests.note_missing')
  if (isLonger(clean, LIMITS.note)) throw refuse('invalid', 'requests.note_too_long', { most: LIMITS.note })
  return clean
}

export function cleanWord(word: string | null | undefined): string | null {
  const clean = cleanText(word ?? '')
  if (isLonger(clean, LIMITS.word)) throw refuse('invalid', 'requests.word_too_long', { most: LIMITS.word })
  return clean || null
}
