/** Whether anything waits for an answer, for the quiet dot. */
import { waitingAsks } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import { waitingGuests } from '#lib/api/guests.ts'
import type { Introduction, Account } from '#lib/api/entities.ts'
import { waitingWanted } from '#lib/api/offers.ts'
import { waitingPassed } from '#lib/api/requests.ts'
import { waitingRings } from '#lib/api/rings.ts'
import { listen } from '#lib/api/streaming.ts'

let anything = $state(false)

export const waiting = {
  get anything() {
    return anything
  },
  watch: () => listen('user', ({ event }) => event === 'notification' && void ask(), { catchUp: () => void ask() }),
  ask,
}

async function ask() {
  const api = createApi()
  const waits: object[][] = await Promise.all([
    api.get<Introduction[]>('/api/kith/v1/introductions', { state: 'waiting', limit: 1 }).catch(() => []),
    waitingGuests(api, 1).catch(() => []),
    api.get<Account[]>('/api/v1/follow_requests', { limit: 1 }).catch(() => []),
    waitingPassed(api, 1).catch(() => []),
    waitingAsks(api, 1).catch(() => []),
    waitingRings(api).catch(() => []),
    waitingWanted(api).catch(() => []),
  ])
  anything = waits.some((some) => some.length > 0)
}
