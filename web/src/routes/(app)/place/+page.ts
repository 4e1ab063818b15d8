import { createApi } from '#lib/api/client.ts'
import { olderFrom, readTimeline, withoutComments } from '#lib/api/timelines.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  const source = {
    path: '/api/v1/timelines/public',
    query: { local: true },
    stream: 'public:local',
    mine: me?.account.id,
    choose: withoutComments,
  }
  const query = { ...source.query, ...olderFrom(url) }
  return { source, page: await readTimeline(createApi(fetch), source.path, query, source.choose) }
}
