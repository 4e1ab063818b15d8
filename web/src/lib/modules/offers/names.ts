/** How one speaks of an offer or a need, and where it stands. */
import type { Offer, Wanted } from '#lib/api/offers.ts'
import { displayName, firstName } from '#lib/modules/people/names.ts'
import type { Language } from '#lib/ui/language.ts'

export const offerHref = ({ id }: { id: string }) => `/offers/${id}`

/** To put it once more, as it was said. */
export const anewHref = ({ id }: { id: string }) => `/offers/new?from=${id}`

export const titleOf = ({ mine, kind, account }: Offer, { t }: Language) =>
  mine ? t(`offers.yours_${kind}`) : t(`offers.of_${kind}`, { name: firstName(account) })

export const whoOffers = ({ mine, kind, account }: Offer, { t }: Language) =>
  mine ? t(`offers.you_${kind}`) : t(`offers.of_${kind}`, { name: displayName(account) })

/** Of what answers something: whose it is and how it fits, in a line. */
export function matchLine(match: Offer, to: Offer, { t }: Language) {
  const { kind, way, account } = match
  const swap = swapBetween(match, to)
  const fits = swap === 'both' ? 'swap' : swap ? (`${swap}_${kind}` as const) : kind
  return t(fits === 'offer' && way === 'time' ? 'offers.match_time' : `offers.match_${fits}`, {
    name: firstName(account),
  })
}

/**
 * What fits may be what is for it in a swap, so that both offer or both look for something. `gives`: what answers it is to be had in a swap
 * for it; `for`: it answers what is for it. Of two swaps nobody knows which of them fits.
 */
function swapBetween(match: Offer, to: Offer): 'gives' | 'for' | 'both' | null {
  if (match.for_what && to.for_what) return 'both'
  if (match.kind !== to.kind) return null
  return match.for_what ? 'gives' : 'for'
}

/** Who would like one of mine, or would help. */
export function wantedLine(
  { kind }: Pick<Offer, 'kind'>,
  { people, more }: Pick<Wanted, 'people' | 'more'>,
  { t, list }: Language,
) {
  const names = people.map(firstName)
  const who = more ? t('status.and_others', { names: names.join(', ') }) : list(names)
  return t(names.length > 1 ? `offers.wanted_by_all_${kind}` : `offers.wanted_by_${kind}`, { names: who })
}

/** Of somebody else’s that one of mine answers: which. */
export const fitsLine = (mine: Offer, theirs: Offer, { t }: Language) =>
  t(`offers.fits_your_${mine.kind}${swapBetween(mine, theirs) ? '_swap' : ''}`, { what: mine.what })

/** Nobody may say yes to it any more, although nothing ended it yet. */
export const isOver = ({ state, until }: Offer) =>
  state === 'ended' || (state === 'open' && Date.parse(until) <= Date.now())

/** "in October", and of which year where it is not this one. */
export function inMonth({ t, date }: Language, at: string, now = new Date()) {
  const then = new Date(at)
  const sameYear = date(then, { year: 'numeric' }) === date(now, { year: 'numeric' })
  return t('offers.in_month', { month: date(then, { month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }) })
}

/** By the clock only where one knows how late it is there. */
export const dayAndHour = ({ date, zone }: Language, at: string) =>
  date(new Date(at), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(zone ? { hour: 'numeric', minute: '2-digit' } : {}),
  })
