import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readOffer } from '#lib/api/offers.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { readBeside } from '#lib/modules/offers/openoffer.svelte.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=/offers/${params.id}`)
  const api = createApi(fetch)
  const offer = await orNotFound(readOffer(api, params.id))
  return { offer, beside: await readBeside(api, offer) }
}
