/** The rules of offers and needs, without I/O. */
import { refuse } from '#platform/refusal'
import { cleanLine, cleanText, isLonger } from '#platform/text'

export const LIMITS = { what: 120, details: 1000, forWhat: 120, locality: 80, word: 500, circles: 20 } as const
export const KINDS = ['offer', 'need'] as const
export type Kind = (typeof KINDS)[number]
export const WAYS = ['gift', 'lend', 'swap', 'time'] as const
export type Way = (typeof WAYS)[number]
/** My circles, those I follow, those they follow as well, this place. */
export const REACHES = ['circles', 'people', 'friends', 'place'] as const
export type Reach = (typeof REACHES)[number]
export const STATES = ['open', 'given', 'ended'] as const
export type State = (typeof STATES)[number]
export const SAYINGS = ['handed', 'missed'] as const
export type Saying = (typeof SAYINGS)[number]

/** Without a time of its own it stands for so long, and never longer than that. */
export const DAYS_OPEN = 60
export const DAYS_AT_MOST = 365
/** So many a day may somebody offer or need. */
export const A_DAY = { most: 30, seconds: 86_400 }
/** What somebody received counts for so long against them when lots are drawn. */
export const DAYS_RECEIVED = 90

/** How something went that was let go may be said, and set right, for so long. */
export const DAYS_TO_SAY = 30

export type Words = {
  kind: Kind
  what: string
  details?: string
  way: Way
  forWhat?: string | null
  locality?: string | null
  language?: string | null
  reach: Reach
  circleIds?: string[]
  until?: Temporal.Instant | null
}

export function cleanOffer(words: Words, now: Temporal.Instant) {
  const what = cleanLine(words.what)
  const details = cleanText(words.details ?? '')
  const forWhat = words.way === 'swap' ? cleanLine(words.forWhat ?? '') || null : null
  const locality = cleanLine(words.locality ?? '') || null
  if (what === '') throw refuse('invalid', 'offers.what_missing')
  tooLong(what, LIMITS.what, 'offers.what_too_long')
  tooLong(details, LIMITS.details, 'offers.details_too_long')
  tooLong(forWhat ?? '', LIMITS.forWhat, 'offers.what_too_long')
  tooLong(locality ?? '', LIMITS.locality, 'offers.locality_too_long')
  const circleIds = words.reach === 'circles' ? [...new Set(words.circleIds ?? [])] : []
  if (words.reach === 'circles' && circleIds.length === 0) throw refuse('invalid', 'offers.circle_missing')
  if (circleIds.length > LIMITS.circles) throw refuse('invalid', 'offers.too_many_circles', { most: LIMITS.circles })
  const { kind, way, reach, language = null } = words
  return { kind, what, details, way, forWhat, locality, language, reach, circleIds, expiresAt: expiryOf(words, now) }
}

/** What of it is not as it was. */
export function changedIn(before: Words, { expiresAt, ...rest }: ReturnType<typeof cleanOffer>): (keyof Words)[] {
  const after = { ...rest, until: expiresAt }
  return (Object.keys(after) as (keyof Words)[]).filter((one) => String(before[one]) !== String(after[one]))
}

/** Some whom it reached it reaches no more. Each reach holds all of the ones before it. */
export function narrows(before: Aimed, after: Aimed): boolean {
  if (after.reach !== before.reach) return REACHES.indexOf(after.reach) < REACHES.indexOf(before.reach)
  return before.circleIds.some((circle) => !after.circleIds.includes(circle))
}
type Aimed = { reach: Reach; circleIds: string[] }

function expiryOf({ until }: Words, now: Temporal.Instant): Temporal.Instant {
  const days = (count: number) => now.add({ hours: 24 * count })
  if (!until) return days(DAYS_OPEN)
  if (Temporal.Instant.compare(until, now) <= 0) throw refuse('invalid', 'offers.until_past')
  if (Temporal.Instant.compare(until, days(DAYS_AT_MOST)) > 0)
    throw refuse('invalid', 'offers.until_too_far', { most: DAYS_AT_MOST })
  return until
}

/** It stands, and nobody was chosen. */
export function requireOpen(
  { state, expiresAt }: { state: State; expiresAt: Temporal.Instant },
  now: Temporal.Instant,
) {
  if (state !== 'open' || Temporal.Instant.compare(expiresAt, now) <= 0) throw refuse('invalid', 'offers.over')
}

export function cleanWord(word: string | null | undefined): string | null {
  const clean = cleanText(word ?? '')
  tooLong(clean, LIMITS.word, 'offers.word_too_long')
  return clean || null
}

function tooLong(text: string, most: number, code: string) {
  if (isLonger(text, most)) throw refuse('invalid', code, { most })
}

/**
 * One of those who would like it, by lot: whoever received little lately has the better chance, 1 ÷ (1 + what they received in 90 days).
 * `random` is from 0 to 1, without 1.
 */
export function draw<T extends { received: number }>(takers: readonly T[], random: number): T | undefined {
  const chances = takers.map(({ received }) => 1 / (1 + received))
  let left = random * chances.reduce((sum, chance) => sum + chance, 0)
  return takers.find((_, i) => (left -= chances[i]!) < 0) ?? takers.at(-1)
}
