/** Circles, one's private lists of people: to Mastodon's API they are lists. */
import { createApi, type Api } from './client.ts'
import type { Account, Circle, CircleGlimpse, CircleName } from './entities.ts'
import { withoutBeneath } from './timelines.ts'

const root = '/api/v1/lists'
const ids = (accounts: Account[]) => accounts.map(({ id }) => id)

export const myCircles = (api: Api) => api.get<CircleGlimpse[]>('/api/kith/v1/circles')
export const circleNames = (api: Api) => api.get<CircleName[]>(root)
export const readCircle = (api: Api, id: string) => api.get<Circle>(`${root}/${id}`)
export const circlesHolding = (api: Api, accountId: string) => api.get<Circle[]>(`/api/v1/accounts/${accountId}/lists`)
export const circleFeed = (id: string) => ({
  path: `/api/v1/timelines/list/${id}`,
  stream: 'list',
  streamParams: { list: id },
  choose: withoutBeneath,
  circle: id,
})

export const drawCircle = (title: string, api = createApi()) => api.post<Circle>(root, { title })
export const changeCircle = (id: string, changes: Partial<Omit<Circle, 'id'>>, api = createApi()) =>
  api.put<Circle>(`${root}/${id}`, changes)
export const deleteCircle = (id: string, api = createApi()) => api.remove<object>(`${root}/${id}`)

export const membersPath = (id: string) => `${root}/${id}/accounts`
export const circleMembers = (api: Api, id: string, limit: number) => api.get<Account[]>(membersPath(id), { limit })
export const takeIn = (id: string, accounts: Account[], api = createApi()) =>
  api.post<object>(membersPath(id), { account_ids: ids(accounts) })
export const takeOut = (id: string, account: Account, api = createApi()) =>
  api.remove<object>(`${membersPath(id)}?account_ids[]=${account.id}`)
