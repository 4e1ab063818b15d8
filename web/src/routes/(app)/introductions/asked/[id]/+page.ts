import { error, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { readRequest } from '#lib/api/requests.ts'
import { requestHref } from '#lib/modules/requests/addresses.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const request = await readRequest(createApi(fetch), params.id).catch((refusal: unknown) => {
    if (isRefusal(refusal) && refusal.status === 404) error(404, 'Not found')
    throw refusal
  })
  if (request.introduction_id) redirect(303, requestHref(request))
  return { request }
}
