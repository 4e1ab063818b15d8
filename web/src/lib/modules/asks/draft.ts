/** What somebody began to ask, kept in this browser under their account until it is asked. */
import type { Reach } from '#lib/api/asks.ts'
import type { Media } from '#lib/api/entities.ts'

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
  try {
    return JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null') as AskDraft | null
  } catch {
    return null
  }
}

export function keepAskDraft(accountId: string, draft: AskDraft | null) {
  try {
    if (draft && (draft.question.trim() || draft.details.trim() || draft.media.length > 0))
      localStorage.setItem(keyOf(accountId), JSON.stringify(draft))
    else localStorage.removeItem(keyOf(accountId))
  } catch {
    // A full or forbidden storage costs the draft, not the words on the screen.
  }
}
