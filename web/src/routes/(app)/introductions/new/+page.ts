import { redirect } from '@sveltejs/kit'
import { createApi, type Api } from '#lib/api/client.ts'
import { isWayOpen, readGuestIntroduction } from '#lib/api/guests.ts'
import type { Account, Person } from '#lib/api/entities.ts'
import { suggestedPairs, type SuggestedPair } from '#lib/api/suggestions.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=/introductions/new`)
  const api = createApi(fetch)
  const ids = url.searchParams.getAll('with').slice(0, 2)
  const again = url.searchParams.get('again')
  const [byMail, people, pair, lost, ...chosen] = await Promise.all([
    isWayOpen(api),
    api.get<Account[]>('/api/kith/v1/people/names', { limit: 40 }).catch((): Account[] => []),
    suggestion(api, ids),
    again ? readGuestIntroduction(api, again).catch(() => null) : null,
    ...ids.map((id) => api.get<Person>(`/api/kith/v1/people/${id}`).catch(() => null)),
  ])
  return {
    byMail,
    people,
    pair,
    /** One whose mail did not arrive, to be asked once more. */
    lost: lost?.undelivered ? lost : null,
    chosen: chosen.flatMap((person) => (person?.can_be_introduced ? [person.account] : [])),
  }
}

/** Where one comes from a suggestion, or might: what speaks for these two. */
async function suggestion(api: Api, [one, other]: string[]): Promise<SuggestedPair | null> {
  if (!one || !other) return null
  const pairs = await suggestedPairs(api, one, 20).catch(() => [])
  return pairs.find(({ people }) => people.some(({ id }) => id === other)) ?? null
}
