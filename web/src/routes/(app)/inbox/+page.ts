import { redirect } from '@sveltejs/kit'
import { readAsks, waitingAsks, type Ask } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import { waitingGuests } from '#lib/api/guests.ts'
import type { Account, Conversation, IntroductionRequest, Markers, PassedRequest } from '#lib/api/entities.ts'
import { readConversations } from '#lib/api/conversations.ts'
import { waitingIntroductions } from '#lib/api/introductions.ts'
import { readConcerning, type Offer } from '#lib/api/offers.ts'
import { myRequests, waitingPassed, wasHandedAny } from '#lib/api/requests.ts'
import { readRings, waitingRings, type Ring } from '#lib/api/rings.ts'
import { readNotices } from '#lib/api/notices.ts'
import { readThanks, type Thanks } from '#lib/api/thanks.ts'
import { allIntroductions } from '#lib/modules/introductions/both.ts'
import type { Either } from '#lib/modules/introductions/roles.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/inbox')
  const api = createApi(fetch)
  const [
    introductions,
    guests,
    passed,
    handed,
    mine,
    asked,
    requests,
    conversations,
    notices,
    markers,
    asks,
    known,
    offers,
    thanks,
    rings,
    metRings,
  ] = await Promise.all([
    waitingIntroductions(api),
    waitingGuests(api),
    waitingPassed(api).catch((): PassedRequest[] => []),
    wasHandedAny(api),
    allIntroductions(api).then(
      ({ items }) => items,
      (): Either[] => [],
    ),
    myRequests(api).then(
      ({ items }) => items,
      (): IntroductionRequest[] => [],
    ),
    api.get<Account[]>('/api/v1/follow_requests', { limit: 40 }),
    readConversations(api).catch((): Conversation[] => []),
    readNotices(api),
    api.get<Markers>('/api/v1/markers', { timeline: ['notifications'] }).catch((): Markers => ({})),
    waitingAsks(api).catch((): Ask[] => []),
    readAsks(api, 'near').then(
      ({ items }) => items,
      (): Ask[] => [],
    ),
    readConcerning(api).catch((): Offer[] => []),
    readThanks(api, 'received').then(
      ({ items }) => items,
      (): Thanks[] => [],
    ),
    waitingRings(api).catch((): Ring[] => []),
    readRings(api, 'met').catch((): Ring[] => []),
  ])
  const read = markers.notifications?.last_read_id ?? null
  return {
    introductions,
    guests,
    passed,
    handed,
    mine,
    asked,
    requests,
    conversations,
    notices,
    read,
    asks,
    known,
    offers,
    thanks,
    rings,
    metRings,
  }
}
