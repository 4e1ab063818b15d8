import { noBlockBetween, visibleTo } from '#modules/audience'
import { attachmentEntity } from '#modules/media'
import { viewAccount, viewAccounts, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows } from '#platform/db'
import type { Page } from '#platform/http'
import { missing } from '#platform/refusal'
import { tagKey } from '#platform/text'
import { tagUrl, type Status } from '../model.ts'
import { viewStatus, viewStatuses } from './status.ts'

/** A page whose cursors are not the ids of what it lists but of the marks that put it there. */
export type Cursored<T> = { items: T[]; first?: string; last?: string }

/** The viewer's own favourites, newest favourite first. */
export function favouritesPage(ctx: Context, viewerId: string, page: Page): Promise<Cursored<Status>> {
  return markedPage(ctx, 'favourites', viewerId, page)
}

export function bookmarksPage(ctx: Context, viewerId: string, page: Page): Promise<Cursored<Status>> {
  return markedPage(ctx, 'bookmarks', viewerId, page)
}

async function markedPage(ctx: Context, table: 'favourites' | 'bookmarks', viewerId: string, page: Page) {
  const marks = await keysetPage<CursorRow>(
    ctx.db,
    page,
    'm.id',
    [viewerId],
    (cursor) => `
    select m.id as cursor, m.status_id as id from ${table} m join statuses s on s.id = m.status_id
    where m.person_id = $1 and ${visibleTo('$1', 's')} and ${cursor}`,
  )
  const items = await viewStatuses(
    ctx,
    viewerId,
    marks.map((mark) => mark.id),
  )
  return { items, first: marks[0]?.cursor, last: marks.at(-1)?.cursor }
}

/** Who favourited a status the viewer may see. */
export function favouritedBy(
  ctx: Context,
  viewerId: string | null,
  statusId: string,
  page: Page,
): Promise<Cursored<Account>> {
  return peoplePage(ctx, viewerId, statusId, page, 'favourites m', 'm.status_id')
}

export function rebloggedBy(
  ctx: Context,
  viewerId: string | null,
  statusId: string,
  page: Page,
): Promise<Cursored<Account>> {
  return peoplePage(ctx, viewerId, statusId, page, 'statuses m', `${visibleTo('$1', 'm')} and m.reblog_of_id`)
}

async function peoplePage(
  ctx: Context,
  viewerId: string | null,
  statusId: string,
  page: Page,
  from: string,
  column: string,
) {
  await viewStatus(ctx, viewerId, statusId)
  const marks = await keysetPage<CursorRow>(
    ctx.db,
    page,
    'm.id',
    [viewerId, statusId],
    (cursor) => `
    select m.id as cursor, m.person_id as id from ${from}
    where ${column} = $2 and ${noBlockBetween('$1', 'm.person_id')} and ${cursor}`,
  )
  const items = await viewAccounts(
    ctx,
    viewerId,
    marks.map((mark) => mark.id),
  )
  return { items, first: marks[0]?.cursor, last: marks.at(-1)?.cursor }
}

type CursorRow = { cursor: string; id: string }

// As Mastodon: somebody signed in sees far more of a long thread than a passer-by.
const DEPTHS = { viewer: { up: 4096, down: 4096, deep: 4096 }, stranger: { up: 40, down: 60, deep: 20 } }

/** What a status answers, oldest first, and what answers it, each comment right under its own. */
export async function viewContext(ctx: Context, viewerId: string | null, id: string) {
  await viewStatus(ctx, viewerId, id)
  const { up, down, deep } = viewerId ? DEPTHS.viewer : DEPTHS.stranger
  const above = await rows<{ id: string }>(
    ctx.db,
    `
    with recursive up(id, parent, depth) as (
      select id, in_reply_to_id, 0 from statuses where id = $1
      union all
      select s.id, s.in_reply_to_id, up.depth + 1 from up join statuses s on s.id = up.parent where up.depth < $2)
    select id from up where depth > 0 order by depth desc`,
    [id, up],
  )
  const below = await rows<{ id: string }>(
    ctx.db,
    `
    with recursive down(id, path) as (
      select id, array[id] from statuses where in_reply_to_id = $1
      union all
      select s.id, down.path || s.id from down join statuses s on s.in_reply_to_id = down.id
      where cardinality(down.path) < $3)
    select id from down order by path limit $2`,
    [id, down, deep],
  )
  const [ancestors, descendants] = await Promise.all([
    viewStatuses(
      ctx,
      viewerId,
      above.map((row) => row.id),
    ),
    viewStatuses(
      ctx,
      viewerId,
      below.map((row) => row.id),
    ),
  ])
  return { ancestors, descendants }
}

/** Every version of a status, oldest first, the current one last. */
export async function viewHistory(ctx: Context, viewerId: string | null, id: string) {
  const status = await viewStatus(ctx, viewerId, id)
  const account = await viewAccount(ctx, viewerId, status.account.id)
  const found = await rows<{
    content: string
    spoiler_text: string
    sensitive: boolean
    attachments: object[]
    created_at: Temporal.Instant
  }>(
    ctx.db,
    `select content, spoiler_text, sensitive, attachments, created_at from (
       select id as place, content, spoiler_text, sensitive, attachments::text, created_at from status_edits where status_id = $1
       union all
       select 9223372036854775807, content, spoiler_text, sensitive, attachments::text, coalesce(edited_at, created_at)
       from statuses where id = $1) v
     order by place limit 100`,
    [id],
  )
  return found.map(({ content, spoiler_text, sensitive, attachments, created_at }) => ({
    content,
    spoiler_text,
    sensitive,
    created_at: isoMillis(created_at),
    account,
    media_attachments: storedList(attachments).map((stored) => attachmentEntity(ctx.config.origin, stored as never)),
    emojis: [],
  }))
}

function storedList(attachments: unknown): object[] {
  return typeof attachments === 'string' ? JSON.parse(attachments) : (attachments as object[])
}

/** The text as it was written; its author alone may read that. */
export async function viewSource(ctx: Context, viewerId: string, id: string) {
  const [row] = await rows<{ id: string; text: string; spoiler_text: string }>(
    ctx.db,
    'select id, text, spoiler_text from statuses where id = $2 and person_id = $1 and reblog_of_id is null',
    [viewerId, id],
  )
  if (!row) throw missing()
  return row
}

type Search = { q: string; limit: number; offset: number; accountId?: string | null; maxId?: string; minId?: string }

const WORDS = `(to_tsvector('german', plain(s.spoiler_text || ' ' || s.text)) || to_tsvector('english', plain(s.spoiler_text || ' ' || s.text)))`

/** Full-text search, German and English, over what the viewer may see; what others said only if they want it to be found. */
export async function searchStatuses(ctx: Context, viewerId: string, search: Search): Promise<Status[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select s.id from statuses s
     where s.reblog_of_id is null
       and ${WORDS} @@ (websearch_to_tsquery('german', plain($2)) || websearch_to_tsquery('english', plain($2)))
       and ($3::bigint is null or s.person_id = $3)
       and exists (select from people a where a.id = s.person_id and (a.indexable or a.id = $1))
       and s.id < coalesce($4::bigint, 9223372036854775807) and s.id > coalesce($5::bigint, 0)
       and ${visibleTo('$1', 's')}
     order by s.id desc limit $6 offset $7`,
    [
      viewerId,
      search.q,
      search.accountId ?? null,
      search.maxId ?? null,
      search.minId ?? null,
      search.limit,
      search.offset,
    ],
  )
  return viewStatuses(
    ctx,
    viewerId,
    found.map((row) => row.id),
  )
}

export type Tag = {
  id: string
  name: string
  url: string
  history: { day: string; uses: string; accounts: string }[]
  /** Only for whoever is signed in. */
  following?: boolean
  featuring?: boolean
}

type TagSearch = { q: string; limit: number; offset: number }

const TAG_COLUMNS = `t.id, t.name`

/** Hashtags that begin with, or sound like, the words; public ones only, since private use tells nothing. */
export async function searchTags(ctx: Context, viewerId: string | null, search: TagSearch): Promise<Tag[]> {
  const { q, limit, offset } = search
  const name = tagKey(q.replace(/^#/, ''))
  const found = await rows<{ id: string; name: string }>(
    ctx.db,
    `select ${TAG_COLUMNS} from tags t
     where t.name like $1 and exists (select from status_tags st join statuses s on s.id = st.status_id
       where st.tag_id = t.id and ${visibleTo('null::bigint', 's')} and s.visibility = 'public')
     order by length(t.name), t.name limit $2 offset $3`,
    [`${name.replace(/[\\%_]/g, '\\$&')}%`, limit, offset],
  )
  return found.map((row) => tagEntity(ctx.config.origin, viewerId, row))
}

/** A hashtag, used or not; with nobody's private use in its history. */
export async function viewTag(ctx: Context, viewerId: string | null, rawName: string): Promise<Tag> {
  const name = tagKey(rawName)
  const [row] = await rows<{ id: string; name: string }>(
    ctx.db,
    `select ${TAG_COLUMNS} from tags t where t.name = $1`,
    [name],
  )
  return tagEntity(ctx.config.origin, viewerId, row ?? { id: '0', name })
}

function tagEntity(origin: string, viewerId: string | null, { id, name }: { id: string; name: string }): Tag {
  const tag = { id, name, url: tagUrl(origin, name), history: [] }
  return viewerId ? { ...tag, following: false, featuring: false } : tag
}
