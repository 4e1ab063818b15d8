import { error, redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readConversation } from '#lib/api/conversations.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const found = await readConversation(createApi(fetch), params.id)
  if (!found) error(404, 'Not found')
  return found
}
