/** People and what they are to the one who looks. */
import type { Api, Query } from './client.ts'
import type { Account, Relationship } from './entities.ts'

export type PeoplePage = { items: Account[]; older: string | null; ties: Record<string, Relationship> }

export async function readPeople(api: Api, path: string, query: Query = {}): Promise<PeoplePage> {
  const { items, older } = await api.page<Account>(path, { limit: 40, ...query })
  return { items, older, ties: await readTies(api, items) }
}

export const findFollowed = (api: Api, words: string, limit = 20) =>
  api.get<Account[]>('/api/v1/accounts/search', { q: words, limit, following: true })

/** Those who follow me as I follow them, by name where some of it is given; whether there may be more than were looked at. */
export async function findMyTies(api: Api, words = ''): Promise<{ people: Account[]; more: boolean }> {
  const limit = words ? 40 : 80
  const found = words
    ? await findFollowed(api, words, limit)
    : await api.get<Account[]>('/api/kith/v1/people/names', { limit })
  const ties = await readTies(api, found)
  const people = found.filter(({ id }) => ties[id]?.following && ties[id].followed_by)
  return { people, more: found.length === limit }
}

export async function readTies(api: Api, accounts: Account[]): Promise<Record<string, Relationship>> {
  if (accounts.length === 0) return {}
  const ties = await api
    .get<Relationship[]>('/api/v1/accounts/relationships', { id: accounts.map(({ id }) => id) })
    .catch((): Relationship[] => [])
  return Object.fromEntries(ties.map((tie) => [tie.id, tie]))
}
