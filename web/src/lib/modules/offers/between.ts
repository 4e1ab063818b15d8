/** What there was between two, in a few words. */
import type { Offer } from '#lib/api/offers.ts'
import type { Language } from '#lib/ui/language.ts'
import { inMonth } from './names.ts'

/** Whoever offers gives, and so does whoever helps with what is needed. */
export const isFromMe = ({ mine, kind }: Offer) => mine === (kind === 'offer')

export function sayWent(offer: Offer, name: string, language: Language): string {
  const { went, state } = offer
  if (!went) return ''
  const { t } = language
  const when = inMonth(language, went.at)
  const said = new Set([went.mine, went.theirs].filter((one) => one !== null))
  const word = (saying: 'handed' | 'missed') =>
    t(saying === 'missed' ? 'offers.was_missed' : offer.way === 'time' ? 'offers.was_helped' : 'offers.was_handed')
  if (said.size > 1) return t('offers.was_both', { name, mine: word(went.mine!), theirs: word(went.theirs!), when })
  const [one] = said
  // That it did not come to it is what one of them says, and no reproach to the other.
  if (one === 'missed' && went.mine !== went.theirs)
    return t(went.mine ? 'offers.was_mine' : 'offers.was_theirs', { name, what: word(one), when })
  const what = one ? word(one) : t(state === 'ended' ? 'offers.was_let_go' : 'offers.was_settled')
  return t('offers.what_when', { what, when })
}
