import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readPeople } from '#lib/api/people.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/people/followers')
  const path = `/api/v1/accounts/${me.account.id}/followers`
  return { path, people: await readPeople(createApi(fetch), path) }
}
