/** What somebody began to ask, kept in this browser under their account until it is asked. */
import type { Reach } from '#lib/api/asks.ts'
import type { Media } from '#lib/api/entities.ts'
import { dayAhead } from './reach.ts'
import { keep, readKept } from '#lib/ui/kept.ts'

export type AskDraft = {
  question: string
  details: string
  reach: Reach
  circleIds: string[]
  named: boolean
  /** A day, as a date field has it; empty for none. */
  until: string
  media: Media[]
}

const keyOf = (accountId: string) => `kith:draft:${accountId}:ask`

export function readAskDraft(accountId: string): AskDraft | null {
  const draft = readKept<AskDraft>(keyOf(accountId))
  return draft && { ...draft, until: dayAhead(draft.until) }
}

export function keepAskDraft(accountId: string, draft: AskDraft | null) {
  const begun = draft && (draft.question.trim() || draft.details.trim() || draft.media.length > 0)
  keep(keyOf(accountId), begun ? draft : null)
}
