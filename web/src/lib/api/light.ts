/** Light: what people did for each other, each a flame that another may have lit. */
import { createApi, type Api } from './client.ts'
import type { Account, Me } from './entities.ts'
import type { About } from './thanks.ts'

export type FlameKind = 'answered' | 'passed' | 'introduced' | 'thanked' | 'passed_on' | 'gave'
export type FlameRef = { kind: 'ask' | 'introduction' | 'guest_introduction' | 'thanks' | 'offer'; id: string }

export type Flame = {
  id: string
  kind: FlameKind
  /** Null where they are not named to me. */
  by: Account | null
  for: Account | null
  with: Account | null
  /** Of thanks what for; of what was given, whether it was offered or needed. */
  about: About | 'need' | null
  what: string | null
  word: string | null
  ref: FlameRef | null
  /** Null where I am told no more than the month. */
  at: string | null
  month: string
  mine: boolean
  lit_by: string | null
}

/** What somebody did for me that I did not thank for yet. */
export type Owed = {
  about: About
  about_id: string
  account: Account
  what: string | null
  with: Account | null
  at: string
}

export const LIGHT_PAGE = 40
const MANY = 80

const root = '/api/kith/v1'

export const readLight = (api: Api, olderThan?: string | null) =>
  api.page<Flame>(`${root}/light`, { limit: LIGHT_PAGE, max_id: olderThan })
/** As many at once as there are: to see it from afar. */
export const readMuchLight = (api: Api, olderThan?: string | null) =>
  api.page<Flame>(`${root}/light`, { limit: MANY, max_id: olderThan })
export const readShownLight = (api: Api, personId: string, olderThan?: string | null) =>
  api.page<Flame>(`${root}/people/${personId}/light`, { limit: LIGHT_PAGE, max_id: olderThan })
export const readOwed = (api: Api) => api.get<Owed[]>(`${root}/thanks/owed`)
export const showLight = (shows: boolean, api = createApi()) => api.patch<Me>(`${root}/me`, { shows_light: shows })
