/** Which offers and needs are shown, as the address says it. */
import { OFFER_KINDS, type OfferFilter, type OfferList } from '#lib/api/offers.ts'

export const LISTS = ['near', 'all', 'mine', 'taken'] as const

export const listOf = ({ searchParams }: URL): OfferList =>
  LISTS.find((one) => one === searchParams.get('list')) ?? 'near'

export function filterOf({ searchParams }: URL): OfferFilter {
  return {
    kind: OFFER_KINDS.find((one) => one === searchParams.get('kind')) ?? null,
    circle: searchParams.get('circle') || null,
    locality: searchParams.get('locality')?.trim() || null,
    language: searchParams.get('language') || null,
  }
}

export function addressOf(list: OfferList, filter: OfferFilter, older?: string | null): string {
  const search = new URLSearchParams()
  const all = { list: list === 'near' ? null : list, ...filter, older }
  for (const [name, value] of Object.entries(all)) if (value) search.set(name, value)
  const text = search.toString()
  return text ? `/offers?${text}` : '/offers'
}
