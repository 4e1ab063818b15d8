import { browser } from '$app/env'
import { createApi } from '#lib/api/client.ts'
import type { Introduction, Markers } from '#lib/api/entities.ts'
import { waitingIntroductions } from '#lib/api/introductions.ts'
import { readTimeline } from '#lib/api/timelines.ts'
import { keptHome } from './home.svelte.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  const api = createApi(fetch)
  if (!me) return { said: await readTimeline(api, '/api/v1/timelines/public', { local: true }), home: null }
  if (browser && keptHome(me.account.id)) return { said: null, home: null }
  const [timeline, waiting, markers] = await Promise.all([
    readTimeline(api, '/api/v1/timelines/home'),
    waitingIntroductions(api, 3).catch((): Introduction[] => []),
    api.get<Markers>('/api/v1/markers', { timeline: ['home'] }).catch((): Markers => ({})),
  ])
  return { said: null, home: { timeline, waiting, marker: markers.home ?? null } }
}
