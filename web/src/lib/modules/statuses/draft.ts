/** What somebody began to say and did not send, kept in this browser under their account until it is sent or dropped. */
import type { CircleName, Media, Visibility } from '#lib/api/entities.ts'
import { keep, readKept } from '#lib/ui/kept.ts'

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

export const readDraft = (accountId: string, what: string) =>
  typeof window === 'undefined' ? null : readKept<Draft>(keyOf(accountId, what))

export function keepDraft(accountId: string, what: string, draft: Draft) {
  keep(keyOf(accountId, what), draft.text.trim() || draft.media.length > 0 ? draft : null)
}

/** Words alone, to somebody. */
export const keepWords = (accountId: string, what: string, text: string) =>
  keepDraft(accountId, what, { text, warning: '', warned: false, visibility: 'direct', language: '', media: [] })

export const dropDraft = (accountId: string, what: string) => keep(keyOf(accountId, what), null)
