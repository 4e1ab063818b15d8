import { renderLine, renderText, type Links } from '#platform/text'

/** The columns of `people` that an Account is made of, as PostgreSQL names them. */
export type PersonRow = {
  id: string
  username: string
  domain: string | null
  uri: string | null
  url: string | null
  display_name: string
  note: string
  fields: Field[]
  avatar_key: string | null
  header_key: string | null
  locked: boolean
  bot: boolean
  discoverable: boolean
  indexable: boolean
  hide_collections: boolean
  /** The day as `2026-01-31`: an Account tells no more of when somebody came. */
  created_on: string
  followers_count: number
  following_count: number
  statuses_count: number
  last_status_on: string | null
}

/** A line of a profile; `value` is what the person wrote, shown as text with links. */
export type Field = { name: string; value: string; verified_at: string | null }

/** Mastodon's Account, as everybody sees it. */
export type Account = {
  id: string
  username: string
  acct: string
  url: string
  uri: string
  display_name: string
  note: string
  avatar: string
  avatar_static: string
  avatar_description: string
  header: string
  header_static: string
  header_description: string
  locked: boolean
  fields: Field[]
  emojis: never[]
  bot: boolean
  group: boolean
  discoverable: boolean
  indexable: boolean
  noindex: boolean
  created_at: string
  last_status_at: string | null
  statuses_count: number
  followers_count: number
  following_count: number
  hide_collections: boolean
  show_media: boolean
  show_media_replies: boolean
  show_featured: boolean
  roles: never[]
  feature_approval: { automatic: string[]; manual: string[]; current_user: string }
}

/** As Mastodon limits them (display names as its forks do, for long German names). */
export const LIMITS = { displayName: 40, note: 500, fields: 4, field: 255, wishes: 10, wish: 80, domains: 100 }

/** For a SELECT whose people are called `p`. */
export const ACCOUNT_COLUMNS = `
  p.id, p.username, p.domain, p.uri, p.url, p.display_name, p.note, p.fields, p.avatar_key, p.header_key, p.locked, p.bot,
  p.discoverable, p.indexable, p.hide_collections, p.followers_count, p.following_count, p.statuses_count, p.last_status_on,
  (p.created_at at time zone 'UTC')::date as created_on`

export function renderAccount(origin: string, row: PersonRow): Account {
  const avatar = row.avatar_key ? `${origin}/media/${row.avatar_key}` : `${origin}/avatars/missing.png`
  const header = row.header_key ? `${origin}/media/${row.header_key}` : `${origin}/headers/missing.png`
  return {
    id: row.id,
    username: row.username,
    acct: handleOf(row),
    url: profileUrl(origin, row),
    uri: personUri(origin, row),
    display_name: row.display_name,
    note: rendered(renderText, origin, row.note),
    avatar,
    avatar_static: avatar,
    avatar_description: '',
    header,
    header_static: header,
    header_description: '',
    locked: row.locked,
    fields: row.fields.map((field) => ({ ...field, value: rendered(renderLine, origin, field.value) })),
    emojis: [],
    bot: row.bot,
    group: false,
    discoverable: row.discoverable,
    indexable: row.indexable,
    noindex: !row.discoverable,
    created_at: `${row.created_on}T00:00:00.000Z`,
    last_status_at: row.last_status_on,
    statuses_count: row.statuses_count,
    followers_count: row.followers_count,
    following_count: row.following_count,
    hide_collections: row.hide_collections,
    show_media: true,
    show_media_replies: true,
    show_featured: false,
    roles: [],
    feature_approval: { automatic: [], manual: [], current_user: 'denied' },
  }
}

type Named = { id: string; username: string; domain: string | null; uri: string | null; url: string | null }

export function handleOf({ username, domain }: { username: string; domain: string | null }): string {
  return domain === null ? username : `${username}@${domain}`
}

/** Where a person's page is: the href of a mention. */
export function profileUrl(origin: string, person: Omit<Named, 'id'>): string {
  return person.url ?? person.uri ?? `${origin}/@${person.username}`
}

/** What other servers know a person by; it outlives a change of name. */
export function personUri(origin: string, person: Pick<Named, 'id' | 'uri'>): string {
  return person.uri ?? `${origin}/ap/people/${person.id}`
}

// Profiles change seldom and stand beside every status of a feed, so the HTML of the latest few is kept. It depends on
// nothing but the words and the origin.
const MOST_KEPT = 4000
const kept = new Map<string, string>()

function rendered(render: (text: string, links: Links) => string, origin: string, text: string): string {
  if (text === '') return ''
  const key = `${render.name} ${origin} ${text}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const html = render(text, profileLinks(origin))
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!)
  kept.set(key, html)
  return html
}

function profileLinks(origin: string): Links {
  return {
    rel: 'me',
    tag: (name) => `${origin}/tags/${encodeURIComponent(name)}`,
    mention: (handle) => (handle.includes('@') ? null : `${origin}/@${handle}`),
  }
}
