import { browser } from '$app/env'
import { createApi, type Api } from '#lib/api/client.ts'
import type { Account, Introduction, Markers } from '#lib/api/entities.ts'
import { waitingIntroductions } from '#lib/api/introductions.ts'
import { olderFrom, readTimeline, withoutComments } from '#lib/api/timelines.ts'
import { keptHome } from './home.svelte.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  const api = createApi(fetch)
  if (!me) {
    const query = { local: true, ...olderFrom(url) }
    return { said: await readTimeline(api, '/api/v1/timelines/public', query, withoutComments), home: null }
  }
  if (browser && keptHome(me.account.id)) return { said: null, home: null }
  const [timeline, waiting, markers] = await Promise.all([
    readTimeline(api, '/api/v1/timelines/home', olderFrom(url), withoutComments),
    waitingIntroductions(api, 3).catch((): Introduction[] => []),
    api.get<Markers>('/api/v1/markers', { timeline: ['home'] }).catch((): Markers => ({})),
  ])
  // Nothing to read yet: somebody to say hello to, instead.
  const known = timeline.items.length > 0 ? [] : await firstPeople(api, me.account.id)
  return { said: null, home: { timeline, waiting, marker: markers.home ?? null, known } }
}

const firstPeople = (api: Api, id: string) =>
  api.get<Account[]>(`/api/v1/accounts/${id}/following`, { limit: 1 }).catch((): Account[] => [])
