import { error, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { readGuestIntroduction } from '#lib/api/guests.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const introduction = await readGuestIntroduction(createApi(fetch), params.id).catch((refusal: unknown) => {
    if (isRefusal(refusal) && refusal.status === 404) error(404, 'Not found')
    throw refusal
  })
  return { introduction }
}
