/** Something being offered or looked for: kept as a draft until the server has it. */
import type { Me } from '#lib/api/entities.ts'
import { offer, type Offer, type OfferKind, type OfferWish } from '#lib/api/offers.ts'
import { usualReach } from '#lib/modules/asks/reach.ts'
import { keepOfferDraft, readOfferDraft, type OfferDraft } from './draft.ts'
import { wishOf } from './wish.ts'

type Offering = {
  given: OfferKind | null
  said?: OfferDraft
  kept?: OfferDraft
  send?: (wish: OfferWish) => Promise<Offer>
}

/** `given`: what one came to do, whatever a draft says; `said`: what it was before, of which no draft is kept; `kept`: what was refused. */
export function createOffering(me: Me, { given, said, kept, send = (wish) => offer(wish) }: Offering) {
  const fields = $state<OfferDraft>({
    kind: given ?? 'offer',
    what: '',
    details: '',
    way: 'gift',
    forWhat: '',
    locality: '',
    until: '',
    reach: usualReach(me),
    circleIds: [],
    ...said,
    ...kept,
  })

  return {
    fields,
    keep: () => !said && keepOfferDraft(me.account.id, $state.snapshot(fields)),
    /** Once there is a browser that may have kept it. */
    begin() {
      const draft = readOfferDraft(me.account.id)
      if (!said && draft && (given === null || draft.kind === given)) Object.assign(fields, draft)
    },
    get circleMissing() {
      return fields.reach === 'circles' && fields.circleIds.length === 0
    },
    get ready() {
      return fields.what.trim() !== '' && !this.circleMissing
    },
    async send() {
      const made = await send(wishOf($state.snapshot(fields), me.default_language || me.locale))
      if (!said) keepOfferDraft(me.account.id, null)
      return made
    },
  }
}
