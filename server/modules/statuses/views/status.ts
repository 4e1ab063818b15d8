import { visibleTo } from '#modules/audience'
import { attachmentEntity } from '#modules/media'
import { keptAccounts } from '#modules/people'
import type { Context } from '#platform/context'
import { createKept, rows, rowVersion, type Database, type Versioned } from '#platform/db'
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

const FLAGS = `
  ${marked('favourites', 'status_id')} as favourited,
  ${marked('statuses', 'reblog_of_id')} as reblogged,
  ${marked('bookmarks', 'status_id')} as bookmarked,
  s.person_id = $1 and exists (select from pins x where x.person_id = $1 and x.status_id = s.id) as pinned,
  s.thread_id = any(array(select x.thread_id from thread_mutes x where x.person_id = $1)) as muted`

const NO_FLAGS = `false as favourited, false as reblogged, false as bookmarked, false as pinned, false as muted`

// That something answers what the viewer may not see is not told either.
const seenAs = (flags: string, answerSeen: string) => `
  select s.id, s.person_id, s.reblog_of_id, ${rowVersion('s')} as version, ${rowVersion('p')} as author_version,
    case when s.in_reply_to_id is not null then (
      select json_build_array(r.id::text, r.person_id::text) from statuses r
      where r.id = s.in_reply_to_id and ${answerSeen}) end as answered,
    ${flags}
  from wanted join statuses s on s.id = wanted.id join people p on p.id = s.person_id`

// The statuses asked for and those they boost.
const WANTED = `
  with wanted(id) as materialized (
    select unnest($2::bigint[])
    union
    select w.reblog_of_id from statuses w where w.id = any($2::bigint[]) and w.reblog_of_id is not null)`

const pageOf = (flags: string) => `${WANTED} ${seenAs(flags, visibleTo('$1', 'r'))} where ${visibleTo('$1', 's')}`
const PAGE = pageOf(FLAGS)
const PUBLIC_PAGE = pageOf(NO_FLAGS)
const UNVIEWED = `
  with wanted(id) as (
    select $1::bigint union select w.reblog_of_id from statuses w where w.id = $1 and w.reblog_of_id is not null)
  ${seenAs(NO_FLAGS, 'true')}`

const SAID = `
  select s.id, s.person_id, s.uri, s.url, s.content, s.spoiler_text, s.visibility, s.sensitive, s.language,
    s.mentions, s.tags, s.attachments, s.replies_count, s.reblogs_count, s.favourites_count, s.created_at, s.edited_at,
    case when s.application_id is not null
      then (select json_build_object('name', a.name, 'website', a.website) from apps a where a.id = s.application_id)
      end as application,
    ${rowVersion('s')} as version
  from statuses s where s.id = any($1::bigint[])`

type Found = SeenRow & { version: string; author_version: string }

/** Statuses as the viewer (null: signed out) sees them, in the order of the ids; what they may not see is left out. */
export async function viewStatuses(ctx: Context, viewerId: string | null, ids: string[]): Promise<Status[]> {
  if (ids.length === 0) return []
  const found = await rows<Found>(ctx.db, viewerId ? PAGE : PUBLIC_PAGE, [viewerId, ids])
  return assemble(ctx, viewerId !== null, ids, found)
}

export async function viewStatus(ctx: Context, viewerId: string | null, id: string): Promise<Status> {
  const [status] = await viewStatuses(ctx, viewerId, [id])
  if (!status) throw missing()
  return status
}

/** Without anybody's own flags, and with what it answers named: for whoever has asked already who may see it. */
export async function renderUnviewed(ctx: Context, id: string): Promise<Status | null> {
  const [status] = await assemble(ctx, false, [id], await rows<Found>(ctx.db, UNVIEWED, [id]))
  return status ?? null
}

export async function storedMentions(db: Database, id: string): Promise<StoredMention[]> {
  const [row] = await rows<{ mentions: StoredMention[] }>(db, 'select mentions from statuses where id = $1', [id])
  return row?.mentions ?? []
}

async function assemble(ctx: Context, viewed: boolean, ids: string[], found: Found[]): Promise<Status[]> {
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
