/** What a form says, as the server wants it, and the other way about. */
import type { OfferWish } from '#lib/api/offers.ts'
import { endOf } from '#lib/modules/asks/reach.ts'
import type { Language } from '#lib/ui/language.ts'
import type { OfferDraft } from './draft.ts'

/** What was said, as a form has it; of circles those that there are still. */
export function draftOf(wish: OfferWish, circles: { id: string }[] | null, { date }: Language): OfferDraft {
  const { kind, what, details, way, for_what: forWhat, locality, until, reach, circle_ids: ids = [] } = wish
  return {
    kind,
    what,
    details,
    way,
    forWhat: forWhat ?? '',
    locality: locality ?? '',
    until: until && new Date(until) > new Date() ? date(new Date(until), { dateStyle: 'short' }, 'en-CA') : '',
    reach,
    circleIds: ids.filter((id) => !circles || circles.some((circle) => circle.id === id)),
  }
}

/** What is said anew: an offer is no need, and it stays in the language it was said in. */
export function changeOf({ kind: _, language: __, ...wish }: OfferWish): Partial<OfferWish> {
  return wish
}

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
