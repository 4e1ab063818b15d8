import { redirect } from '@sveltejs/kit'
import { readAsks, type AskList } from '#lib/api/asks.ts'
import { circleNames } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import type { CircleName } from '#lib/api/entities.ts'
import { readOffers, type OfferList } from '#lib/api/offers.ts'
import { orUnread } from '#lib/api/pages.ts'
import { narrowingOf } from '#lib/modules/circles/narrowing.ts'
import { readRings, type Ring } from '#lib/api/rings.ts'
import { matchedOf } from '#lib/modules/offers/matched.ts'
import type { PageLoad } from './$types'

const FEW = 4

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/together')
  const api = createApi(fetch)
  const filter = narrowingOf(url)
  const asked = async (list: AskList) => (await readAsks(api, list, { ...filter, open: true })).items
  const offered = async (list: OfferList) => (await readOffers(api, list, filter)).items
  // Those of one's own people before those of the place.
  const both = async <T>(near: Promise<T[]>, all: Promise<T[]>) => (await Promise.all([near, all])).flat()
  const [asks, stand, matched, circles, rings] = await Promise.all([
    orUnread(both(asked('near'), asked('all'))),
    orUnread(both(offered('near'), offered('all'))),
    matchedOf(api, filter),
    circleNames(api).catch((): CircleName[] => []),
    readRings(api, 'open').catch((): Ring[] => []),
  ])
  // What fits something of mine is told there.
  const told = new Set(matched.flatMap(({ matches }) => matches.map(({ id }) => id)))
  const offers = stand?.filter(({ id }) => !told.has(id))
  return { asks: asks && first(asks), offers: offers ? first(offers) : null, matched, filter, circles, rings }
}

const first = <T extends { id: string }>(all: T[]): T[] =>
  [...new Map(all.map((one) => [one.id, one])).values()].slice(0, FEW)
