import { redirect } from '@sveltejs/kit'
import { myCircles } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import type { Account, IntroductionRequest } from '#lib/api/entities.ts'
import { orUnread } from '#lib/api/pages.ts'
import { myRequests } from '#lib/api/requests.ts'
import { readPeople } from '#lib/api/people.ts'
import { suggestedPairs, suggestedPeople } from '#lib/api/suggestions.ts'
import { allIntroductions, waitingForMe } from '#lib/modules/introductions/both.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/people')
  const api = createApi(fetch)
  const own = myRequests(api)
  const [waiting, introductions, requests, mine, circles, asked, pairs, meetings] = await Promise.all([
    waitingForMe(api, 5),
    allIntroductions(api).then(
      ({ items }) => items.filter(({ introducer }) => introducer.id === me.account.id).slice(0, 3),
      () => [],
    ),
    api.get<Account[]>('/api/v1/follow_requests', { limit: 10 }).catch((): Account[] => []),
    readPeople(api, `/api/v1/accounts/${me.account.id}/following`, { limit: 20 }),
    orUnread(myCircles(api)),
    own.then(
      ({ items }) => items.slice(0, 3),
      (): IntroductionRequest[] => [],
    ),
    suggestedPairs(api).catch(() => null),
    suggestedPeople(api, own).catch(() => null),
  ])
  return { waiting, introductions, requests, mine, circles, asked, pairs, meetings }
}
