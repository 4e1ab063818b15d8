import { findByHandle, searchPeople, viewAccounts, type Account } from '#modules/people'
import { searchStatuses, searchTags, viewStatuses, viewTag, type Status, type Tag } from '#modules/statuses'
import type { Context } from '#platform/context'
import { bool, createRouter, oneOf, optionalAsker, readPage, text, type App } from '#platform/http'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import { needed, readOffset } from './parameters.ts'
import { query } from './timelines.ts'

const KINDS = ['accounts', 'hashtags', 'statuses'] as const

type Found = { accounts: Account[]; statuses: Status[]; hashtags: Tag[] }

/** https://docs.joinmastodon.org/methods/search/ */
export function searchDoor(ctx: Context): App {
  const app = createRouter()
  app.get('/api/v2/search', async (c) => {
    const viewerId = optionalAsker(c, 'read:search')?.personId ?? null
    const asked = query(c)
    const q = needed(asked, 'q')
    const page = { ...readPage(c, 20), offset: readOffset(c) }
    if (!viewerId && (bool(asked, 'resolve') || page.offset > 0)) throw refuse('unauthorized', 'auth.token_missing')
    const accountId = text(asked, 'account_id')
    if (accountId && !isId(accountId)) throw missing()
    const kind = oneOf(asked, 'type', KINDS)
    const found = (await findAddress(ctx, viewerId, q)) ?? {
      accounts:
        !kind || kind === 'accounts'
          ? await searchPeople(ctx, viewerId, { words: q, ...page, following: bool(asked, 'following') })
          : [],
      // Who is not signed in sees single statuses, not what everybody ever said about a word.
      statuses:
        viewerId && (!kind || kind === 'statuses')
          ? await searchStatuses(ctx, viewerId, { q, ...page, accountId })
          : [],
      hashtags: !kind || kind === 'hashtags' ? await searchTags(ctx, viewerId, { q, ...page }) : [],
    }
    return c.json(kind ? { accounts: [], statuses: [], hashtags: [], [kind]: found[kind] } : found)
  })
  return app
}

// A page or what other servers know it by, whichever was pasted.
const ADDRESSES = [
  /^\/@(?<name>[^/?#]+)(?:\/(?<statusId>\d+))?\/?$/,
  /^\/ap\/people\/(?<personId>\d+)(?:\/statuses\/(?<statusId>\d+))?\/?$/,
  /^\/tags\/(?<tag>[^/?#]+)\/?$/,
]

/** What a pasted address of this place leads to; null where the words are no such address. */
async function findAddress(ctx: Context, viewerId: string | null, q: string): Promise<Found | null> {
  if (!q.startsWith(`${ctx.config.origin}/`)) return null
  const path = q.slice(ctx.config.origin.length)
  const { name, personId, statusId, tag } = ADDRESSES.map((one) => one.exec(path)?.groups).find(Boolean) ?? {}
  const found: Found = { accounts: [], statuses: [], hashtags: [] }
  if (statusId) return { ...found, statuses: isId(statusId) ? await viewStatuses(ctx, viewerId, [statusId]) : [] }
  if (tag) return { ...found, hashtags: [await viewTag(ctx, viewerId, decoded(tag))] }
  const id = name ? await findByHandle(ctx.db, ctx.config.domain, name) : personId
  return { ...found, accounts: isId(id) ? await viewAccounts(ctx, viewerId, [id]) : [] }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
