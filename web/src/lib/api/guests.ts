/** Introductions to people with only e-mail, and the guest's own side of them, as Kith's API has them. */
import { createApi, isRefusal, type Api } from './client.ts'
import type { Answer, GuestIntroduction, GuestPage } from './entities.ts'
import type { Category } from './reports.ts'

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
export const reportAsGuest = (api: Api, token: string, category: Category, comment: string) =>
  api.post<void>(`${pageOf(token)}/report`, { category, comment })
export const stopMail = (api: Api, token: string) => api.post<object>(`${pageOf(token)}/stop`)
