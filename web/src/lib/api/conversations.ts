/** Conversations of few: one's own by its number, with everything said in it. */
import type { Api } from './client.ts'
import type { Context, Conversation, Status } from './entities.ts'

export const readConversations = (api: Api) => api.get<Conversation[]>('/api/v1/conversations', { limit: 20 })

/** Null where nothing said in it is to be seen any more. */
export async function readConversation(api: Api, id: string) {
  const conversation = await api.get<Conversation>(`/api/kith/v1/conversations/${id}`)
  if (!conversation.last_status) return null
  const last = conversation.last_status
  const { ancestors } = await api.get<Context>(`/api/v1/statuses/${last.id}/context`)
  const root = ancestors[0] ?? last
  const { descendants } = await api.get<Context>(`/api/v1/statuses/${root.id}/context`)
  return { conversation, root, said: descendants.toSorted(byAge) }
}

export const leaveConversation = (api: Api, id: string) => api.post<void>(`/api/kith/v1/conversations/${id}/leave`)
export const markConversationRead = (api: Api, id: string) => api.post<Conversation>(`/api/v1/conversations/${id}/read`)

const byAge = (a: Status, b: Status) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1)
