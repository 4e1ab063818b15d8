/** A village whose people ask to be introduced, and hand that on. */
import { beforeEach } from 'node:test'
import { describePlace } from '#modules/accounts'
import type { Client } from '#test/api'
import { freshVillage, type Pairs } from '#test/village'

export const KITH = '/api/kith/v1'

export async function requestingVillage(pairs: Pairs, limits: { requestsOpen: number; requestsWeekly?: number }) {
  const town = await freshVillage(pairs)
  beforeEach(() => describePlace(town.ctx, limits))
  return {
    ...town,
    ask: (client: Client, target: string, via: string, note = 'Er baut, was ich spiele.') =>
      client.post(`${KITH}/introduction_requests`, { target, via, note }),
    handed: async (client: Client) => (await client.get(`${KITH}/passed_requests?waiting=true`)).body,
    act: (client: Client, id: string, body: object) => client.put(`${KITH}/passed_requests/${id}/deed`, body),
    /** Who stands on each way to somebody, where they may be named. */
    async paths(client: Client, id: string) {
      type Path = { people: ({ username: string } | null)[] }
      const found: Path[] = (await client.get(`${KITH}/people/${id}/paths`)).body
      return found.map(({ people }) => people.map((one) => one?.username ?? null))
    },
  }
}
