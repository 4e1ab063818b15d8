/** One's introductions of either kind: with two people here, and with somebody who has only e-mail. Lists are newest first. */
import type { Api } from '#lib/api/client.ts'
import type { Answer } from '#lib/api/entities.ts'
import {
  answerGuest,
  myGuests,
  readGuestIntroduction,
  sayHowGuestWas,
  waitingGuests,
  withdrawGuest,
} from '#lib/api/guests.ts'
import {
  answerIntroduction,
  myIntroductions,
  readIntroduction,
  sayHowItWas,
  waitingIntroductions,
  withdrawIntroduction,
} from '#lib/api/introductions.ts'
import { byAge, isWithGuest, type Either } from './roles.ts'

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

export const readEither = (api: Api, one: Either): Promise<Either> =>
  isWithGuest(one) ? readGuestIntroduction(api, one.id) : readIntroduction(api, one.id)
export const answerEither = (one: Either, answer: Answer): Promise<Either | undefined> =>
  isWithGuest(one) ? answerGuest(one.id, answer) : answerIntroduction(one.id, answer)
export const sayHowEitherWas = (one: Either, good: boolean): Promise<Either> =>
  isWithGuest(one) ? sayHowGuestWas(one.id, good) : sayHowItWas(one.id, good)
export const withdrawEither = (one: Either) => (isWithGuest(one) ? withdrawGuest(one.id) : withdrawIntroduction(one.id))
