/** What somebody did for me lately that I have not thanked for, and the thanks. */
import { createApi, type Api } from './client.ts'
import type { Account } from './entities.ts'

export type Owed = {
  about: 'answer' | 'introduction' | 'offer' | 'status'
  about_id: string
  account: Account
  what: string | null
  /** Of an introduction: the other party. */
  with: Account | null
  at: string
}

const root = '/api/kith/v1/thanks'

export const owedTo = (api: Api, by: string) => api.get<Owed[]>(`${root}/owed`, { by })
export const thankFor = ({ about, about_id: id }: Owed) => createApi().post<void>(root, { about, id })
