/** What somebody began to say and did not send, kept in this browser under their account until it is sent or dropped. */
import type { CircleName, Media, Visibility } from '#lib/api/entities.ts'

export type Draft = {
  text: string
  warning: string
  warned: boolean
  visibility: Visibility
  circle?: CircleName | null
  language: string
  media: Media[]
}

const keyOf = (accountId: string, what: string) => `kith:draft:${accountId}:${what}`

export function readDraft(accountId: string, what: string): Draft | null {
  if (typeof window === 'undefined') return null
  try {
    return JSON.parse(localStorage.getItem(keyOf(accountId, what)) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

export function keepDraft(accountId: string, what: string, draft: Draft) {
  if (!draft.text.trim() && draft.media.length === 0) return dropDraft(accountId, what)
  try {
    localStorage.setItem(keyOf(accountId, what), JSON.stringify(draft))
  } catch {
    // A full or forbidden storage costs the draft, not the words on the screen.
  }
}

export function dropDraft(accountId: string, what: string) {
  try {
    localStorage.removeItem(keyOf(accountId, what))
  } catch {
    // As above.
  }
}
