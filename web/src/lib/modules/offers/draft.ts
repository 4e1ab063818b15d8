/** What somebody began to offer or to look for, kept in this browser under their account until it stands. */
import { OFFER_LIMITS, type OfferKind, type OfferReach, type Way } from '#lib/api/offers.ts'
import { dayAhead } from '#lib/modules/asks/reach.ts'
import { keep, readKept } from '#lib/ui/kept.ts'

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
  const draft = readKept<OfferDraft>(keyOf(accountId))
  return draft && { ...draft, until: dayAhead(draft.until, OFFER_LIMITS.days) }
}

export function keepOfferDraft(accountId: string, draft: OfferDraft | null) {
  const begun = draft && (draft.what.trim() || draft.details.trim())
  keep(keyOf(accountId), begun ? draft : null)
}
