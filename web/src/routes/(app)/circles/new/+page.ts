import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type { Account } from '#lib/api/entities.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/circles/new')
  const api = createApi(fetch)
  const withWhom = url.searchParams.get('with')
  const [people, first] = await Promise.all([
    api.get<Account[]>('/api/kith/v1/people/names', { limit: 40 }).catch((): Account[] => []),
    withWhom ? api.get<Account>(`/api/v1/accounts/${withWhom}`).catch(() => null) : null,
  ])
  return { people, chosen: first ? [first] : [] }
}
