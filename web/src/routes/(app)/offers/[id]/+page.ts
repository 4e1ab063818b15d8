import { redirect } from '@sveltejs/kit'
import { circleNames } from '#lib/api/circles.ts'
import { createApi, type Api } from '#lib/api/client.ts'
import type { CircleName } from '#lib/api/entities.ts'
import { readOffer, readOfferWords, type Offer } from '#lib/api/offers.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { thanksBehind } from '#lib/api/thanks.ts'
import { readBeside } from '#lib/modules/offers/openoffer.svelte.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=/offers/${params.id}`)
  const api = createApi(fetch)
  const offer = await orNotFound(readOffer(api, params.id))
  const [beside, circles, because] = await Promise.all([
    readBeside(api, offer),
    circlesOf(api, offer),
    thanksBehind(api, offer).catch(() => null),
  ])
  return { offer, beside, circles, because }
}

/** Of one of mine that is for some circles: how they are called. */
async function circlesOf(api: Api, { id, mine, reach }: Offer): Promise<string[]> {
  if (!mine || reach !== 'circles') return []
  const [ids, all] = await Promise.all([
    readOfferWords(api, id).then(
      ({ circle_ids: told = [] }) => told,
      (): string[] => [],
    ),
    circleNames(api).catch((): CircleName[] => []),
  ])
  return all.filter((circle) => ids.includes(circle.id)).map(({ title }) => title)
}
