/** Introductions, as Kith's API has them. */
import { createApi, type Api } from './client.ts'
import type { Answer, Introduction } from './entities.ts'
import type { Reason } from './suggestions.ts'

const root = '/api/kith/v1/introductions'

export const waitingIntroductions = (api: Api, limit = 20) => api.get<Introduction[]>(root, { state: 'waiting', limit })
export const readIntroduction = (api: Api, id: string) => api.get<Introduction>(`${root}/${id}`)
export const myIntroductions = (api: Api, olderThan?: string) =>
  api.page<Introduction>(root, { limit: 40, max_id: olderThan })
/** The one that a conversation of mine is about. */
export const introductionOf = async (api: Api, conversation: string) =>
  (await api.get<Introduction[]>(root, { conversation, limit: 1 }))[0]
export const answerIntroduction = (id: string, answer: Answer, api = createApi()) =>
  api.put<Introduction | undefined>(`${root}/${id}/answer`, { answer })
export const neverIntroduce = (id: string, api = createApi()) => api.put<void>(`${root}/${id}/never`)
export const withdrawIntroduction = (id: string, api = createApi()) => api.remove<void>(`${root}/${id}`)
export const sayHowItWas = (id: string, good: boolean, api = createApi()) =>
  api.put<Introduction>(`${root}/${id}/outcome`, { good })
export const introduce = (
  api: Api,
  introduction: {
    parties: [string, string]
    note: string
    notes?: Record<string, string>
    meeting?: string
    /** The kinds of the reasons one was shown, so that Kith learns which lead to meetings. */
    suggested_for?: Reason['kind'][]
  },
) => api.post<Introduction>(root, introduction)
