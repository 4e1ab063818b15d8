import { isId } from '#platform/ids'
import { refuse } from '#platform/refusal'
import type { Req } from './env.ts'

/**
 * Mastodon's paging. `maxId`: strictly older. `sinceId`: newer, newest page first. `minId`: the page immediately newer.
 * Whatever the direction, a page is answered newest first.
 */
export type Page = { limit: number; maxId?: string; sinceId?: string; minId?: string }

export function readPage(c: Req, usual: number, most = usual * 2): Page {
  const limit = c.req.query('limit')
  const wanted = limit === undefined ? usual : Math.abs(Math.trunc(Number(limit)))
  if (Number.isNaN(wanted)) throw refuse('malformed', 'common.wrong_type', { field: 'limit' })
  const page: Page = { limit: Math.max(1, Math.min(wanted || usual, most)) }
  for (const [key, name] of [
    ['maxId', 'max_id'],
    ['sinceId', 'since_id'],
    ['minId', 'min_id'],
  ] as const) {
    const value = c.req.query(name)
    // 0 is before all: apps ask `min_id=0` for the oldest.
    if (value === '0' || isId(value)) page[key] = value
  }
  return page
}

/** Link: next and prev (RFC 8288) by the cursors of the last and the first entry; none for an empty page. */
export function addLinks(c: Req, origin: string, first: string | undefined, last: string | undefined): void {
  if (!first || !last) return
  c.header(
    'Link',
    `<${linkTo(c, origin, 'max_id', last)}>; rel="next", <${linkTo(c, origin, 'min_id', first)}>; rel="prev"`,
  )
}

/** Where the list goes on, for one that is only read onwards. */
export function addNext(c: Req, origin: string, last: string | undefined): void {
  if (last) c.header('Link', `<${linkTo(c, origin, 'max_id', last)}>; rel="next"`)
}

function linkTo(c: Req, origin: string, name: string, id: string): string {
  const base = new URL(c.req.url)
  const params = new URLSearchParams(base.search)
  for (const cursor of ['max_id', 'since_id', 'min_id', 'access_token']) params.delete(cursor)
  params.set(name, id)
  return `${origin}${base.pathname}?${params}`
}
