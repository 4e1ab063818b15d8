/** A page of statuses with what stands beneath each: its newest comments and who is glad of it. */
import { createApi, type Api, type Query } from './client.ts'
import type { Comments, Reactions, Status } from './entities.ts'

export type TimelinePage = { items: Status[]; older: string | null; comments: Comments; reactions: Reactions }

/** In a home comments stand beneath what they answer, not once more for themselves. */
export const withoutComments = (items: Status[]) => items.filter(({ in_reply_to_id: to }) => !to)

/** In a circle's feed, too, where that stands in it; else for themselves. */
export const withoutBeneath = (items: Status[]) => {
  const there = new Set(items.map((status) => (status.reblog ?? status).id))
  return items.filter(({ in_reply_to_id: to }) => !to || !there.has(to))
}

export async function readTimeline(api: Api, path: string, query: Query = {}, choose = same): Promise<TimelinePage> {
  const items: Status[] = []
  let next: Query = query
  let older: string | null = null
  // Where much is left out (an evening of comments), one page may hold next to nothing to show.
  for (let pages = 0; pages < mostPages && items.length < enough; pages++) {
    const page = await api.page<Status>(path, { limit: 20, ...next })
    items.push(...choose(page.items))
    older = page.older
    if (!older) break
    next = { ...query, max_id: older }
  }
  return { items, older, ...(await readBeneath(api, items)) }
}

const enough = 8
const mostPages = 4
const same = (items: Status[]) => items

export async function readBeneath(api: Api, statuses: Status[]) {
  const id = statuses.map((status) => (status.reblog ?? status).id)
  if (id.length === 0) return { comments: {}, reactions: {} }
  const [comments, reactions] = await Promise.all([
    api.get<Comments>('/api/kith/v1/statuses/comments', { id }).catch((): Comments => ({})),
    readReactions(api, id),
  ])
  return { comments, reactions }
}

export const readReactions = (api: Api, id: string[]) =>
  api.get<Reactions>('/api/kith/v1/statuses/reactions', { id }).catch((): Reactions => ({}))

export const markRead = (newest: string) =>
  createApi()
    .post('/api/v1/markers', { home: { last_read_id: newest } })
    .catch(() => {})

/** Without script earlier ones are a link: `?older=` says from where on. */
export const olderFrom = (url: URL) => ({ max_id: url.searchParams.get('older') ?? undefined })
