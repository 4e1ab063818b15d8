import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readPeople } from '#lib/api/people.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/people/following')
  const path = `/api/v1/accounts/${me.account.id}/following`
  return { path, people: await readPeople(createApi(fetch), path) }
}
