import { redirect } from '@sveltejs/kit'
import { readAsks, type Ask, type AskList } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import { readOffers, type Offer, type OfferList } from '#lib/api/offers.ts'
import { matchedOf } from '#lib/modules/offers/matched.ts'
import type { PageLoad } from './$types'

const FEW = 4

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/together')
  const api = createApi(fetch)
  const open = async (list: AskList) => {
    const { items } = await readAsks(api, list).catch(() => ({ items: [] as Ask[] }))
    return items.filter(({ closed, helped }) => !closed && !helped)
  }
  const offered = (list: OfferList) =>
    readOffers(api, list).then(
      ({ items }) => items,
      (): Offer[] => [],
    )
  const [near, all, matched, offersNear, offersAll] = await Promise.all([
    open('near'),
    open('all'),
    matchedOf(api),
    offered('near'),
    offered('all'),
  ])
  // What fits something of mine is told there.
  const told = new Set(matched.flatMap(({ matches }) => matches.map(({ id }) => id)))
  const offers = [...offersNear, ...offersAll].filter(({ id }) => !told.has(id))
  // Those of one's own people before those of the place.
  return { asks: first([...near, ...all]), offers: first(offers), matched }
}

const first = <T extends { id: string }>(all: T[]): T[] =>
  [...new Map(all.map((one) => [one.id, one])).values()].slice(0, FEW)
