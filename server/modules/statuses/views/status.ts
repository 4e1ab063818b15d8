import { visibleTo } from '#modules/audience'
import { attachmentEntity } from '#modules/media'
import { keptAccounts } from '#modules/people'
import type { Context } from '#platform/context'
import { createKept, rows, rowVersion, type Database, type Query, type Versioned } from '#platform/db'
import { missing } from '#platform/refusal'
import {
  renderSaid,
  renderStatus,
  type Said,
  type SaidRow,
  type SeenRow,
  type Status,
  type StoredMention,
} from '../model.ts'

// What the viewer marked of the page is asked for once a page, not once a status.
const PAGE_IDS = 'any(array(select id from wanted))'
const marked = (table: string, column: string) =>
  `s.id = any(array(select x.${column} from ${table} x where x.person_id = $1 and x.${column} = ${PAGE_IDS}))`

/** As SQL, of the status `s`: the circle it was said to, for that circle's owner alone. */
export const ownCircle = (viewer: string) => `case when s.circle_id is not null then (
  select json_build_object('id', x.id::text, 'title', x.title) from circles x
  where x.id = s.circle_id and x.person_id = ${viewer}) end`

const FLAGS = `
  ${marked('favourites', 'status_id')} as favourited,
  ${marked('statuses', 'reblog_of_id')} as reblogged,
  ${marked('bookmarks', 'status_id')} as bookmarked,
  s.person_id = $1 and exists (select from pins x where x.person_id = $1 and x.status_id = s.id) as pinned,
  s.thread_id = any(array(select x.thread_id from thread_mutes x where x.person_id = $1)) as muted,
  ${ownCircle('$1')} as circle`

const NO_FLAGS = `false as favourited, false as reblogged, false as bookmarked, false as pinned, false as muted,
  null::json as circle`

// An ask for everybody is a public status, and begins its thread.
const ASK = `case when s.visibility = 'public' and s.in_reply_to_id is null and s.reblog_of_id is null then (
  select json_build_object('id', x.id::text, 'closed', x.closed_at is not null) from asks x
  where x.status_id = s.id and x.reach = 'everybody') end`

// That something answers what the viewer may not see is not told either.
const seenAs = (flags: string, answerSeen: string) => `
  select s.id, s.person_id, s.reblog_of_id, ${rowVersion('s')} as version, ${rowVersion('p')} as author_version,
    case when s.in_reply_to_id is not null then (
      select json_build_array(r.id::text, r.person_id::text) from statuses r
      where r.id = s.in_reply_to_id and ${answerSeen}) end as answered,
    ${ASK} as ask,
    ${flags}
  from statuses s join people p on p.id = s.person_id
  where s.id = wanted.id`

/**
 * The statuses that a query asks for and those they boost, with what of them depends on the viewer. Each is looked up by its id
 * ("offset 0"), however many PostgreSQL believes a page with a limit it does not know to have.
 */
const pageOf = (asked: string, seen: string) => `
  with asked(id) as materialized (${asked}),
  wanted(id, is_asked) as materialized (
    select id, true from asked
    union
    select boost.reblog_of_id, false from asked cross join lateral (
      select w.reblog_of_id from statuses w where w.id = asked.id and w.reblog_of_id is not null offset 0) boost)
  select wanted.id as wanted_id, wanted.is_asked, seen.*
  from wanted left join lateral (${seen} offset 0) seen on true
  order by wanted.id desc`

const visible = (flags: string) => `${seenAs(flags, visibleTo('$1', 'r'))} and ${visibleTo('$1', 's')}`
const SEEN = visible(FLAGS)
const SEEN_BY_STRANGERS = visible(NO_FLAGS)
const UNVIEWED = pageOf('select $1::bigint', seenAs(NO_FLAGS, 'true'))
const THESE = 'select unnest($2::bigint[])'

const SAID = `
  select s.id, s.uri, s.url, s.content, s.spoiler_text, s.visibility, s.sensitive, s.language,
    s.mentions, s.tags, s.attachments, s.replies_count, s.reblogs_count, s.favourites_count, s.created_at, s.edited_at,
    case when s.application_id is not null
      then (select json_build_object('name', a.name, 'website', a.website) from apps a where a.id = s.application_id)
      end as application,
    ${rowVersion('s')} as version
  from statuses s where s.id = any($1::bigint[])`

type Found = SeenRow & { version: string; author_version: string }
/** What may not be seen has no more than its id. */
type Asked = { wanted_id: string; is_asked: boolean } & (Found | { id: null })

/** Statuses as the viewer (null: signed out) sees them, in the order of the ids; what they may not see is left out. */
export async function viewStatuses(ctx: Context, viewerId: string | null, ids: string[]): Promise<Status[]> {
  if (ids.length === 0) return []
  const found = await read(ctx, viewerId, { text: THESE, values: [viewerId, ids] })
  return assemble(ctx, viewerId !== null, ids, found)
}

/**
 * A page of a timeline, newest first, from a query for ids whose $1 is the viewer. What they may not see of it is left out of the
 * statuses, not of the ids: the next page begins after the last of those.
 */
export async function viewPage(ctx: Context, viewerId: string | null, query: Query) {
  const found = await read(ctx, viewerId, query)
  const ids = found.filter((row) => row.is_asked).map((row) => row.wanted_id)
  return { ids, statuses: await assemble(ctx, viewerId !== null, ids, found) }
}

function read(ctx: Context, viewerId: string | null, { text, values }: Query): Promise<Asked[]> {
  return rows<Asked>(ctx.db, pageOf(text, viewerId ? SEEN : SEEN_BY_STRANGERS), values)
}

export async function viewStatus(ctx: Context, viewerId: string | null, id: string): Promise<Status> {
  const [status] = await viewStatuses(ctx, viewerId, [id])
  if (!status) throw missing()
  return status
}

/** Without anybody's own flags, and with what it answers named: for whoever has asked already who may see it. */
export async function renderUnviewed(ctx: Context, id: string): Promise<Status | null> {
  const [status] = await assemble(ctx, false, [id], await rows<Asked>(ctx.db, UNVIEWED, [id]))
  return status ?? null
}

export async function storedMentions(db: Database, id: string): Promise<StoredMention[]> {
  const [row] = await rows<{ mentions: StoredMention[] }>(db, 'select mentions from statuses where id = $1', [id])
  return row?.mentions ?? []
}

async function assemble(ctx: Context, viewed: boolean, ids: string[], asked: Asked[]): Promise<Status[]> {
  const found = asked.filter((row): row is Asked & Found => row.id !== null)
  const [accounts, allSaid] = await Promise.all([
    keptAccounts(
      ctx,
      found.map((seen) => ({ id: seen.person_id, version: seen.author_version })),
    ),
    keptSaid(ctx, found),
  ])
  const byId = new Map(found.map((seen) => [seen.id, seen]))
  const made = new Map<string, Status | null>()

  function make(id: string): Status | null {
    const before = made.get(id)
    if (before !== undefined) return before
    const seen = byId.get(id)
    const account = seen && accounts.get(seen.person_id)
    const said = allSaid.get(id)
    const reblog = seen?.reblog_of_id ? make(seen.reblog_of_id) : null
    // A boost of what may not be seen is nothing to see either.
    const hidden = !account || !said || (seen.reblog_of_id !== null && !reblog)
    const status = hidden ? null : renderStatus(said, seen, { viewed, account, reblog })
    made.set(id, status)
    return status
  }

  return ids.flatMap((id) => make(id) ?? [])
}

const keep = createKept<Said>(5_000)

/** In a place of people who know each other everybody reads the same few hundred statuses. */
function keptSaid(ctx: Context, wanted: Versioned[]): Promise<Map<string, Said>> {
  const { origin } = ctx.config
  return keep(ctx.config, wanted, async (ids) => {
    const found = await rows<SaidRow & Versioned>(ctx.db, SAID, [ids])
    return found.map((row) => ({
      id: row.id,
      version: row.version,
      value: renderSaid(row, origin, (stored) => attachmentEntity(origin, stored as never)),
    }))
  })
}
