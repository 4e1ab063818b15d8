import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readGuestIntroduction } from '#lib/api/guests.ts'
import { orNotFound } from '#lib/api/pages.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  return { introduction: await orNotFound(readGuestIntroduction(createApi(fetch), params.id)) }
}
