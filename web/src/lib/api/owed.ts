/** What somebody did for me lately that I have not thanked for. */
import type { Api } from './client.ts'
import type { Account } from './entities.ts'
import type { About } from './thanks.ts'

export type Owed = {
  about: Exclude<About, 'person'>
  about_id: string
  account: Account
  /** Of an introduction to somebody with only e-mail: their name. */
  what: string | null
  /** Of an introduction: the other party. */
  with: Account | null
  at: string
}

export const owedTo = (api: Api, by: string) => api.get<Owed[]>('/api/kith/v1/thanks/owed', { by })
