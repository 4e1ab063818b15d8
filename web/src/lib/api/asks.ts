/** Asks: questions to the few who would know, what they answer, and how one wants to be asked. */
import { createApi, type Api } from './client.ts'
import type { Account, Media } from './entities.ts'

export type Reach = 'circles' | 'people' | 'friends' | 'place' | 'everybody'
export type Deed = 'answered' | 'unknown' | 'later' | 'passed'

export type Nudge = {
  id: string
  /** Who passed it on; null where Kith thought of the reader. */
  from: Account | null
  word: string | null
  reason: {
    kind: 'answered' | 'helped' | 'offers' | 'vouched' | 'said' | 'unknown' | 'greeter' | 'newcomer'
    words?: string[]
    count?: number
  } | null
  deed: Deed | null
  /** Whether it may be handed on. */
  passable: boolean
  created_at: string
}

export type Ask = {
  id: string
  question: string
  /** HTML. */
  details: string
  language: string | null
  /** Null where whoever asks is not named to the reader. */
  account: Account | null
  mine: boolean
  pictures: Media[]
  deadline: string | null
  /** The public status that it is as well. */
  status_id: string | null
  outcome: string | null
  closed: boolean
  answered: boolean
  helped: boolean
  reach: Reach | null
  named: boolean | null
  nudge: Nudge | null
  created_at: string
}

/** An answer, or a comment on one (`parent_id`) or on the ask itself. */
export type Answer = {
  id: string
  kind: 'answer' | 'comment'
  parent_id: string | null
  account: Account | null
  by_asker: boolean
  mine: boolean
  content: string
  helped: boolean
  /** Through whom it came, told to whoever asked. */
  via: Account | null
  /** To whom whoever answers would introduce the asker; told to these two. */
  offer: { account: Account; state: 'open' | 'taken' | 'declined'; introduction_id: string | null } | null
  status_id: string | null
  created_at: string
}

export type Wish = {
  question: string
  details: string
  reach: Reach
  circle_ids?: string[]
  named?: boolean
  deadline?: string | null
  language?: string | null
  media_ids?: string[]
}

export type AskSettings = { weekly: number; topics: string[]; greets: boolean }
/** `open`: only those that still wait for something that helps. */
export type AskFilter = { open?: boolean; circle?: string | null; locality?: string | null; language?: string | null }
export type AskList = 'all' | 'mine' | 'near' | 'waiting'

export const ASK_LIMITS = { question: 300, details: 1500, answer: 2000, word: 500, outcome: 1000, weekly: 20 } as const
const PAGE = 20
const ANSWERS = 40

const root = '/api/kith/v1/asks'
const settings = '/api/kith/v1/ask_settings'

export const readAsks = (api: Api, list: AskList, filter: AskFilter = {}, olderThan?: string | null) =>
  api.page<Ask>(root, { list, ...filter, limit: PAGE, max_id: olderThan })
export const waitingAsks = (api: Api, limit = PAGE) => api.get<Ask[]>(root, { list: 'waiting', limit })
export const readAsk = (api: Api, id: string) => api.get<Ask>(`${root}/${id}`)
export const readAnswers = (api: Api, id: string, olderThan?: string | null) =>
  api.page<Answer>(`${root}/${id}/answers`, { limit: ANSWERS, max_id: olderThan })
export const similarAsks = (q: string) => createApi().get<Ask[]>(`${root}/similar`, { q })

export const ask = (wish: Wish, api = createApi()) => api.post<Ask>(root, wish)
export const changeAsk = (id: string, changes: { closed?: boolean; outcome?: string }) =>
  createApi().patch<Ask>(`${root}/${id}`, changes)
export const takeBackAsk = (id: string) => createApi().remove<void>(`${root}/${id}`)
export const answerAsk = (
  id: string,
  said: { text: string; kind?: Answer['kind']; parent_id?: string | null; introduce_to?: string | null },
  api = createApi(),
) => api.post<Ask>(`${root}/${id}/answers`, said)
export const takeBackAnswer = (id: string) => createApi().remove<void>(`/api/kith/v1/answers/${id}`)
export const takeOffer = (id: string, taken: boolean) =>
  createApi().put<Ask>(`/api/kith/v1/answers/${id}/offer`, { taken })
export const markHelped = (id: string, helped: boolean) =>
  createApi().put<Ask>(`/api/kith/v1/answers/${id}/helped`, { helped })
export const declineNudge = (id: string, deed: 'unknown' | 'later') =>
  createApi().put<void>(`/api/kith/v1/nudges/${id}`, { deed })
export const passNudge = (id: string, to: string, word: string) =>
  createApi().put<void>(`/api/kith/v1/nudges/${id}`, { deed: 'passed', to, word })

export const readAskSettings = (api: Api) => api.get<AskSettings>(settings)
export const changeAskSettings = (api: Api, changes: Partial<AskSettings>) => api.patch<AskSettings>(settings, changes)
