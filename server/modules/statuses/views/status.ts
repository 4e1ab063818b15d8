import { visibleTo } from '#modules/audience'
import { attachmentEntity } from '#modules/media'
import { ACCOUNT_COLUMNS, renderAccount, type Account, type PersonRow } from '#modules/people'
import type { Context } from '#platform/context'
import { rows, type Database } from '#platform/db'
import { missing } from '#platform/refusal'
import { renderStatus, type Status, type StatusRow, type StoredMention } from '../model.ts'

const FLAGS = `
  exists (select from favourites x where x.person_id = $1 and x.status_id = s.id) as favourited,
  exists (select from statuses x where x.person_id = $1 and x.reblog_of_id = s.id) as reblogged,
  exists (select from bookmarks x where x.person_id = $1 and x.status_id = s.id) as bookmarked,
  exists (select from pins x where x.person_id = $1 and x.status_id = s.id) as pinned,
  exists (select from thread_mutes x where x.person_id = $1 and x.thread_id = s.thread_id) as muted`

const NO_FLAGS = `false as favourited, false as reblogged, false as bookmarked, false as pinned, false as muted`

// That something answers what the viewer may not see is not told either.
const answered = (seen: string) => `
  case when s.in_reply_to_id is not null then (
    select json_build_array(r.id::text, r.person_id::text) from statuses r
    where r.id = s.in_reply_to_id and ${seen}) end as answered`

const columns = (flags: string, answerSeen: string) => `
  s.id, s.person_id, s.uri, s.url, s.content, s.spoiler_text, s.visibility, s.sensitive, s.language, s.reblog_of_id,
  ${answered(answerSeen)}, s.mentions, s.tags, s.attachments, s.replies_count, s.reblogs_count,
  s.favourites_count, s.created_at, s.edited_at,
  case when s.application_id is not null
    then (select json_build_object('name', a.name, 'website', a.website) from apps a where a.id = s.application_id) end as application,
  ${flags}`

// The statuses wanted and those they boost, in one go; each only where the viewer may see it.
const pageOf = (flags: string) => `
  select ${columns(flags, visibleTo('$1', 'r'))} from statuses s
  where s.id in (
    select unnest($2::bigint[]) union
    select w.reblog_of_id from statuses w where w.id = any($2::bigint[]) and w.reblog_of_id is not null)
  and ${visibleTo('$1', 's')}`

const PAGE = pageOf(FLAGS)
const PUBLIC_PAGE = pageOf(NO_FLAGS)
const AUTHORS = `select ${ACCOUNT_COLUMNS} from people p where p.id = any($1::bigint[])`

/** Statuses as the viewer (null: signed out) sees them, in the order of the ids; what they may not see is left out. */
export async function viewStatuses(ctx: Context, viewerId: string | null, ids: string[]): Promise<Status[]> {
  if (ids.length === 0) return []
  const found = await rows<StatusRow>(ctx.db, viewerId ? PAGE : PUBLIC_PAGE, [viewerId, ids])
  const authorIds = [...new Set(found.map((row) => row.person_id))]
  const authors = await rows<PersonRow>(ctx.db, AUTHORS, [authorIds])
  return assemble(ctx.config.origin, viewerId !== null, ids, found, authors)
}

export async function viewStatus(ctx: Context, viewerId: string | null, id: string): Promise<Status> {
  const [status] = await viewStatuses(ctx, viewerId, [id])
  if (!status) throw missing()
  return status
}

export type Shown = { status: Status; to: string[] }

/**
 * One status for many readers at once, without their own flags: for streams. Answers whom of them it may be shown to, and
 * in which form: those who may not see what it answers are not told that it answers anything. A boost is shown where
 * what is boosted may be seen, too.
 */
export async function viewForMany(ctx: Context, id: string, readerIds: string[]): Promise<Shown[]> {
  const readers = await rows<{ id: string; whole: boolean }>(
    ctx.db,
    `select v.id, r.id is null or ${visibleTo('v.id', 'r')} as whole
     from unnest($2::bigint[]) v(id)
     join statuses s on s.id = $1
     left join statuses r on r.id = s.in_reply_to_id
     left join statuses o on o.id = s.reblog_of_id
     where ${visibleTo('v.id', 's')} and (o.id is null or ${visibleTo('v.id', 'o')})`,
    [id, readerIds],
  )
  if (readers.length === 0) return []
  const status = await renderUnviewed(ctx, id)
  if (!status) return []
  const pick = (whole: boolean) => readers.filter((reader) => reader.whole === whole).map((reader) => reader.id)
  const bare = { ...status, in_reply_to_id: null, in_reply_to_account_id: null }
  return [
    { status, to: pick(true) },
    { status: bare, to: pick(false) },
  ].filter((shown) => shown.to.length > 0)
}

async function renderUnviewed(ctx: Context, id: string): Promise<Status | null> {
  const text = `select ${columns(NO_FLAGS, 'true')} from statuses s
    where s.id = $1 or s.id = (select w.reblog_of_id from statuses w where w.id = $1)`
  const found = await rows<StatusRow>(ctx.db, text, [id])
  const authors = await rows<PersonRow>(ctx.db, AUTHORS, [found.map((row) => row.person_id)])
  return assemble(ctx.config.origin, false, [id], found, authors)[0] ?? null
}

export async function storedMentions(db: Database, id: string): Promise<StoredMention[]> {
  const [row] = await rows<{ mentions: StoredMention[] }>(db, 'select mentions from statuses where id = $1', [id])
  return row?.mentions ?? []
}

function assemble(origin: string, viewed: boolean, ids: string[], found: StatusRow[], authors: PersonRow[]): Status[] {
  const accounts = new Map<string, Account>(authors.map((row) => [row.id, renderAccount(origin, row)]))
  const byId = new Map(found.map((row) => [row.id, row]))
  const attachment = (stored: object) => attachmentEntity(origin, stored as never)
  const made = new Map<string, Status | null>()

  function make(id: string): Status | null {
    const before = made.get(id)
    if (before !== undefined) return before
    const row = byId.get(id)
    const account = row && accounts.get(row.person_id)
    const reblog = row?.reblog_of_id ? make(row.reblog_of_id) : null
    // A boost of what may not be seen is nothing to see either.
    const hidden = !row || !account || (row.reblog_of_id !== null && !reblog)
    const status = hidden ? null : renderStatus(row, { origin, viewed, account, attachment, reblog })
    made.set(id, status)
    return status
  }

  return ids.flatMap((id) => make(id) ?? [])
}
