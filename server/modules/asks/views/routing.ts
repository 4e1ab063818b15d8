/** What the router reads: an ask, how it went so far, whom it could be drawn to, and who greets. */
import { onTerms } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { DAYS_ROUTED, type Deed, type Reach } from '../model/asking.ts'
import { WEEKLY } from './lookups.ts'
import { isOfAskersPeople, mayBeNudged, reaches } from './visible.ts'

export type Asked = {
  id: string
  person_id: string
  question: string
  details: string
  reach: Reach
  circle_ids: string[]
  at: number
  deadline: number | null
  settled: boolean
  answered_at: number | null
}

/** An ask as the router needs it; times in milliseconds. */
export async function findAsk(db: Database, id: string): Promise<Asked | undefined> {
  const [row] = await rows<Asked>(
    db,
    `select a.id, a.person_id, a.question, a.details, a.reach, a.circle_ids, (extract(epoch from a.created_at) * 1000)::float8 as at,
       (extract(epoch from a.deadline) * 1000)::float8 as deadline,
       (select (extract(epoch from max(n.created_at)) * 1000)::float8 from answers n
         where n.ask_id = a.id and n.kind = 'answer' and n.person_id <> a.person_id) as answered_at,
       a.closed_at is not null or exists (select from answers n where n.ask_id = a.id and n.helped_at is not null) as settled
     from asks a join people p on p.id = a.person_id and p.suspended_at is null where a.id = $1`,
    [id],
  )
  return row
}

// Whom an ask of a reach may be drawn to at most, before one looks closely; $1 asks, $2 are the circles.
const HERE = `select acc.person_id as id from accounts acc`
const FOLLOWED = `select f.followee_id as id from follows f where f.follower_id = $1`
const REACHED: Record<Reach, string> = {
  circles: `select distinct m.person_id as id from circle_members m where m.circle_id = any($2::bigint[])`,
  people: FOLLOWED,
  friends: `${FOLLOWED} union select g.followee_id from follows f join follows g on g.follower_id = f.followee_id where f.follower_id = $1`,
  place: HERE,
  everybody: HERE,
}

/** Whom an ask may reach, and whether whoever asks follows them; a superset of the candidates, quick to get in a large place. */
export async function reachedBy(
  db: Database,
  { person_id: askerId, reach, circle_ids: circleIds }: Pick<Asked, 'person_id' | 'reach' | 'circle_ids'>,
): Promise<{ person: string; followed: boolean }[]> {
  const text = `select string_agg(r.id::text, ' ') as reached, (select string_agg(o.id::text, ' ') from (${FOLLOWED}) o) as followed
    from (${REACHED[reach]}) r where $2::bigint[] is not null`
  const [found] = await rows<{ reached: string | null; followed: string | null }>(db, text, [askerId, circleIds])
  const followed = new Set(found?.followed?.split(' '))
  return (found?.reached?.split(' ') ?? []).map((person) => ({ person, followed: followed.has(person) }))
}

export type Candidate = {
  person: string
  /** Of whoever asks: tied with them, followed by them, or known to those. */
  nearness: 'tie' | 'followed' | 'known' | null
  weekly: number
  topics: string[]
  /** When they were nudged within a week, to whatever. */
  nudged: number[]
}

// Of some accounts, given as a query of their ids.
const candidates = (some: string) => `
  with few(id) as materialized (${some}),
  known(id) as materialized (
    select g.followee_id from asks a
    join follows f on f.follower_id = a.person_id
    join follows g on g.follower_id = f.followee_id and g.followee_id = any(array(select id from few)) where a.id = $1)
  select p.id as person,
    case when not ${isOfAskersPeople('p.id')} then case when p.id in (select id from known) then 'known' end
      when exists (select from follows f where f.follower_id = p.id and f.followee_id = a.person_id) then 'tie'
      else 'followed' end as nearness,
    ${WEEKLY} as weekly, coalesce(s.topics, '{}') as topics,
    array(select (extract(epoch from n.created_at) * 1000)::float8 from nudges n
      where n.person_id = p.id and n.created_at > $2::timestamptz - interval '7 days') as nudged
  from few
  join asks a on a.id = $1
  join accounts acc on acc.person_id = few.id and not acc.awaiting_approval
  join people p on p.id = few.id and p.id <> a.person_id and p.suspended_at is null and not p.bot
  left join ask_settings s on s.person_id = p.id
  where ${WEEKLY} > 0 and ${reaches('p.id')} and ${mayBeNudged('p.id')}
    and not exists (select from answers n where n.ask_id = a.id and n.person_id = p.id)
    and not exists (select from nudges n where n.ask_id = a.id and n.person_id = p.id)`

/** Those of some to whom the ask may travel, who let themselves be nudged, and were not nudged to it so far. */
export async function candidatesAmong(
  db: Database,
  askId: string,
  ids: string[],
  now: Temporal.Instant,
): Promise<Candidate[]> {
  return rows<Candidate>(db, candidates('select unnest($3::bigint[])'), [askId, now.toString(), ids])
}

export type PastNudge = { person: string; at: number; wave: number; deed: Deed | null; replied: number | null }

/** How an ask went so far, in the order of time. */
export async function nudgesOf(db: Database, askId: string): Promise<PastNudge[]> {
  return rows<PastNudge>(
    db,
    `select n.person_id as person, (extract(epoch from n.created_at) * 1000)::float8 as at, n.wave, n.deed,
       (extract(epoch from n.acted_at - n.created_at) * 1000)::float8 as replied
     from nudges n where n.ask_id = $1 order by n.created_at, n.id`,
    [askId],
  )
}

const GREETERS = `
  select acc.person_id from accounts acc left join ask_settings s on s.person_id = acc.person_id
  where acc.role <> 'member' and coalesce(s.greets, true)
  union select s.person_id from ask_settings s where s.greets`

/** Up to two who greet, to whom it may be shown and who were asked least lately. */
export async function greetersFor(db: Database, askId: string, now: Temporal.Instant): Promise<string[]> {
  const text = `select c.person from (${candidates(GREETERS)}) c where cardinality(c.nudged) < c.weekly
    order by cardinality(c.nudged), c.person limit 2`
  return (await rows<{ person: string }>(db, text, [askId, now.toString()])).map(({ person }) => person)
}

/** Those without an answer for a day that are still asked and were shown to nobody who greets, oldest first, after a given one. */
export async function findUnanswered(
  db: Database,
  now: Temporal.Instant,
  page: { before: Temporal.Instant; afterId: string; limit: number },
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select a.id from asks a join people p on p.id = a.person_id and p.suspended_at is null
     where a.closed_at is null and a.greeted_at is null and a.id > $4 and a.created_at <= $2
       and a.created_at > $1::timestamptz - interval '${DAYS_ROUTED} days' and (a.deadline is null or a.deadline > $1::timestamptz)
       and not exists (select from answers n where n.ask_id = a.id and n.kind = 'answer')
     order by a.id limit $3`,
    [now.toString(), page.before.toString(), page.limit, page.afterId],
  )
  return found.map(({ id }) => id)
}

/** Whether somebody joined lately, and this is the first they ask. */
export async function isFirstAsk(
  db: Database,
  personId: string,
  askId: string,
  since: Temporal.Instant,
): Promise<boolean> {
  const text = `select from accounts acc where acc.person_id = $1 and acc.created_at > $3
    and not exists (select from asks a where a.person_id = $1 and a.id < $2)`
  return (await rows(db, text, [personId, askId, since.toString()])).length > 0
}

/** Whether somebody joined lately, and this is the first they say to everybody. */
export async function isFirstStatus(
  db: Database,
  personId: string,
  statusId: string,
  since: Temporal.Instant,
): Promise<boolean> {
  const text = `select from accounts acc where acc.person_id = $1 and acc.created_at > $3
    and not exists (select from statuses o where o.person_id = $1 and o.id <> $2 and o.in_reply_to_id is null
      and o.reblog_of_id is null and o.visibility in ('public', 'unlisted'))`
  return (await rows(db, text, [personId, statusId, since.toString()])).length > 0
}

/** Of a newcomer: up to two who greet and let themselves be nudged, those who were shown the fewest newcomers first. */
export async function greetersOf(db: Database, newcomerId: string): Promise<string[]> {
  const text = `
    select g.person_id as id from (${GREETERS}) g
    left join ask_settings s on s.person_id = g.person_id
    join people p on p.id = g.person_id and p.suspended_at is null
    where ${WEEKLY} > 0 and g.person_id <> $1 and ${onTerms('$1', 'g.person_id')}
    order by (select count(*) from notices n where n.person_id = g.person_id and n.kind = 'newcomer'), g.person_id limit 2`
  return (await rows<{ id: string }>(db, text, [newcomerId])).map(({ id }) => id)
}
