import { visibleTo } from '#modules/audience'
import { everybodyById, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Database, type Keyset } from '#platform/db'
import type { Category, TakenDown, Thing } from './model.ts'

/** A report as those who look after the place see it. */
export type ReportEntity = {
  id: string
  /** Null once they left, and of a guest. */
  reporter: Account | null
  /** By somebody with only e-mail, to whom it came by mail. */
  by_guest: boolean
  /** Null where the reader had it without a name themselves: another who looks after the place sees whose it is. */
  account: Account | null
  suspended: boolean
  category: Category
  comment: string
  about: Thing | 'person' | 'status'
  about_ids: string[]
  words: string | null
  taken_down: boolean
  settled: boolean
  created_at: string
}

type Row = {
  id: string
  reporter_id: string | null
  by_guest: boolean
  person_id: string | null
  suspended: boolean
  category: Category
  comment: string
  about: ReportEntity['about']
  about_ids: string[]
  words: string | null
  taken_down: boolean
  settled: boolean
  created_at: Temporal.Instant
}

// Whoever has a part in a request themselves (docs/decisions/0013) learns no more of it here: a holder neither who asks, unless they
// know, nor who else had it; whoever asks and whom it is for nothing at all. Nor of a thanks (0062) whoever it went to, or was along its
// chain, whom they do not know of it.
const REPORTS = `
  select r.id, case when r.reporter_id = $1 or h.id is null and coalesce(c.sees_to, true) then r.reporter_id end as reporter_id,
    case when (h.id is null or h.depth = 1 or i.state = 'met')
      and coalesce(c.sees_from, t.to_id is distinct from $1 or t.sees_from) then r.person_id end as person_id,
    r.by_guest, p.suspended_at is not null as suspended, r.category, r.comment, r.about, r.about_ids::text[] as about_ids, r.words,
    r.taken_down_at is not null as taken_down, r.settled_at is not null as settled, r.created_at
  from reports r
  join people p on p.id = r.person_id
  left join request_steps s on r.about = 'request' and s.id = r.about_ids[1]
    or r.about = 'introduction' and s.introduction_id = r.about_ids[1]
  left join introduction_requests q on q.id = s.request_id
  left join request_steps h on h.request_id = q.id and h.holder_id = $1 and h.arrived
  left join introductions i on i.id = h.introduction_id
  left join thanks t on r.about = 'thanks' and t.id = r.about_ids[1]
  left join thanks_chain c on c.thanks_id = t.id and c.person_id = $1
  where (q.id is null or q.seeker_id <> $1 and (q.target_id <> $1 or r.about = 'introduction'))`

/** Newest first; `open`: only those nobody has dealt with. */
export async function reportsPage(
  ctx: Context,
  viewerId: string,
  page: Keyset,
  open: boolean,
): Promise<ReportEntity[]> {
  const found = await keysetPage<Row>(
    ctx.db,
    page,
    'r.id',
    [viewerId],
    (within) => `${REPORTS} and ${open ? 'r.settled_at is null' : 'true'} and ${within}`,
  )
  const accounts = await everybodyById(
    ctx,
    found.flatMap((row) => [row.person_id, row.reporter_id]),
  )
  const of = (id: string | null) => (id && accounts.get(id)) || null
  return found.map(({ reporter_id: reporterId, person_id: personId, created_at: at, ...rest }) => {
    const suspended = personId !== null && rest.suspended
    return { ...rest, suspended, account: of(personId), reporter: of(reporterId), created_at: isoMillis(at) }
  })
}

export async function moderatorIds(db: Database): Promise<string[]> {
  const text = `select person_id as id from accounts where role in ('owner', 'moderator')`
  return (await rows<{ id: string }>(db, text, [])).map(({ id }) => id)
}

/** Those of the statuses that are the person's and that the reporter may see, with their words. */
export async function findReportedStatuses(db: Database, reporterId: string, personId: string, ids: string[]) {
  return rows<{ id: string; text: string }>(
    db,
    `select s.id, s.text from statuses s where s.id = any($3::bigint[]) and s.person_id = $2 and ${visibleTo('$1', 's')} order by s.id`,
    [reporterId, personId, ids],
  )
}

export type Found = { person_id: string; words: string }

// What the introducer wrote: to both, and to the one alone who reports it.
const wordsOf = (note: string, word: string) => `concat_ws(E'\\n\\n', ${note}, ${word}) as words`
const OWN_WORD = `(select p.word from introduction_parties p where p.introduction_id = i.id and p.person_id = $1)`

// Whoever is behind it, whether the reporter knows them or not; only of what came to the reporter.
const WHOSE: { [kind in Thing]: string } = {
  introduction: `select i.introducer_id as person_id, ${wordsOf('i.note', OWN_WORD)} from introductions i
    where i.id = $2 and i.seeker_id is null and $1 in (i.low_id, i.high_id)
    union all
    select i.seeker_id, i.note from introductions i where i.id = $2 and i.seeker_id <> $1 and $1 in (i.low_id, i.high_id)`,
  request: `select r.seeker_id as person_id, r.note as words from request_steps s join introduction_requests r on r.id = s.request_id
    where s.id = $2 and s.holder_id = $1 and s.arrived`,
  ask: `select a.person_id, concat_ws(E'\\n', a.question, nullif(a.details, '')) as words from asks a where a.id = $2 and a.person_id <> $1`,
  answer: `select n.person_id, coalesce((select s.text from statuses s where s.id = n.status_id), n.text) as words from answers n where n.id = $2 and n.person_id <> $1`,
  offer: `select o.person_id, concat_ws(E'\\n', o.what, nullif(o.details, ''), o.for_what, o.locality) as words from offers o
    where o.id = $2 and o.person_id <> $1`,
  taker: `select k.person_id, k.word as words from takers k join offers o on o.id = k.offer_id
    where k.id = $2 and o.person_id = $1 and k.word is not null`,
  thanks: `select t.from_id as person_id, coalesce(t.word, '') as words from thanks t
    where t.id = $2 and t.from_id <> $1 and (t.to_id = $1 or t.from_shows and t.to_shows)`,
  guest_introduction: `select g.introducer_id as person_id, ${wordsOf('g.note', 'g.word')} from guest_introductions g
    where g.id = $2 and g.person_id = $1`,
}

export async function findReported(
  db: Database,
  reporterId: string,
  kind: Thing,
  id: string,
): Promise<Found | undefined> {
  return (await rows<Found>(db, WHOSE[kind], [reporterId, id]))[0]
}

/** Of what came to a guest, by the id of the introduction. */
export async function findReportedByGuest(db: Database, id: string): Promise<Found> {
  const text = `select g.introducer_id as person_id, ${wordsOf('g.note', 'g.guest_word')} from guest_introductions g where g.id = $1`
  return (await rows<Found>(db, text, [id]))[0]!
}

/** The ask of an answer. */
export async function askOf(db: Database, answerId: string): Promise<string | undefined> {
  return (await rows<{ id: string }>(db, 'select ask_id as id from answers where id = $1', [answerId]))[0]?.id
}

/** What the place took down of somebody's, as they are told of it: never who reported it, or when. */
export type TakenDownEntity = { about: TakenDown; words: string | null }

/** By the ids of the reports. */
export async function viewTakenDown(
  db: Database,
  personId: string,
  ids: readonly string[],
): Promise<Map<string, TakenDownEntity>> {
  if (ids.length === 0) return new Map()
  const text = 'select id, about, words from reports where person_id = $1 and id = any($2::bigint[])'
  const found = await rows<TakenDownEntity & { id: string }>(db, text, [personId, ids])
  return new Map(found.map(({ id, ...taken }) => [id, taken]))
}
