import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { readRequest } from '#lib/api/requests.ts'
import { requestHref } from '#lib/modules/requests/addresses.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const request = await orNotFound(readRequest(createApi(fetch), params.id))
  if (request.introduction_id) redirect(303, requestHref(request))
  return { request }
}
