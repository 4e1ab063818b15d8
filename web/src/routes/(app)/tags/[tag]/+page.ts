import { createApi } from '#lib/api/client.ts'
import { olderFrom, readTimeline } from '#lib/api/timelines.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, url }) => {
  const source = {
    path: `/api/v1/timelines/tag/${encodeURIComponent(params.tag)}`,
    stream: 'hashtag',
    streamParams: { tag: params.tag.toLowerCase() },
  }
  return { tag: params.tag, source, page: await readTimeline(createApi(fetch), source.path, olderFrom(url)) }
}
