/** The rules of thanks, without I/O. */
import { refuse } from '#platform/refusal'
import { cleanText, isLonger } from '#platform/text'

/** What somebody may be thanked for: just so, or for something they did. */
export const ABOUTS = ['person', 'answer', 'introduction', 'guest_introduction', 'offer', 'status'] as const
export type About = (typeof ABOUTS)[number]
/** What somebody along the chain did: gave it to the next, or introduced the two. */
export const CHAIN_PARTS = ['passed', 'introduced'] as const
export type ChainPart = (typeof CHAIN_PARTS)[number]

export const MOST_WORD = 500
/** So many a day may somebody thank. */
export const A_DAY = { most: 200, seconds: 86_400 }
/** Thanked just so, it is the same thanks for so long. */
export const HOURS_SAME = 24
/** What somebody did is thanked for unasked for so long. */
export const DAYS_OWED = 90

export function cleanWord(word: string | null | undefined): string | null {
  const clean = cleanText(word ?? '')
  if (isLonger(clean, MOST_WORD)) throw refuse('invalid', 'goodwill.word_too_long', { most: MOST_WORD })
  return clean || null
}

/** Somebody without whom it had not come to that, and what they know of it. */
export type Link = {
  personId: string
  part: ChainPart
  /** From whom they had it, and to whom they gave it. */
  beforeId: string | null
  afterId: string | null
  /** Whether they know who thanks, and who is thanked. */
  seesFrom: boolean
  seesTo: boolean
}

/** Each once, the nearest first, and neither of the two. */
export function chainBetween(fromId: string, toId: string, links: readonly Link[]): Link[] {
  const seen = new Set([fromId, toId])
  return links.filter(({ personId }) => !seen.has(personId) && seen.add(personId))
}
