import { sql } from 'kysely'
import { rows, type Database } from '#platform/db'
import type { StoredAttachment, StoredMention, Visibility } from './model.ts'

export type NewStatus = {
  personId: string
  text: string
  content: string
  spoilerText: string
  visibility: Visibility
  /** Followers-only, and for this circle alone. */
  circleId: string | null
  sensitive: boolean
  language: string | null
  /** The thread answered in; a status that answers none begins its own. */
  threadId: string | null
  inReplyToId: string | null
  inReplyToPersonId: string | null
  reblogOfId: string | null
  applicationId: string | null
  mentions: StoredMention[]
  tags: string[]
}

export type Inserted = { id: string; threadId: string }

export async function insertStatus(db: Database, status: NewStatus): Promise<Inserted> {
  const { mentions, tags, threadId, ...columns } = status
  const { rows: found } = await sql<{ id: string }>`select new_id() as id`.execute(db)
  const id = found[0]!.id
  await db
    .insertInto('statuses')
    .values({
      ...columns,
      id,
      threadId: threadId ?? id,
      mentions: JSON.stringify(mentions),
      tags: JSON.stringify(tags),
    })
    .execute()
  await insertMentions(db, id, mentions)
  await insertTags(db, id, tags)
  return { id, threadId: threadId ?? id }
}

export async function insertMentions(db: Database, statusId: string, mentions: StoredMention[]): Promise<void> {
  if (mentions.length === 0) return
  await rows(
    db,
    'insert into status_mentions (status_id, person_id) select $1, unnest($2::bigint[]) on conflict do nothing',
    [statusId, mentions.map((mention) => mention.id)],
  )
}

async function insertTags(db: Database, statusId: string, tags: string[]): Promise<void> {
  if (tags.length === 0) return
  // In one order, so that two statuses with the same new tags never wait for each other.
  const names = tags.toSorted()
  await rows(db, 'insert into tags (name) select unnest($1::text[]) on conflict do nothing', [names])
  await rows(
    db,
    'insert into status_tags (tag_id, status_id) select id, $1 from tags where name = any($2::text[]) on conflict do nothing',
    [statusId, names],
  )
}

export async function saveAttachments(db: Database, statusId: string, attachments: StoredAttachment[]): Promise<void> {
  await db
    .updateTable('statuses')
    .set({ attachments: JSON.stringify(attachments) })
    .where('id', '=', statusId)
    .execute()
}

export type Rewritten = Pick<
  NewStatus,
  'text' | 'content' | 'spoilerText' | 'sensitive' | 'language' | 'mentions' | 'tags'
>

/** Keeps the version that stood so far, then writes the new one. */
export async function rewriteStatus(
  db: Database,
  id: string,
  next: Rewritten,
  attachments: StoredAttachment[],
  at: Temporal.Instant,
) {
  await rows(
    db,
    `insert into status_edits (status_id, content, spoiler_text, sensitive, attachments, created_at)
     select id, content, spoiler_text, sensitive, attachments, coalesce(edited_at, created_at) from statuses where id = $1`,
    [id],
  )
  const { mentions, tags, ...columns } = next
  const written = {
    mentions: JSON.stringify(mentions),
    tags: JSON.stringify(tags),
    attachments: JSON.stringify(attachments),
  }
  await db
    .updateTable('statuses')
    .set({ ...columns, ...written, editedAt: at })
    .where('id', '=', id)
    .execute()
  await rows(db, 'delete from status_mentions where status_id = $1 and person_id <> all($2::bigint[])', [
    id,
    mentions.map((mention) => mention.id),
  ])
  await insertMentions(db, id, mentions)
  await db.deleteFrom('statusTags').where('statusId', '=', id).execute()
  await insertTags(db, id, tags)
}

/** A row that may be changed, locked until the transaction ends. */
export type LockedStatus = {
  id: string
  personId: string
  threadId: string
  text: string
  visibility: Visibility
  circleId: string | null
  spoilerText: string
  sensitive: boolean
  language: string | null
  attachments: StoredAttachment[]
  inReplyToId: string | null
  inReplyToPersonId: string | null
  reblogOfId: string | null
}

export async function lockOwnStatus(db: Database, personId: string, id: string): Promise<LockedStatus | undefined> {
  return db
    .selectFrom('statuses')
    .select([
      'id',
      'personId',
      'threadId',
      'text',
      'circleId',
      'spoilerText',
      'sensitive',
      'language',
      'inReplyToId',
      'inReplyToPersonId',
      'reblogOfId',
    ])
    .select([sql<Visibility>`visibility`.as('visibility'), sql<StoredAttachment[]>`attachments`.as('attachments')])
    .where('id', '=', id)
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst()
}

export async function removeStatus(db: Database, id: string): Promise<void> {
  await db.deleteFrom('statuses').where('id', '=', id).execute()
}

export type Counter = 'replies_count' | 'reblogs_count' | 'favourites_count'

export async function count(db: Database, statusId: string, counter: Counter, by: number): Promise<void> {
  await rows(db, `update statuses set ${counter} = greatest(0, ${counter} + $2) where id = $1`, [statusId, by])
}

export type Mark = 'favourites' | 'bookmarks' | 'pins'

/** True where the mark was not there before. */
export async function insertMark(db: Database, table: Mark, personId: string, statusId: string): Promise<boolean> {
  const text = `insert into ${table} (person_id, status_id) values ($1, $2) on conflict do nothing returning id`
  return (await rows(db, text, [personId, statusId])).length > 0
}

export async function removeMark(db: Database, table: Mark, personId: string, statusId: string): Promise<boolean> {
  const text = `delete from ${table} where person_id = $1 and status_id = $2 returning id`
  return (await rows(db, text, [personId, statusId])).length > 0
}

export async function muteThreadOf(db: Database, personId: string, statusId: string): Promise<void> {
  await rows(
    db,
    'insert into thread_mutes (person_id, thread_id) select $1, thread_id from statuses where id = $2 on conflict do nothing',
    [personId, statusId],
  )
}

export async function unmuteThreadOf(db: Database, personId: string, statusId: string): Promise<void> {
  await rows(
    db,
    'delete from thread_mutes where person_id = $1 and thread_id = (select thread_id from statuses where id = $2)',
    [personId, statusId],
  )
}

/**
 * Takes an Idempotency-Key: null when it is new, else the status first said with it. Two at once wait for each other
 * on the primary key, so the second sees what the first did.
 */
export async function takeKey(db: Database, personId: string, key: string): Promise<string | null> {
  const inserted = await rows(
    db,
    'insert into idempotency_keys (person_id, key) values ($1, $2) on conflict do nothing returning key',
    [personId, key],
  )
  if (inserted.length > 0) return null
  const [known] = await rows<{ status_id: string | null }>(
    db,
    'select status_id from idempotency_keys where person_id = $1 and key = $2',
    [personId, key],
  )
  return known?.status_id ?? null
}

export async function keepKey(db: Database, personId: string, key: string, statusId: string): Promise<void> {
  await rows(db, 'update idempotency_keys set status_id = $3 where person_id = $1 and key = $2', [
    personId,
    key,
    statusId,
  ])
}

export async function forgetOldKeys(db: Database): Promise<void> {
  await rows(db, `delete from idempotency_keys where created_at < now() - interval '1 hour'`, [])
}

const TOUCH_CONVERSATIONS = `
  insert into conversations (person_id, thread_id, last_status_id, unread)
  select person, $2, $1, person <> $3
  from unnest($4::bigint[]) person join people p on p.id = person and p.domain is null
  on conflict (person_id, thread_id) do update
    set last_status_id = excluded.last_status_id, unread = conversations.unread or excluded.unread
    where conversations.left_at is null
  returning id, person_id`

/** Puts a mentioned-only status on top of its conversation for each of its people who has not left. */
export async function touchConversations(
  db: Database,
  statusId: string,
  threadId: string,
  authorId: string,
  peopleIds: string[],
) {
  return rows<{ id: string; person_id: string }>(db, TOUCH_CONVERSATIONS, [statusId, threadId, authorId, peopleIds])
}

/** After a deletion: each conversation ends with the latest status its person may still see, or vanishes. */
export async function settleConversations(db: Database, threadId: string): Promise<void> {
  await rows(
    db,
    `update conversations c set last_status_id = (
       select max(s.id) from statuses s where s.thread_id = c.thread_id and s.visibility = 'direct' and (s.person_id = c.person_id
         or exists (select from status_mentions m where m.status_id = s.id and m.person_id = c.person_id)))
     where c.thread_id = $1 and c.last_status_id is null`,
    [threadId],
  )
  await rows(db, 'delete from conversations where thread_id = $1 and last_status_id is null and left_at is null', [
    threadId,
  ])
}

export async function setUnread(db: Database, personId: string, id: string, unread: boolean): Promise<boolean> {
  const text = 'update conversations set unread = $3 where id = $2 and person_id = $1 and left_at is null returning id'
  return (await rows(db, text, [personId, id, unread])).length > 0
}

export async function removeConversationRow(db: Database, personId: string, id: string): Promise<boolean> {
  const text = 'delete from conversations where id = $2 and person_id = $1 and left_at is null returning id'
  return (await rows(db, text, [personId, id])).length > 0
}

/** Leaves for good: the row stays, so that later statuses do not open it again. Answers the thread. */
export async function markLeft(
  db: Database,
  personId: string,
  id: string,
  at: Temporal.Instant,
): Promise<string | undefined> {
  const text = `update conversations set left_at = coalesce(left_at, $3), unread = false
    where id = $2 and person_id = $1 returning thread_id`
  const [row] = await rows<{ thread_id: string }>(db, text, [personId, id, at.toString()])
  return row?.thread_id
}

export async function muteThreadId(db: Database, personId: string, threadId: string): Promise<void> {
  await rows(db, 'insert into thread_mutes (person_id, thread_id) values ($1, $2) on conflict do nothing', [
    personId,
    threadId,
  ])
}
