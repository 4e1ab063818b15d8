import { redirect } from '@sveltejs/kit'
import { circleNames } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import type { CircleName } from '#lib/api/entities.ts'
import { readOffers } from '#lib/api/offers.ts'
import { filterOf, listOf } from '#lib/modules/offers/filter.ts'
import { waitingAtMine } from '#lib/modules/offers/matched.ts'
import type { PageLoad } from './$types'

const NOTHING = { wanted: [], matched: [] }

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/offers')
  const api = createApi(fetch)
  const list = listOf(url)
  const filter = filterOf(url)
  const [offers, circles, waiting] = await Promise.all([
    readOffers(api, list, filter, url.searchParams.get('older')),
    circleNames(api).catch((): CircleName[] => []),
    list === 'mine' ? waitingAtMine(api) : NOTHING,
  ])
  return { list, filter, offers, circles, waiting }
}
