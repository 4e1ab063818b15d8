import { redirect } from '@sveltejs/kit'
import { membersPath, readCircle } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import type { Account } from '#lib/api/entities.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { readPeople } from '#lib/api/people.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const api = createApi(fetch)
  const circle = await orNotFound(readCircle(api, params.id))
  const path = membersPath(circle.id)
  const [members, people] = await Promise.all([
    readPeople(api, path),
    api.get<Account[]>('/api/kith/v1/people/names', { limit: 40 }).catch((): Account[] => []),
  ])
  return { circle, path, members, people }
}
