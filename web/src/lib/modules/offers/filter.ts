/** Which offers and needs are shown, as the address says it. */
import { OFFER_KINDS, type OfferFilter, type OfferList } from '#lib/api/offers.ts'
import { addressWith, narrowingOf } from '#lib/modules/circles/narrowing.ts'

export const LISTS = ['near', 'all', 'mine', 'taken'] as const

export const listOf = ({ searchParams }: URL): OfferList =>
  LISTS.find((one) => one === searchParams.get('list')) ?? 'near'

export const filterOf = (url: URL): OfferFilter => ({
  kind: OFFER_KINDS.find((one) => one === url.searchParams.get('kind')) ?? null,
  ...narrowingOf(url),
})

export const addressOf = (list: OfferList, filter: OfferFilter, older?: string | null) =>
  addressWith('/offers', { list: list === 'near' ? null : list, ...filter, older })
