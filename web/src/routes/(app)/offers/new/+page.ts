import { redirect } from '@sveltejs/kit'
import { circleNames } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import type { CircleName } from '#lib/api/entities.ts'
import { OFFER_KINDS } from '#lib/api/offers.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/offers/new')
  const kind = OFFER_KINDS.find((one) => one === url.searchParams.get('kind')) ?? null
  return { kind, circles: await circleNames(createApi(fetch)).catch((): CircleName[] => []) }
}
