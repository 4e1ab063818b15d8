import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { olderFrom, readTimeline } from '#lib/api/timelines.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/bookmarks')
  const source = { path: '/api/v1/bookmarks' }
  return { source, page: await readTimeline(createApi(fetch), source.path, olderFrom(url)) }
}
