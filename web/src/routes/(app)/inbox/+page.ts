import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type { Account, Conversation, Introduction, Markers } from '#lib/api/entities.ts'
import { readConversations } from '#lib/api/conversations.ts'
import { myIntroductions, waitingIntroductions } from '#lib/api/introductions.ts'
import { readNotices } from '#lib/api/notices.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/inbox')
  const api = createApi(fetch)
  const [introductions, mine, requests, conversations, notices, markers] = await Promise.all([
    waitingIntroductions(api),
    myIntroductions(api).then(
      ({ items }) => items,
      (): Introduction[] => [],
    ),
    api.get<Account[]>('/api/v1/follow_requests', { limit: 40 }),
    readConversations(api).catch((): Conversation[] => []),
    readNotices(api),
    api.get<Markers>('/api/v1/markers', { timeline: ['notifications'] }).catch((): Markers => ({})),
  ])
  return { introductions, mine, requests, conversations, notices, read: markers.notifications?.last_read_id ?? null }
}
