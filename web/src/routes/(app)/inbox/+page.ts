import { redirect } from '@sveltejs/kit'
import { readAsks, type Ask } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import type { IntroductionRequest, Markers } from '#lib/api/entities.ts'
import { readConversations } from '#lib/api/conversations.ts'
import { readConcerning, type Offer } from '#lib/api/offers.ts'
import { orUnread } from '#lib/api/pages.ts'
import { myRequests, wasHandedAny } from '#lib/api/requests.ts'
import { readRings, type Ring } from '#lib/api/rings.ts'
import { readNotices } from '#lib/api/notices.ts'
import { readThanks, type Thanks } from '#lib/api/thanks.ts'
import { readWaits } from '#lib/modules/inbox/waits.svelte.ts'
import { allIntroductions } from '#lib/modules/introductions/both.ts'
import type { Either } from '#lib/modules/introductions/roles.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/inbox')
  const api = createApi(fetch)
  const [waits, handed, mine, asked, conversations, notices, markers, known, offers, thanks, metRings] =
    await Promise.all([
      readWaits(api),
      wasHandedAny(api),
      allIntroductions(api).then(
        ({ items }) => items,
        (): Either[] => [],
      ),
      myRequests(api).then(
        ({ items }) => items,
        (): IntroductionRequest[] => [],
      ),
      orUnread(readConversations(api)),
      readNotices(api),
      api.get<Markers>('/api/v1/markers', { timeline: ['notifications'] }).catch((): Markers => ({})),
      readAsks(api, 'near').then(
        ({ items }) => items,
        (): Ask[] => [],
      ),
      readConcerning(api).catch((): Offer[] => []),
      readThanks(api, 'received').then(
        ({ items }) => items,
        (): Thanks[] => [],
      ),
      readRings(api, 'met').catch((): Ring[] => []),
    ])
  const read = markers.notifications?.last_read_id ?? null
  return { waits, handed, mine, asked, conversations, notices, read, known, offers, thanks, metRings }
}
