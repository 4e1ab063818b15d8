import { redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { readPassed } from '#lib/api/requests.ts'
import type { PageLoad } from './$types'

/** Null where it was taken back or its time is over. */
export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const step = await readPassed(createApi(fetch), params.id).catch((refusal: unknown) => {
    if (isRefusal(refusal) && refusal.status === 404) return null
    throw refusal
  })
  return { step }
}
