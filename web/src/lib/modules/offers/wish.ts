/** What a form says, as the server wants it. */
import type { OfferWish } from '#lib/api/offers.ts'
import { endOf } from '#lib/modules/asks/reach.ts'
import type { OfferDraft } from './draft.ts'

export function wishOf(draft: OfferDraft, language: string): OfferWish {
  const { kind, what, details, way, forWhat, locality, until, reach, circleIds } = draft
  return {
    kind,
    // Pasted, it may bring lines of its own.
    what: what.trim().replaceAll(/\s+/g, ' '),
    details: details.trim(),
    way,
    for_what: way === 'swap' ? forWhat.trim() || null : null,
    locality: locality.trim() || null,
    // Of a dialect, the language: that is what is matched by.
    language: language.split('-')[0],
    reach,
    circle_ids: reach === 'circles' ? circleIds : undefined,
    until: endOf(until),
  }
}
