/** One's introductions of either kind, newest first: with two people here, and with somebody who has only e-mail. */
import type { Api } from '#lib/api/client.ts'
import { myGuests, waitingGuests } from '#lib/api/guests.ts'
import { myIntroductions, waitingIntroductions } from '#lib/api/introductions.ts'
import { byAge, type Either } from './roles.ts'

export type Older = { two: string | null; guest: string | null }

const none = { items: [], older: null }

export async function allIntroductions(api: Api, older: Older = { two: '', guest: '' }) {
  const [two, guests] = await Promise.all([
    older.two === null ? none : myIntroductions(api, older.two || undefined),
    older.guest === null ? none : myGuests(api, older.guest || undefined),
  ])
  const items: Either[] = [...two.items, ...guests.items]
  return { items: items.toSorted(byAge), older: { two: two.older, guest: guests.older } }
}

export async function waitingForMe(api: Api, limit: number): Promise<Either[]> {
  const [two, guests] = await Promise.all([
    waitingIntroductions(api, limit).catch(() => []),
    waitingGuests(api, limit).catch(() => []),
  ])
  return [...two, ...guests].toSorted(byAge)
}
