/** What of somebody's waits for an answer of mine. */
import { waitingAsks, type Ask } from '#lib/api/asks.ts'
import type { Api } from '#lib/api/client.ts'
import type { Account, Introduction, PassedRequest } from '#lib/api/entities.ts'
import { waitingGuests, type GuestIntroduction } from '#lib/api/guests.ts'
import { waitingIntroductions } from '#lib/api/introductions.ts'
import { waitingPassed } from '#lib/api/requests.ts'
import { waitsOf, type Waits } from './next.ts'

/** What cannot be told just now stands in the inbox all the same. */
export async function waitsFrom(api: Api, account: Account): Promise<Waits> {
  const [asks, introductions, guests, handed] = await Promise.all([
    waitingAsks(api).catch((): Ask[] => []),
    waitingIntroductions(api).catch((): Introduction[] => []),
    waitingGuests(api).catch((): GuestIntroduction[] => []),
    waitingPassed(api).catch((): PassedRequest[] => []),
  ])
  return waitsOf(account, { asks, introductions: [...introductions, ...guests], handed })
}
