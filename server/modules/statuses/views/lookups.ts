/** Small reads that actions need: who is named, what is answered, who takes part. */
import { visibleTo } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import type { StoredMention, Visibility } from '../model.ts'

/** Those of the handles (lower case, `name` or `name@domain`) whom we know; suspended ones are nobody. */
export async function findMentioned(db: Database, handles: string[], domain: string): Promise<StoredMention[]> {
  if (handles.length === 0) return []
  const wanted = handles.map((handle) => {
    const [username = '', host = ''] = handle.split('@')
    return { username, host: host === domain ? '' : host }
  })
  return rows<StoredMention>(
    db,
    `select p.id, p.username, p.domain, coalesce(p.url, p.uri) as url from unnest($1::text[], $2::text[]) with ordinality w(username, host, place)
     join people p on lower(p.username) = w.username and coalesce(lower(p.domain), '') = w.host
     where p.suspended_at is null
     group by p.id order by min(w.place)`,
    [wanted.map((one) => one.username), wanted.map((one) => one.host)],
  )
}

export type Answered = {
  id: string
  person_id: string
  thread_id: string
  visibility: Visibility
  circle_id: string | null
  reblog_of_id: string | null
  username: string
  domain: string | null
  url: string | null
  mentions: StoredMention[]
}

/** A status the viewer may see, with what answering or marking it needs; undefined where hidden or missing. */
export async function findSeen(db: Database, viewerId: string, id: string): Promise<Answered | undefined> {
  const [row] = await rows<Answered>(
    db,
    `select s.id, s.person_id, s.thread_id, s.visibility, s.circle_id, s.reblog_of_id, p.username, p.domain, coalesce(p.url, p.uri) as url,
       s.mentions
     from statuses s join people p on p.id = s.person_id where s.id = $2 and ${visibleTo('$1', 's')}`,
    [viewerId, id],
  )
  return row
}

/** Those of the people who have not left the conversation. */
export async function stillThere(db: Database, threadId: string, peopleIds: string[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    db,
    `select person as id from unnest($2::bigint[]) person where not exists (
       select from conversations c where c.person_id = person and c.thread_id = $1 and c.left_at is not null)`,
    [threadId, peopleIds],
  )
  return new Set(found.map((row) => row.id))
}

export async function ownBoost(db: Database, personId: string, statusId: string): Promise<string | null> {
  const [row] = await rows<{ id: string }>(db, 'select id from statuses where reblog_of_id = $2 and person_id = $1', [
    personId,
    statusId,
  ])
  return row?.id ?? null
}

export async function boosters(db: Database, statusId: string): Promise<string[]> {
  const text = `select s.person_id as id from statuses s join people p on p.id = s.person_id
    where s.reblog_of_id = $1 and p.domain is null limit 1000`
  return (await rows<{ id: string }>(db, text, [statusId])).map((row) => row.id)
}

/** Those in whose number of statuses a boost of this one is counted. */
export async function openBoosters(db: Database, statusId: string): Promise<string[]> {
  const text = `select person_id as id from statuses where reblog_of_id = $1 and visibility in ('public', 'unlisted')`
  return (await rows<{ id: string }>(db, text, [statusId])).map((row) => row.id)
}

export async function pinCount(db: Database, personId: string): Promise<number> {
  const [row] = await rows<{ count: number }>(db, 'select count(*)::int as count from pins where person_id = $1', [
    personId,
  ])
  return row!.count
}

export async function attachedIds(db: Database, statusId: string): Promise<string[]> {
  const text = 'select id from media where status_id = $1 order by position'
  return (await rows<{ id: string }>(db, text, [statusId])).map((row) => row.id)
}
