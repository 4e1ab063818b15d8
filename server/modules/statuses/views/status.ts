import { visibleTo } from '#modules/audience'
import { attachmentEntity } from '#modules/media'
import { ACCOUNT_COLUMNS, renderAccount, type Account, type PersonRow } from '#modules/people'
import type { Context } from '#platform/context'
import { rows, type Database } from '#platform/db'
import { missing } from '#platform/refusal'
import { renderStatus, type Status, type StatusRow, type StoredMention } from '../model.ts'

// What the viewer marked of the page is asked for once a page, not once a status.
const marked = (table: string, column: string) =>
  `s.id = any(array(select x.${column} from ${table} x where x.person_id = $1 and x.${column} in (select id from wanted)))`

const FLAGS = `
  ${marked('favourites', 'status_id')} as favourited,
  ${marked('statuses', 'reblog_of_id')} as reblogged,
  ${marked('bookmarks', 'status_id')} as bookmarked,
  s.person_id = $1 and exists (select from pins x where x.person_id = $1 and x.status_id = s.id) as pinned,
  s.thread_id in (select x.thread_id from thread_mutes x where x.person_id = $1) as muted`

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

// The statuses asked for and those they boost.
const WANTED = `
  with wanted(id) as materialized (
    select unnest($2::bigint[])
    union
    select w.reblog_of_id from unnest($2::bigint[]) asked(id) join statuses w on w.id = asked.id where w.reblog_of_id is not null)`

const pageOf = (flags: string) => `${WANTED}
  select ${columns(flags, visibleTo('$1', 'r'))} from wanted join statuses s on s.id = wanted.id
  where ${visibleTo('$1', 's')}`

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

/** Without anybody's own flags, and with what it answers named: for whoever has asked already who may see it. */
export async function renderUnviewed(ctx: Context, id: string): Promise<Status | null> {
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
