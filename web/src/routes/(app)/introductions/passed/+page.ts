import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { handedToMe } from '#lib/api/requests.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/introductions/passed')
  return { found: await handedToMe(createApi(fetch)) }
}
