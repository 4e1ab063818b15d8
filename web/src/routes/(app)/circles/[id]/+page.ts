import { redirect } from '@sveltejs/kit'
import { circleFeed, circleMembers, readCircle } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import type { Account } from '#lib/api/entities.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { olderFrom, readTimeline, type TimelinePage } from '#lib/api/timelines.ts'
import type { PageLoad } from './$types'

const shown = 3

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const api = createApi(fetch)
  const source = { ...circleFeed(params.id), mine: me.account.id }
  const [circle, members, page] = await Promise.all([
    orNotFound(readCircle(api, params.id)),
    circleMembers(api, params.id, shown + 1).catch((): Account[] => []),
    readTimeline(api, source.path, olderFrom(url), source.choose).catch((refusal: unknown) => refusal),
  ])
  // What it is comes first: where there is no circle, that there is nothing to read is no news.
  if (page instanceof Error) throw page
  return {
    circle,
    members: members.slice(0, shown),
    others: members.length > shown,
    source,
    page: page as TimelinePage,
  }
}
