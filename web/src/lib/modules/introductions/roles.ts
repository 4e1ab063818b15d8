/** Who is who in an introduction, for the one who looks. */
import type { Account, Answer, Introduction } from '#lib/api/entities.ts'
import type { GuestIntroduction } from '#lib/api/guests.ts'
import type { Named } from '#lib/modules/people/names.ts'

export const isIntroducer = (introduction: Either, me: Account) => introduction.introducer.id === me.id

export function sides(introduction: Introduction, me: Account): { other: Account; answer: Answer | null } {
  const [first, second] = introduction.parties
  const mine = introduction.parties.find(({ account }) => account.id === me.id)
  const other = first?.account.id === me.id ? second : first
  return { other: (other ?? first)!.account, answer: mine?.answer ?? null }
}

type Asked = Pick<Introduction, 'introducer'> & Partial<Pick<Introduction, 'seeker_id' | 'parties'>>
/** Who asked to be introduced, and wrote the words; nobody where the introducer had the idea. */
export function seekerOf({ seeker_id: id, parties }: Asked): Account | undefined {
  return parties?.find(({ account }) => account.id === id)?.account
}

export const introductionHref = (introduction: { id: string }) => `/introductions/${introduction.id}`

/** With two people here, or with somebody who has only e-mail. */
export type Either = Introduction | GuestIntroduction
export const isWithGuest = (one: Either): one is GuestIntroduction => 'guest' in one
export const hrefOf = (one: Either) => (isWithGuest(one) ? guestHref(one) : introductionHref(one))
export const guestHref = (introduction: { id: string }) => `/introductions/guest/${introduction.id}`
/** To begin one, with the two. */
export const bothHref = (people: readonly Account[]) =>
  `/introductions/new?${people.map(({ id }) => `with=${id}`).join('&')}`
/** To ask both once more, with what was written. */
export const againHref = ({ id, person }: GuestIntroduction) => `/introductions/new?with=${person.id}&again=${id}`
export const keyOf = (one: Either) => `${isWithGuest(one) ? 'guest' : 'two'} ${one.id}`

/** The two of an introduction. */
export const pairOf = (one: Either): [Account | Named, Account | Named] =>
  isWithGuest(one)
    ? [one.person, { name: one.guest.name }]
    : (one.parties.map(({ account }) => account) as [Account, Account])
/** What one answered oneself. */
export const ownAnswer = (one: Either, me: Account) => (isWithGuest(one) ? one.answer : sides(one, me).answer)
/** Whom one is to meet. */
export const otherOf = (one: Either, me: Account): Account | Named =>
  isWithGuest(one) ? { name: one.guest.name } : sides(one, me).other

export const byAge = (a: Either, b: Either) => b.created_at.localeCompare(a.created_at)
