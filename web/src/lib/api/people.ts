/** People and what they are to the one who looks. */
import type { Api, Query } from './client.ts'
import type { Account, Relationship } from './entities.ts'

export type PeoplePage = { items: Account[]; older: string | null; ties: Record<string, Relationship> }

export async function readPeople(api: Api, path: string, query: Query = {}): Promise<PeoplePage> {
  const { items, older } = await api.page<Account>(path, { limit: 40, ...query })
  return { items, older, ties: await readTies(api, items) }
}

export async function readTies(api: Api, accounts: Account[]): Promise<Record<string, Relationship>> {
  if (accounts.length === 0) return {}
  const ties = await api
    .get<Relationship[]>('/api/v1/accounts/relationships', { id: accounts.map(({ id }) => id) })
    .catch((): Relationship[] => [])
  return Object.fromEntries(ties.map((tie) => [tie.id, tie]))
}
