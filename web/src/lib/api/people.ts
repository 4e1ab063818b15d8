/** People and what they are to the one who looks. */
import type { Api, Query } from './client.ts'
import type { Account, Relationship } from './entities.ts'

export type PeoplePage = { items: Account[]; older: string | null; ties: Record<string, Relationship> }

export async function readPeople(api: Api, path: string, query: Query = {}): Promise<PeoplePage> {
  const { items, older } = await api.page<Account>(path, { limit: 40, ...query })
  return { items, older, ties: await readTies(api, items) }
}

/** Those who follow me as I follow them, by name where some of it is given. */
export async function findMyTies(api: Api, words = ''): Promise<Account[]> {
  const found = words
    ? await api.get<Account[]>('/api/v1/accounts/search', { q: words, limit: 40, following: true })
    : await api.get<Account[]>('/api/kith/v1/people/names', { limit: 40 })
  const ties = await readTies(api, found)
  return found.filter(({ id }) => ties[id]?.following && ties[id].followed_by)
}

export async function readTies(api: Api, accounts: Account[]): Promise<Record<string, Relationship>> {
  if (accounts.length === 0) return {}
  const ties = await api
    .get<Relationship[]>('/api/v1/accounts/relationships', { id: accounts.map(({ id }) => id) })
    .catch((): Relationship[] => [])
  return Object.fromEntries(ties.map((tie) => [tie.id, tie]))
}
