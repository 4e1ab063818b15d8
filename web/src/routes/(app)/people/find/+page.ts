import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type { Account, Found } from '#lib/api/entities.ts'
import { readTies } from '#lib/api/people.ts'
import { myRequests } from '#lib/api/requests.ts'
import { suggestedPeople } from '#lib/api/suggestions.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/people/find')
  const api = createApi(fetch)
  const q = url.searchParams.get('q')?.trim() ?? ''
  if (q) {
    const { accounts } = await api.get<Found>('/api/v2/search', { q, type: 'accounts', resolve: true, limit: 40 })
    return { q, people: accounts, meetings: [], ties: await readTies(api, accounts) }
  }
  const [here, meetings] = await Promise.all([
    api.get<{ account: Account }[]>('/api/v2/suggestions', { limit: 40 }).then(
      (found) => found.map(({ account }) => account),
      (): Account[] => [],
    ),
    suggestedPeople(api, myRequests(api)).catch(() => null),
  ])
  const people = here.filter(({ id }) => !meetings?.some(({ account }) => account.id === id))
  return { q, people, meetings, ties: await readTies(api, people) }
}
