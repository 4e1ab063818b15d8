import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type {
  Account,
  Conversation,
  Introduction,
  IntroductionRequest,
  Markers,
  PassedRequest,
} from '#lib/api/entities.ts'
import { readConversations } from '#lib/api/conversations.ts'
import { myIntroductions, waitingIntroductions } from '#lib/api/introductions.ts'
import { myRequests, waitingPassed } from '#lib/api/requests.ts'
import { readNotices } from '#lib/api/notices.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/inbox')
  const api = createApi(fetch)
  const [introductions, passed, mine, asked, requests, conversations, notices, markers] = await Promise.all([
    waitingIntroductions(api),
    waitingPassed(api).catch((): PassedRequest[] => []),
    myIntroductions(api).then(
      ({ items }) => items,
      (): Introduction[] => [],
    ),
    myRequests(api).then(
      ({ items }) => items,
      (): IntroductionRequest[] => [],
    ),
    api.get<Account[]>('/api/v1/follow_requests', { limit: 40 }),
    readConversations(api).catch((): Conversation[] => []),
    readNotices(api),
    api.get<Markers>('/api/v1/markers', { timeline: ['notifications'] }).catch((): Markers => ({})),
  ])
  const read = markers.notifications?.last_read_id ?? null
  return { introductions, passed, mine, asked, requests, conversations, notices, read }
}
