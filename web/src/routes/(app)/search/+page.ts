import { createApi } from '#lib/api/client.ts'
import type { Found } from '#lib/api/entities.ts'
import { readTies } from '#lib/api/people.ts'
import { readBeneath } from '#lib/api/timelines.ts'
import type { PageLoad } from './$types'

const nothing: Found = { accounts: [], statuses: [], hashtags: [] }

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  const api = createApi(fetch)
  const q = url.searchParams.get('q')?.trim() ?? ''
  const found = q ? await api.get<Found>('/api/v2/search', { q, limit: 20, ...(me ? { resolve: true } : {}) }) : nothing
  const [ties, beneath] = await Promise.all([me ? readTies(api, found.accounts) : {}, readBeneath(api, found.statuses)])
  return { q, found, ties, reactions: beneath.reactions }
}
