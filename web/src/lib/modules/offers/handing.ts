/** Where something stands between two of whom one was chosen, and how it is said. */
import type { Offer } from '#lib/api/offers.ts'
import type { Language } from '#lib/ui/language.ts'
import { isFromMe } from './between.ts'

export type Handing = 'agreed' | 'handed' | 'differ' | 'missed'

/** It went as one of the two says, unless the other says otherwise. Light was passed on with `handed`, and with nothing else. */
export function handingOf({ went }: Offer): Handing {
  const said = [went?.mine, went?.theirs]
  if (said.includes('handed')) return said.includes('missed') ? 'differ' : 'handed'
  return said.includes('missed') ? 'missed' : 'agreed'
}

/** Nobody has what is only promised. `name`: the other of the two. */
export function sayHanding(offer: Offer, name: string, { t }: Language): string {
  const handing = handingOf(offer)
  if (handing === 'differ' || handing === 'missed') return t(`offers.it_${handing}`)
  const side = isFromMe(offer) ? 'give' : 'get'
  const { kind, way } = offer
  if (handing === 'handed')
    return t(`offers.handed_${side}_${way === 'time' || way === 'lend' ? way : 'keep'}`, { name })
  return t(`offers.agreed_${side}_${kind === 'need' || way === 'time' ? 'help' : 'thing'}`, { name })
}

/** What follows from it, where something does. */
export function noteHanding(offer: Offer, name: string, { t }: Language): string | null {
  const handing = handingOf(offer)
  if (handing === 'missed')
    return offer.mine && Date.parse(offer.until) > Date.now() ? t('offers.it_missed_yours') : null
  if (handing !== 'agreed') return null
  const { mine, kind, way } = offer
  if (mine || (kind === 'offer' && way === 'time')) return t('offers.agreed_note')
  return t(
    kind === 'need' ? 'offers.agreed_note_help' : way === 'lend' ? 'offers.agreed_note_lend' : 'offers.agreed_note_get',
    { name },
  )
}

/** As what one chooses somebody: to help me, for my time, or to be given something. */
export const choiceOf = ({ kind, way }: Offer) => (kind === 'offer' && way === 'time' ? 'time' : kind)
