/** What somebody began to offer or to look for, kept in this browser under their account until it stands. */
import type { OfferKind, OfferReach, Way } from '#lib/api/offers.ts'

export type OfferDraft = {
  kind: OfferKind
  what: string
  details: string
  way: Way
  forWhat: string
  locality: string
  /** A day, as a date field has it; empty for none. */
  until: string
  reach: OfferReach
  circleIds: string[]
}

const keyOf = (accountId: string) => `kith:draft:${accountId}:offer`

export function readOfferDraft(accountId: string): OfferDraft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null') as OfferDraft | null
  } catch {
    return null
  }
}

export function keepOfferDraft(accountId: string, draft: OfferDraft | null) {
  try {
    if (draft && (draft.what.trim() || draft.details.trim()))
      localStorage.setItem(keyOf(accountId), JSON.stringify(draft))
    else localStorage.removeItem(keyOf(accountId))
  } catch {
    // A full or forbidden storage costs the draft, not the words on the screen.
  }
}
