import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { isWayOpen } from '#lib/api/guests.ts'
import type { Account, Person } from '#lib/api/entities.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=/introductions/new`)
  const api = createApi(fetch)
  const [byMail, people, ...chosen] = await Promise.all([
    isWayOpen(api),
    api.get<Account[]>('/api/kith/v1/people/names', { limit: 40 }).catch((): Account[] => []),
    ...url.searchParams
      .getAll('with')
      .slice(0, 2)
      .map((id) => api.get<Person>(`/api/kith/v1/people/${id}`).catch(() => null)),
  ])
  return { byMail, people, chosen: chosen.flatMap((person) => (person?.can_be_introduced ? [person.account] : [])) }
}
