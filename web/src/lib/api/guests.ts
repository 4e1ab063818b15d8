/** Introductions to people with only e-mail, and the guest's own side of them, as Kith's API has them. */
import { createApi, isRefusal, type Api } from './client.ts'
import type { Account, Answer, Introduction } from './entities.ts'
import type { Category } from './reports.ts'

/** An introduction to somebody with only e-mail. */
export type GuestIntroduction = {
  id: string
  state: Introduction['state']
  introducer: Account
  person: Account
  /** The address is told to the person alone, once both said yes. */
  guest: { name: string; email: string | null }
  answer: Answer | null
  note: string
  word: string | null
  meeting: string | null
  good: boolean | null
  may_say_good: boolean
  /** Told to the introducer alone: both said it was good; the mail did not arrive. */
  both_glad: boolean
  undelivered: boolean
  created_at: string
  expires_at: string
}

/** What the guest sees who comes by the link of their mail. */
export type GuestPage = {
  state: Introduction['state']
  introducer: Account
  person: Account
  name: string
  note: string
  word: string | null
  meeting: string | null
  answer: Answer | null
  good: boolean | null
  may_say_good: boolean
  locale: string
  stopped: boolean
  welcome: boolean
  reported: boolean
}

const root = '/api/kith/v1/guest_introductions'

/** Whether the place can send the mail. */
export const isWayOpen = (api: Api) =>
  api.get<{ open: boolean }>(`${root}/way`).then(
    ({ open }) => open,
    () => false,
  )
export const waitingGuests = (api: Api, limit = 20) => api.get<GuestIntroduction[]>(root, { waiting: true, limit })
export const readGuestIntroduction = (api: Api, id: string) => api.get<GuestIntroduction>(`${root}/${id}`)
export const myGuests = (api: Api, olderThan?: string) =>
  api.page<GuestIntroduction>(root, { limit: 40, max_id: olderThan })
export const answerGuest = (id: string, answer: Answer, api = createApi()) =>
  api.put<GuestIntroduction>(`${root}/${id}/answer`, { answer })
export const sayHowGuestWas = (id: string, good: boolean, api = createApi()) =>
  api.put<GuestIntroduction>(`${root}/${id}/outcome`, { good })
export const withdrawGuest = (id: string, api = createApi()) => api.remove<void>(`${root}/${id}`)

export type GuestProposal = {
  person: string
  guest: { name: string; email: string }
  note: string
  word?: string
  guest_word?: string
  meeting?: string
  locale: string
}
export const introduceGuest = (api: Api, proposal: GuestProposal) => api.post<GuestIntroduction>(root, proposal)

const pageOf = (token: string) => `/api/kith/v1/guests/${encodeURIComponent(token)}`

const nullIfMissing = (refusal: unknown) => {
  if (isRefusal(refusal) && refusal.status === 404) return null
  throw refusal
}
/** Null where the link is none of ours, and where one of the two is not here. */
export const readGuestPage = (api: Api, token: string) => api.get<GuestPage>(pageOf(token)).catch(nullIfMissing)
/** Null where the link is none of ours. */
export const readGuestMail = (api: Api, token: string) =>
  api.get<{ stopped: boolean; locale: string }>(`${pageOf(token)}/mail`).catch(nullIfMissing)
export const answerAsGuest = (api: Api, token: string, answer: Answer, writeAgain: boolean) =>
  api.put<GuestPage>(`${pageOf(token)}/answer`, { answer, write_again: writeAgain })
export const sayHowItWasAsGuest = (api: Api, token: string, good: boolean) =>
  api.put<GuestPage>(`${pageOf(token)}/outcome`, { good })
export const reportAsGuest = (api: Api, token: string, category: Category, comment: string) =>
  api.post<void>(`${pageOf(token)}/report`, { category, comment })
export const stopMail = (api: Api, token: string) => api.post<object>(`${pageOf(token)}/stop`)
