import { handleOf, profileUrl, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'

export const LIMITS = { characters: 2000, pictures: 4, spoiler: 200, pins: 5, urlLength: 23 } as const

export const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** Counted where everybody sees it: a number must not tell of what its reader may not see. */
export function isOpen(visibility: Visibility): boolean {
  return visibility === 'public' || visibility === 'unlisted'
}

/** What a status row keeps of those it mentions, its hashtags and its pictures. */
export type StoredMention = { id: string; username: string; domain: string | null; url: string | null }
export type StoredAttachment = Record<string, unknown>

/** Mastodon's Status: our public shape as well. */
export type Status = {
  id: string
  uri: string
  url: string
  created_at: string
  edited_at: string | null
  account: Account
  content: string
  visibility: Visibility
  sensitive: boolean
  spoiler_text: string
  language: string | null
  in_reply_to_id: string | null
  in_reply_to_account_id: string | null
  media_attachments: object[]
  mentions: { id: string; username: string; acct: string; url: string }[]
  tags: { name: string; url: string }[]
  emojis: never[]
  replies_count: number
  reblogs_count: number
  favourites_count: number
  quotes_count: number
  reblog: Status | null
  application: { name: string; website: string | null } | null
  poll: null
  card: null
  quote: null
  quote_approval: { automatic: never[]; manual: never[]; current_user: 'denied' }
  tagged_collections: never[]
  favourited?: boolean
  reblogged?: boolean
  muted?: boolean
  bookmarked?: boolean
  pinned?: boolean
  filtered?: never[]
}

export type Conversation = { id: string; unread: boolean; accounts: Account[]; last_status: Status | null }

/** A status as it stands in the database, with the viewer's own flags. */
export type StatusRow = {
  id: string
  person_id: string
  uri: string | null
  url: string | null
  content: string
  spoiler_text: string
  visibility: Visibility
  sensitive: boolean
  language: string | null
  /** What it answers and whose that is, as far as the viewer may see it. */
  answered: [statusId: string, personId: string] | null
  reblog_of_id: string | null
  application: { name: string; website: string | null } | null
  mentions: StoredMention[]
  tags: string[]
  attachments: StoredAttachment[]
  replies_count: number
  reblogs_count: number
  favourites_count: number
  created_at: Temporal.Instant
  edited_at: Temporal.Instant | null
  favourited: boolean
  reblogged: boolean
  bookmarked: boolean
  pinned: boolean
  muted: boolean
}

type Parts = {
  origin: string
  viewed: boolean
  account: Account
  attachment: (stored: StoredAttachment) => object
  reblog: Status | null
}

const NO_QUOTES = { automatic: [], manual: [], current_user: 'denied' as const }

export function renderStatus(row: StatusRow, { origin, viewed, account, attachment, reblog }: Parts): Status {
  const status: Status = {
    id: row.id,
    uri: row.uri ?? `${account.uri}/statuses/${row.id}`,
    url: row.url ?? `${account.url}/${row.id}`,
    created_at: isoMillis(row.created_at),
    edited_at: row.edited_at && isoMillis(row.edited_at),
    account,
    content: row.content,
    visibility: row.visibility,
    sensitive: row.sensitive,
    spoiler_text: row.spoiler_text,
    language: row.language,
    in_reply_to_id: row.answered?.[0] ?? null,
    in_reply_to_account_id: row.answered?.[1] ?? null,
    media_attachments: row.attachments.map(attachment),
    mentions: row.mentions.map((mention) => renderMention(origin, mention)),
    tags: row.tags.map((name) => ({ name, url: tagUrl(origin, name) })),
    emojis: [],
    replies_count: row.replies_count,
    reblogs_count: row.reblogs_count,
    favourites_count: row.favourites_count,
    quotes_count: 0,
    reblog,
    application: row.application,
    poll: null,
    card: null,
    quote: null,
    quote_approval: NO_QUOTES,
    tagged_collections: [],
  }
  if (!viewed) return status
  const { favourited, reblogged, bookmarked, pinned, muted } = row
  return Object.assign(status, { favourited, reblogged, bookmarked, pinned, muted, filtered: [] })
}

function renderMention(origin: string, mention: StoredMention) {
  return { id: mention.id, username: mention.username, acct: handleOf(mention), url: mentionUrl(origin, mention) }
}

/** Apps find a mention in the text by its link, so both must be this one. */
export function mentionUrl(origin: string, { username, domain, url }: StoredMention): string {
  return profileUrl(origin, { username, domain, url, uri: null })
}

export function tagUrl(origin: string, name: string): string {
  return `${origin}/tags/${encodeURIComponent(name)}`
}
