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
  /** The circle it was said to: told to that circle's owner, and to nobody else that there is one. */
  circle?: CircleName
  /** The ask whose public face it is: whoever sees the one sees the other. */
  ask?: AskGlimpse
}

export type CircleName = { id: string; title: string }
export type AskGlimpse = { id: string; closed: boolean }

export type Conversation = { id: string; unread: boolean; accounts: Account[]; last_status: Status | null }

/** What a status says, as it stands in the database. */
export type SaidRow = {
  id: string
  uri: string | null
  url: string | null
  content: string
  spoiler_text: string
  visibility: Visibility
  sensitive: boolean
  language: string | null
  application: { name: string; website: string | null } | null
  mentions: StoredMention[]
  tags: string[]
  attachments: StoredAttachment[]
  replies_count: number
  reblogs_count: number
  favourites_count: number
  created_at: Temporal.Instant
  edited_at: Temporal.Instant | null
}

/** What of a status depends on its viewer. */
export type SeenRow = {
  id: string
  person_id: string
  reblog_of_id: string | null
  /** What it answers and whose that is, as far as the viewer may see it. */
  answered: [statusId: string, personId: string] | null
  favourited: boolean
  reblogged: boolean
  bookmarked: boolean
  pinned: boolean
  muted: boolean
  circle: CircleName | null
  ask: AskGlimpse | null
}

const NO_QUOTES = { automatic: [], manual: [], current_user: 'denied' as const }

export type Said = ReturnType<typeof renderSaid>

/** What a status says: the same for everybody who may see it. */
export function renderSaid(row: SaidRow, origin: string, attachment: (stored: StoredAttachment) => object) {
  return {
    id: row.id,
    uri: row.uri,
    url: row.url,
    created_at: isoMillis(row.created_at),
    edited_at: row.edited_at && isoMillis(row.edited_at),
    content: row.content,
    visibility: row.visibility,
    sensitive: row.sensitive,
    spoiler_text: row.spoiler_text,
    language: row.language,
    media_attachments: row.attachments.map(attachment),
    mentions: row.mentions.map((mention) => renderMention(origin, mention)),
    tags: row.tags.map((name) => ({ name, url: tagUrl(origin, name) })),
    emojis: [],
    replies_count: row.replies_count,
    reblogs_count: row.reblogs_count,
    favourites_count: row.favourites_count,
    quotes_count: 0,
    application: row.application,
    poll: null,
    card: null,
    quote: null,
    quote_approval: NO_QUOTES,
    tagged_collections: [],
  }
}

type Around = { viewed: boolean; account: Account; reblog: Status | null }

/** With its author and what it passes on, as its viewer sees it. */
export function renderStatus(said: Said, seen: SeenRow, { viewed, account, reblog }: Around): Status {
  const status: Status = {
    ...said,
    uri: said.uri ?? `${account.uri}/statuses/${said.id}`,
    url: said.url ?? `${account.url}/${said.id}`,
    account,
    in_reply_to_id: seen.answered?.[0] ?? null,
    in_reply_to_account_id: seen.answered?.[1] ?? null,
    reblog,
  }
  if (seen.circle) status.circle = seen.circle
  if (seen.ask) status.ask = seen.ask
  if (!viewed) return status
  const { favourited, reblogged, bookmarked, pinned, muted } = seen
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
