/** Thanks: for an answer, an introduction, something given, something said, or just so; between two, unless both let it be shown. */
import { createApi, type Api, type Page } from './client.ts'
import type { Account } from './entities.ts'
import type { Offer, OfferWish } from './offers.ts'

export type About = 'person' | 'answer' | 'introduction' | 'guest_introduction' | 'offer' | 'status'

export type Thanks = {
  id: string
  /** Null where it is not told to somebody along the chain. */
  about: About | null
  about_id: string | null
  /** Of an answer: what it answers. */
  ask_id: string | null
  /** The question, what was offered, the beginning of what was said, the guest's name. */
  what: string | null
  /** Of an introduction, for its two ends: the other party. */
  with: Account | null
  /** Null where they are not named to the reader. */
  from: Account | null
  to: Account | null
  word: string | null
  /** The reader's; null for whom it is shown to. */
  part: 'from' | 'to' | 'passed' | 'introduced' | null
  /** Of who passed it on: from whom they had it, and to whom they gave it. */
  before: Account | null
  after: Account | null
  /** Whether each of the two lets it be shown; told to these two. */
  shows: { mine: boolean; theirs: boolean } | null
  shown: boolean
  /** False where whoever thanks must stay unnamed. */
  may_show: boolean
  /** Those of the reader's offers that came of it. */
  passed_on: string[]
  created_at: string
}

export type ThanksList = 'received' | 'given' | 'shown'
type Filter = { by?: string; about?: About; of?: string[]; passed_on?: string; limit?: number }

export const THANKS_LIMITS = { word: 500 } as const
const PAGE = 20

const root = '/api/kith/v1/thanks'

type More = { word?: string; shows?: boolean }

export const thank = (about: About, id: string, more: More = {}, api = createApi()) =>
  api.post<Thanks>(root, { about, id, ...more })
export const readThank = (api: Api, id: string) => api.get<Thanks>(`${root}/${id}`)
export const changeThanks = (id: string, changes: More, api = createApi()) =>
  api.patch<Thanks>(`${root}/${id}`, changes)
export const takeBackThanks = (id: string, api = createApi()) => api.remove<void>(`${root}/${id}`)
/** "Pass it on": something to offer, because of a thanks. */
export const passThanksOn = (id: string, wish: OfferWish, api = createApi()) =>
  api.post<Offer>(`${root}/${id}/passing`, wish)

export function readThanks(api: Api, list: ThanksList, filter: Filter = {}, olderThan?: string | null) {
  const { of = [], ...one } = filter
  const search = new URLSearchParams(of.map((id) => ['of', id]))
  return api.page<Thanks>(search.size > 0 ? `${root}?${search}` : root, {
    list,
    limit: PAGE,
    ...one,
    max_id: olderThan,
  })
}

/** Mine for these things, or those for mine; none where it cannot be told just now: they stand beside what one came to read. */
export const thanksFor = (api: Api, list: 'given' | 'received', about: About, of: string[]): Promise<Thanks[]> =>
  of.length === 0
    ? Promise.resolve([])
    : readThanks(api, list, { about, of, limit: 40 }).then(
        ({ items }: Page<Thanks>) => items,
        () => [],
      )

/** Because of which something of mine is offered, or of somebody whom I thanked. */
export const thanksBehind = async (api: Api, { id, mine }: { id: string; mine: boolean }): Promise<Thanks | null> =>
  (await readThanks(api, mine ? 'received' : 'given', { passed_on: id, limit: 1 })).items[0] ?? null

/** The latest of mine to somebody and of theirs to me, for whatever it was. */
export async function thanksBetween(api: Api, by: string): Promise<Thanks[]> {
  const [given, received] = await Promise.all([
    readThanks(api, 'given', { by, limit: 1 }),
    readThanks(api, 'received', { by, limit: 5 }),
  ])
  return [...given.items, ...received.items]
}

/** Mine to somebody, just so: so long a second one is the same (HOURS_SAME of the server). */
const SAME_MS = 24 * 3_600_000
export async function thankedToday(api: Api, by: string): Promise<Thanks | null> {
  const { items } = await readThanks(api, 'given', { by, about: 'person', limit: 1 })
  return items.find(({ created_at: at }) => Date.parse(at) > Date.now() - SAME_MS) ?? null
}
