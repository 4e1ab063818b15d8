/** What a plain form says, where no script runs. */
import type { Me } from '#lib/api/entities.ts'
import type { OfferReach, Way } from '#lib/api/offers.ts'
import { usualReach } from '#lib/modules/asks/reach.ts'
import type { OfferDraft } from './draft.ts'

export function draftIn(form: FormData, me: Me): OfferDraft {
  const text = (name: string) => String(form.get(name) ?? '')
  const kind = text('kind') === 'need' ? 'need' : 'offer'
  return {
    kind,
    what: text('what'),
    details: text('details'),
    way: (text(`way_${kind}`) || 'gift') as Way,
    forWhat: text('for_what'),
    locality: text('locality'),
    until: text('until'),
    reach: (text('reach') || usualReach(me)) as OfferReach,
    circleIds: form.getAll('circle_ids').map(String),
  }
}
