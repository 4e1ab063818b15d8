/** Rings: each gives something to the next, and the last to the first. */
import { createApi, type Api } from './client.ts'
import type { Account, Answer } from './entities.ts'

export type Thing = { id: string; what: string; language: string | null }
/** Between a neighbour and me: what is offered, what it is needed for, and whether it changed hands, as one of us says and neither denies. */
export type HandOver = { account: Account; offer: Thing; need: Thing; handed: boolean }

export type Ring = {
  id: string
  /** met: all said yes. */
  state: 'open' | 'met'
  /** My own; nobody else learns of it. */
  answer: 'yes' | null
  /** For my answer, or for the first word between us all. */
  waits: boolean
  gives: HandOver
  gets: HandOver
  /** All, from me on; who is not beside me has no name until it came about. */
  way: (Account | null)[]
  conversation_id: string | null
  created_at: string
  expires_at: string
}

const root = '/api/kith/v1/rings'

export const readRings = (api: Api, state?: Ring['state'] | 'waiting', limit = 20) =>
  api.get<Ring[]>(root, { state, limit })
export const waitingRings = (api: Api) => readRings(api, 'waiting')
export const readRing = (api: Api, id: string) => api.get<Ring>(`${root}/${id}`)
/** The one that a conversation of mine is about. */
export const ringOf = async (api: Api, conversation: string) =>
  (await api.get<Ring[]>(root, { conversation, limit: 1 }))[0]
export const answerRing = (id: string, answer: Answer, api = createApi()) =>
  api.put<Ring | undefined>(`${root}/${id}/answer`, { answer })
/** With the first words our conversation begins. */
export const sayToRing = (id: string, text: string, api = createApi()) =>
  api.post<Ring>(`${root}/${id}/words`, { text })
