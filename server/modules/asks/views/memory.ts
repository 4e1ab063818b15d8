/** What the place remembers of who knows what and who is about, read from what is stored: public words and own statements only. */
import { rows, type Database } from '#platform/db'

export type StoredAnswer = {
  id: string
  person: string
  at: number
  text: string
  title: string
  details: string
  asked_at: number
}
export type StoredPiece = {
  id: string
  person: string
  kind: 'helped' | 'offers' | 'said' | 'unknown' | 'vouched'
  text: string
}
export type StoredMoment = { id: string; person: string; at: number }

const MOST = 100_000
const millis = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

export async function storedAsks(db: Database): Promise<number[]> {
  const text = `select ${millis('created_at')} as at from asks order by id desc limit ${MOST}`
  return (await rows<{ at: number }>(db, text, [])).map(({ at }) => at)
}

export async function storedAnswers(db: Database): Promise<StoredAnswer[]> {
  return rows<StoredAnswer>(
    db,
    `select 'answer ' || n.id as id, n.person_id as person, ${millis('n.created_at')} as at,
       coalesce((select s.text from statuses s where s.id = n.status_id), n.text) as text, a.question as title, a.details, ${millis('a.created_at')} as asked_at
     from answers n join asks a on a.id = n.ask_id where n.kind = 'answer' and n.person_id <> a.person_id
     order by n.id desc limit ${MOST}`,
    [],
  )
}

// Whom somebody passed an ask to they say would know.
const PIECES = `
  select 'helped ' || n.id as id, n.person_id as person, 'helped' as kind, a.question || E'\\n' || n.text as text
    from answers n join asks a on a.id = n.ask_id where n.helped_at is not null
  union all
  select 'offers ' || p.id, p.id, 'offers', array_to_string(p.helps_with, E'\\n') || E'\\n' || p.note
    from people p join accounts acc on acc.person_id = p.id where p.helps_with <> '{}' or p.note <> ''
  union all
  select 'unknown ' || n.id, n.person_id, 'unknown', a.question || E'\\n' || a.details
    from nudges n join asks a on a.id = n.ask_id where n.deed = 'unknown'
  union all
  select 'vouched ' || n.id, n.person_id, 'vouched', a.question
    from nudges n join asks a on a.id = n.ask_id where n.from_id is not null
  union all
  (select 'said ' || s.id, s.person_id, 'said', s.text
    from statuses s join accounts acc on acc.person_id = s.person_id
    where s.visibility in ('public', 'unlisted') and s.reblog_of_id is null and s.text <> '' and s.created_at > $1
    order by s.id desc limit ${MOST})`

export async function storedPieces(db: Database, since: Temporal.Instant): Promise<StoredPiece[]> {
  return rows<StoredPiece>(db, PIECES, [since.toString()])
}

export async function storedSilences(db: Database, before: Temporal.Instant): Promise<StoredMoment[]> {
  return rows<StoredMoment>(
    db,
    `select 'silence ' || n.id as id, n.person_id as person, ${millis('n.created_at')} as at from nudges n
     where n.deed is null and n.ask_id is not null and n.created_at < $1 order by n.id desc limit ${MOST}`,
    [before.toString()],
  )
}

/** When each who signs in here was last about, to the day. */
export async function storedSights(db: Database): Promise<StoredMoment[]> {
  return rows<StoredMoment>(
    db,
    `select person_id::text as id, person_id as person, ${millis(`last_seen_on::timestamptz`)} as at from accounts where last_seen_on is not null`,
    [],
  )
}
