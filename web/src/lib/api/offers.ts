/** Offers and needs: what somebody would give or is looking for, what answers it, and who would like it. */
import { createApi, type Api } from './client.ts'
import type { Account } from './entities.ts'

export type OfferKind = 'offer' | 'need'
export type Way = 'gift' | 'lend' | 'swap' | 'time'
export type OfferReach = 'circles' | 'people' | 'friends' | 'place'
export type Saying = 'handed' | 'missed'

export type Offer = {
  id: string
  kind: OfferKind
  what: string
  /** HTML. */
  details: string
  way: Way
  /** Of a swap: what they would like for it. */
  for_what: string | null
  locality: string | null
  language: string | null
  account: Account
  mine: boolean
  /** given: somebody has it, or helps. */
  state: 'open' | 'given' | 'ended'
  /** The place took it down: nobody but me sees it. */
  taken_down: boolean
  until: string
  /** When lots are drawn, where whoever offers lets Kith draw. */
  drawn_at: string | null
  /** Told to whose it is. */
  reach: OfferReach | null
  /** What I said to it, if I would like it or would help. */
  taking: { word: string | null; chosen: boolean } | null
  /** I had it once, and let it go myself: it is not for me again. */
  let_go: boolean
  /** When one of us was chosen, and how it went, as the two of us say; for us alone. `drawn`: by lot. `let_go`: it did not come to it. */
  went: { mine: Saying | null; theirs: Saying | null; at: string; drawn: boolean; let_go: boolean } | null
  created_at: string
  /** When it was said anew, if it was. */
  changed_at: string | null
  /** Over, because it was met, as whose it is says. */
  settled: boolean
  /** The ring it was given in, if I am part of that. */
  ring: { id: string; conversation_id: string | null } | null
}

/** Somebody who would like what I offer, or would help with what I need. */
export type Taker = {
  /** Of what they say, to report it. */
  id: string
  account: Account
  word: string | null
  chosen: boolean
  /** The last that was to change hands between us two and did not, as I said; for me alone. */
  missed: { what: string; at: string }[]
  created_at: string
}

export type OfferWish = {
  kind: OfferKind
  what: string
  details: string
  way: Way
  for_what?: string | null
  locality?: string | null
  language?: string | null
  reach: OfferReach
  circle_ids?: string[]
  until?: string | null
}

export type OfferList = 'all' | 'near' | 'mine' | 'taken'
export type OfferFilter = {
  kind?: OfferKind | null
  by?: string
  circle?: string | null
  locality?: string | null
  language?: string | null
}

export const OFFER_KINDS = ['offer', 'need'] as const
export const WAYS = ['gift', 'lend', 'swap', 'time'] as const
export const OFFER_LIMITS = { what: 120, details: 1000, forWhat: 120, locality: 80, word: 500, days: 365 } as const
const PAGE = 20
const TAKERS = 40

const root = '/api/kith/v1/offers'

export const readOffers = (api: Api, list: OfferList, filter: OfferFilter = {}, olderThan?: string | null) =>
  api.page<Offer>(root, { list, ...filter, limit: PAGE, max_id: olderThan })
/** Those of mine and those I said yes to: what notices tell of. */
export const readConcerning = async (api: Api): Promise<Offer[]> =>
  (await Promise.all([readOffers(api, 'mine'), readOffers(api, 'taken')])).flatMap(({ items }) => items)
export const readOffer = (api: Api, id: string) => api.get<Offer>(`${root}/${id}`)
/** What was between me and somebody, whatever came of it: for us two alone. */
export const readBetween = (api: Api, by: string, olderThan?: string | null) =>
  api.page<Offer>(root, { list: 'between', by, limit: PAGE, max_id: olderThan })
/**
 * Those of mine that something answers, each with the likeliest; or somebody's, with what answers it of mine and of my people. What answers
 * may be narrowed.
 */
export type Matched = { offer: Offer; matches: Offer[] }
export const readMatched = (api: Api, filter: OfferFilter = {}) => api.get<Matched[]>(`${root}/matched`, filter)
/** Of mine that stands, who would like it or would help: the first by name. */
export type Wanted = Pick<Offer, 'kind' | 'what' | 'language' | 'drawn_at'> & {
  offer_id: string
  people: Account[]
  more: boolean
}
export const readWanted = (api: Api) => api.get<Wanted[]>(`${root}/wanted`)
/** Those that wait for my choice: of the rest Kith draws. */
export const waitingWanted = async (api: Api) => (await readWanted(api)).filter(({ drawn_at: drawn }) => drawn === null)
/** What answers one of mine, the likeliest first: what is likely, or the rest. */
export const readMatches = (api: Api, id: string, likely: boolean) =>
  api.get<Offer[]>(`${root}/${id}/matches`, { likely })
/** In the order of their names. */
export const readTakers = (api: Api, id: string, after?: string | null) =>
  api.page<Taker>(`${root}/${id}/takers`, { limit: TAKERS, max_id: after })

export const offer = (wish: OfferWish, api = createApi()) => api.post<Offer>(root, wish)
/** What I said of one of mine, as I said it. */
export const readOfferWords = (api: Api, id: string) => api.get<OfferWish>(`${root}/${id}/words`)
/** What is not said stays as it was. */
export const changeOffer = (id: string, wish: Partial<OfferWish>, api = createApi()) =>
  api.patch<Offer>(`${root}/${id}`, wish)
/** What I needed I have, in whatever way. */
export const settleNeed = (id: string, api = createApi()) => api.put<Offer>(`${root}/${id}/settled`)
/** Needs of mine that stand and that it meets. */
export const readMet = (api: Api, id: string) => api.get<Offer[]>(`${root}/${id}/met`)
/** What I was chosen for, since this need of mine stands, that meets it. */
export const readAgreed = (api: Api, id: string) => api.get<Offer[]>(`${root}/${id}/agreed`)
/** What else stands that is like it. */
export const readAlike = (api: Api, id: string) => api.get<Offer[]>(`${root}/${id}/alike`)
export const withdrawOffer = (id: string, api = createApi()) => api.remove<void>(`${root}/${id}`)
export const takeOffer = (id: string, word: string, api = createApi()) =>
  api.put<Offer>(`${root}/${id}/taking`, { word: word || null })
export const letOfferBe = (id: string, api = createApi()) => api.remove<void>(`${root}/${id}/taking`)
export const chooseTaker = (id: string, person: string, api = createApi()) =>
  api.put<Offer>(`${root}/${id}/choice`, { person })
/** Rather somebody else than whom I chose. */
export const takeChoiceBack = (id: string, api = createApi()) => api.remove<Offer>(`${root}/${id}/choice`)
/** Lots are drawn at that time; null: not after all. */
export const letDraw = (id: string, at: string | null) =>
  createApi().put<Offer>(`${root}/${id}/choice`, { drawn_at: at })
/** Null takes it back; `person`: with whom, where it is mine. */
export const sayHowItWent = (id: string, said: { saying: Saying | null; person?: string }, api = createApi()) =>
  api.put<Offer>(`${root}/${id}/saying`, said)
