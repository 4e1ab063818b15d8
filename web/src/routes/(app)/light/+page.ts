import { redirect } from '@sveltejs/kit'
import { waitingAsks, type Ask } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import { readLight, readOwed, type Owed } from '#lib/api/light.ts'
import type { Matched } from '#lib/api/offers.ts'
import { readThanks, type Thanks } from '#lib/api/thanks.ts'
import { matchedOf } from '#lib/modules/offers/matched.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/light')
  const api = createApi(fetch)
  const older = url.searchParams.get('older')
  const [light, owed, lately, matched, [asked]] = await Promise.all([
    readLight(api, older),
    older ? [] : readOwed(api).catch((): Owed[] => []),
    readThanks(api, 'received', { limit: 4 }).then(
      ({ items }) => items,
      (): Thanks[] => [],
    ),
    older ? ([] as Matched[]) : matchedOf(api),
    older ? ([] as Ask[]) : waitingAsks(api, 1).catch((): Ask[] => []),
  ])
  const need = matched.flatMap(({ matches }) => matches).find(({ kind }) => kind === 'need')
  return { light, older, owed, lately, need, asked }
}
