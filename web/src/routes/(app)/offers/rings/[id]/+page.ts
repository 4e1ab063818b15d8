import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { readRing } from '#lib/api/rings.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=/offers/rings/${params.id}`)
  return { ring: await orNotFound(readRing(createApi(fetch), params.id)) }
}
