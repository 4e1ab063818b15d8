import { refuse } from '#platform/refusal'
import { cleanText } from '#platform/text'

export const CATEGORIES = ['spam', 'legal', 'violation', 'other'] as const
export type Category = (typeof CATEGORIES)[number]

/** What of somebody a report may be about, besides themselves and their statuses. */
export const THINGS = [
  'introduction',
  'request',
  'ask',
  'answer',
  'guest_introduction',
  'offer',
  'taker',
  'thanks',
] as const
export type Thing = (typeof THINGS)[number]

/** What of it those who look after the place may take down by itself; an introduction or a request is for those alone who have a part in it. */
export const TAKEN_DOWN = ['status', 'ask', 'answer', 'offer', 'taker', 'thanks'] as const
export type TakenDown = (typeof TAKEN_DOWN)[number]

export const isTakenDown = (about: string): about is TakenDown => (TAKEN_DOWN as readonly string[]).includes(about)

const MOST_COMMENT = 1000
/** So many reports a day may somebody make. */
export const REPORTS_A_DAY = { most: 30, seconds: 86_400 } as const

export function cleanComment(comment: string | undefined): string {
  const clean = cleanText(comment ?? '')
  if (Array.from(clean).length > MOST_COMMENT)
    throw refuse('invalid', 'moderation.comment_too_long', { most: MOST_COMMENT })
  return clean
}

/** Who looks after the place. */
export function requireModerator({ role }: { role: string }): void {
  if (role !== 'owner' && role !== 'moderator') throw refuse('forbidden', 'auth.not_allowed')
}
