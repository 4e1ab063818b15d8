/** What the router reads: an ask, how it went so far, whom it could be drawn to, and who greets. */
import { onTerms } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { DAYS_ROUTED, type Deed } from '../model/asking.ts'
import { GREETS, WEEKLY } from './lookups.ts'
import { isOfAskersPeople, mayBeNudged, reaches } from './visible.ts'

export type Asked = {
  id: string
  person_id: string
  question: string
  details: string
  at: number
  deadline: number | null
  settled: boolean
  answered_at: number | null
}

/** An ask as the router needs it; times in milliseconds. */
export async function findAsk(db: Database, id: string): Promise<Asked | undefined> {
  const [row] = await rows<Asked>(
    db,
    `select a.id, a.person_id, a.question, a.details, (extract(epoch from a.created_at) * 1000)::float8 as at,
       (extract(epoch from a.deadline) * 1000)::float8 as deadline,
       (select (extract(epoch from max(n.created_at)) * 1000)::float8 from answers n
         where n.ask_id = a.id and n.kind = 'answer' and n.person_id <> a.person_id) as answered_at,
       a.closed_at is not null or exists (select from answers n where n.ask_id = a.id and n.helped_at is not null) as settled
     from asks a join people p on p.id = a.person_id and p.suspended_at is null where a.id = $1`,
    [id],
  )
  return row
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

const CANDIDATES = `
  select p.id as person,
    case when not ${isOfAskersPeople('p.id')} then
        case when exists (select from follows f join follows g on g.follower_id = f.followee_id
          where f.follower_id = a.person_id and g.followee_id = p.id) then 'known' end
      when exists (select from follows f where f.follower_id = p.id and f.followee_id = a.person_id) then 'tie'
      else 'followed' end as nearness,
    ${WEEKLY} as weekly, coalesce(s.topics, '{}') as topics, ${GREETS} as greets,
    array(select (extract(epoch from n.created_at) * 1000)::float8 from nudges n
      where n.person_id = p.id and n.created_at > $2::timestamptz - interval '7 days') as nudged
  from asks a
  join accounts acc on not acc.awaiting_approval
  join people p on p.id = acc.person_id and p.id <> a.person_id and p.suspended_at is null and not p.bot
  left join ask_settings s on s.person_id = p.id
  where a.id = $1 and ${WEEKLY} > 0 and ${reaches('p.id')} and ${mayBeNudged('p.id')}
    and not exists (select from answers n where n.ask_id = a.id and n.person_id = p.id)
    and not exists (select from nudges n where n.ask_id = a.id and n.person_id = p.id)`

/** Everybody here to whom the ask may travel, who lets themselves be nudged, and was not nudged to it so far. */
export async function candidatesFor(db: Database, askId: string, now: Temporal.Instant): Promise<Candidate[]> {
  return rows<Candidate>(db, CANDIDATES, [askId, now.toString()])
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

/** Up to two who greet, to whom it may be shown and who were asked least lately. */
export async function greetersFor(db: Database, askId: string, now: Temporal.Instant): Promise<string[]> {
  const text = `select c.person from (${CANDIDATES}) c where c.greets and cardinality(c.nudged) < c.weekly
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
    select acc.person_id as id from accounts acc
    left join ask_settings s on s.person_id = acc.person_id
    join people p on p.id = acc.person_id and p.suspended_at is null
    where ${GREETS} and ${WEEKLY} > 0 and acc.person_id <> $1 and ${onTerms('$1', 'acc.person_id')}
    order by (select count(*) from notices n where n.person_id = acc.person_id and n.kind = 'newcomer'), acc.person_id limit 2`
  return (await rows<{ id: string }>(db, text, [newcomerId])).map(({ id }) => id)
}
