import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type { Account, Found } from '#lib/api/entities.ts'
import { readTies } from '#lib/api/people.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/people/find')
  const api = createApi(fetch)
  const q = url.searchParams.get('q')?.trim() ?? ''
  const people = q
    ? (await api.get<Found>('/api/v2/search', { q, type: 'accounts', resolve: true, limit: 40 })).accounts
    : await api.get<{ account: Account }[]>('/api/v2/suggestions', { limit: 40 }).then(
        (found) => found.map(({ account }) => account),
        (): Account[] => [],
      )
  return { q, people, ties: await readTies(api, people) }
}
