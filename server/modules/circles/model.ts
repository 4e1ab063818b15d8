import { refuse } from '#platform/refusal'
import { cleanLine } from '#platform/text'

export const MOST_CIRCLES = 100
export const MOST_MEMBERS = 1000
const MOST_TITLE = 100

/** Which comments a circle's feed shows: those to anybody followed, those to its members, or none. */
export const REPLIES_POLICIES = ['followed', 'list', 'none'] as const
export type RepliesPolicy = (typeof REPLIES_POLICIES)[number]

/** A circle as its owner sees it; nobody else ever does. Mastodon's List. */
export type Circle = {
  id: string
  title: string
  replies_policy: RepliesPolicy
  /** What its members say stays out of the home. */
  exclusive: boolean
}

export function cleanTitle(title: string): string {
  const clean = cleanLine(title)
  if (clean === '') throw refuse('invalid', 'circles.title_missing')
  if (Array.from(clean).length > MOST_TITLE) throw refuse('invalid', 'circles.title_too_long', { most: MOST_TITLE })
  return clean
}
