import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readOffer } from '#lib/api/offers.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { readThank } from '#lib/api/thanks.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=/thanks/${params.id}`)
  const api = createApi(fetch)
  const thanks = await orNotFound(readThank(api, params.id))
  const became = await Promise.all(thanks.passed_on.map((id) => readOffer(api, id).catch(() => null)))
  return { thanks, became: became.filter((offer) => offer !== null) }
}
