/** Requests to be introduced, as Kith's API has them: one's own, and those that were handed to one. */
import { createApi, type Api } from './client.ts'
import type { IntroductionRequest, PassedRequest, Path } from './entities.ts'

const mine = '/api/kith/v1/introduction_requests'
const passed = '/api/kith/v1/passed_requests'

export type Deed =
  | { deed: 'passed'; to: string; word?: string }
  | { deed: 'proposed'; word?: string; meeting?: string }
  | { deed: 'left' }

export const pathsTo = (api: Api, personId: string) => api.get<Path[]>(`/api/kith/v1/people/${personId}/paths`)
/** Whether I may ask just now, and the sentence for why not. */
export const mayAsk = (api: Api, personId: string) =>
  api.get<{ possible: boolean; detail: string | null }>(`/api/kith/v1/people/${personId}/asking`)
export const askToMeet = (api: Api, request: { target: string; via: string; note: string }) =>
  api.post<IntroductionRequest>(mine, request)
export const myRequests = (api: Api, olderThan?: string) =>
  api.page<IntroductionRequest>(mine, { limit: 40, max_id: olderThan })
export const readRequest = (api: Api, id: string) => api.get<IntroductionRequest>(`${mine}/${id}`)
export const withdrawRequest = (id: string) => createApi().remove<void>(`${mine}/${id}`)

export const waitingPassed = (api: Api, limit = 20) => api.get<PassedRequest[]>(passed, { waiting: true, limit })
export const handedToMe = (api: Api, olderThan?: string, limit = 20) =>
  api.page<PassedRequest>(passed, { limit, max_id: olderThan })
/** Whether anything was ever handed to me. */
export const wasHandedAny = (api: Api) =>
  handedToMe(api, undefined, 1).then(
    ({ items }) => items.length > 0,
    () => false,
  )
export const readPassed = (api: Api, id: string) => api.get<PassedRequest>(`${passed}/${id}`)
export const dealWith = (id: string, deed: Deed) => createApi().put<PassedRequest>(`${passed}/${id}/deed`, deed)

/** Mine that is on its way to somebody: looked for among the newest, of which few are open at a time. */
export async function openRequestTo(api: Api, targetId: string): Promise<IntroductionRequest | null> {
  const { items } = await myRequests(api)
  return items.find(({ state, target }) => state === 'open' && target?.id === targetId) ?? null
}
