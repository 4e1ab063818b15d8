/** Small reads that actions need: what somebody may do with an ask, how it went so far, and who else could be asked. */
import { rows, type Database } from '#platform/db'
import { USUAL_SETTINGS, type Deed, type Settings } from '../model/asking.ts'
import { askerHiddenFrom, askVisibleTo, isOfAskersPeople, mayBeNudged, reaches } from './visible.ts'

export async function maySeeAsk(db: Database, viewerId: string, id: string): Promise<boolean> {
  return (await rows(db, `select from asks a where a.id = $2 and ${askVisibleTo('$1')}`, [viewerId, id])).length > 0
}

/** Whether the viewer is not to learn who asks. */
export async function isAskerHidden(db: Database, viewerId: string, id: string): Promise<boolean> {
  return (await rows(db, `select from asks a where a.id = $2 and ${askerHiddenFrom('$1')}`, [viewerId, id])).length > 0
}

/** The ask of an answer that the viewer may see. */
export async function askOfAnswer(db: Database, viewerId: string, answerId: string): Promise<string | undefined> {
  const text = `select a.id from answers n join asks a on a.id = n.ask_id where n.id = $2 and ${askVisibleTo('$1')}`
  return (await rows<{ id: string }>(db, text, [viewerId, answerId]))[0]?.id
}

export async function areOwnCircles(db: Database, personId: string, ids: string[]): Promise<boolean> {
  const text = 'select from circles where person_id = $1 and deleted_at is null and id = any($2::bigint[])'
  return (await rows(db, text, [personId, ids])).length === ids.length
}

export async function settingsOf(db: Database, personId: string): Promise<Settings> {
  const text = 'select weekly, topics, greets from ask_settings where person_id = $1'
  return (await rows<Settings>(db, text, [personId]))[0] ?? USUAL_SETTINGS
}

export type Mine = {
  id: string
  askId: string
  personId: string
  fromId: string | null
  firstId: string | null
  deed: Deed | null
}

/** A nudge that is the person's, of an ask they may see. */
export async function findNudge(db: Database, personId: string, id: string): Promise<Mine | undefined> {
  const text = `select n.id, n.ask_id as "askId", n.person_id as "personId", n.from_id as "fromId", n.first_id as "firstId", n.deed
    from nudges n join asks a on a.id = n.ask_id where n.id = $2 and n.person_id = $1 and ${askVisibleTo('$1')}`
  return (await rows<Mine>(db, text, [personId, id]))[0]
}

/** Whether the two follow each other and neither shuts the other, or whoever asks, out. */
export async function mayPassTo(
  db: Database,
  askId: string,
  personId: string,
  toId: string,
): Promise<'yes' | 'no' | 'missing'> {
  const [row] = await rows<{ tie: boolean; allowed: boolean }>(
    db,
    `select exists (select from follows f where f.follower_id = $2 and f.followee_id = p.id)
         and exists (select from follows f where f.follower_id = p.id and f.followee_id = $2) as tie,
       p.id <> a.person_id and ${mayBeNudged('p.id')} as allowed
     from people p, asks a where p.id = $3 and a.id = $1 and p.domain is null and p.suspended_at is null`,
    [askId, personId, toId],
  )
  if (!row) return 'missing'
  return row.tie && row.allowed ? 'yes' : 'no'
}

export type Asked = {
  id: string
  person_id: string
  question: string
  details: string
  at: number
  deadline: number | null
  settled: boolean
}

/** An ask as the router needs it; times in milliseconds. */
export async function findAsk(db: Database, id: string): Promise<Asked | undefined> {
  const [row] = await rows<Asked>(
    db,
    `select a.id, a.person_id, a.question, a.details, (extract(epoch from a.created_at) * 1000)::float8 as at,
       (extract(epoch from a.deadline) * 1000)::float8 as deadline,
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
    coalesce(s.weekly, 3) as weekly, coalesce(s.topics, '{}') as topics,
    array(select (extract(epoch from n.created_at) * 1000)::float8 from nudges n
      where n.person_id = p.id and n.created_at > $2::timestamptz - interval '7 days') as nudged
  from asks a
  join accounts acc on not acc.awaiting_approval
  join people p on p.id = acc.person_id and p.id <> a.person_id and p.suspended_at is null and not p.bot
  left join ask_settings s on s.person_id = p.id
  where a.id = $1 and coalesce(s.weekly, 3) > 0 and ${reaches('p.id')} and ${mayBeNudged('p.id')}
    and not exists (select from answers n where n.ask_id = a.id and n.person_id = p.id)`

/** Everybody here to whom the ask may travel and who lets themselves be nudged. */
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
  const text = `select c.person from (${CANDIDATES}) c join ask_settings s on s.person_id = c.person and s.greets
    where not exists (select from nudges n where n.ask_id = $1 and n.person_id = c.person)
    order by cardinality(c.nudged), c.person limit 2`
  return (await rows<{ person: string }>(db, text, [askId, now.toString()])).map(({ person }) => person)
}

/** Those without an answer for a day. */
export async function findUnanswered(db: Database, before: Temporal.Instant, limit: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select a.id from asks a where a.closed_at is null and a.greeted_at is null and a.created_at <= $1
       and a.created_at > $1::timestamptz - interval '14 days'
       and not exists (select from answers n where n.ask_id = a.id and n.kind = 'answer')
     order by a.id limit $2`,
    [before.toString(), limit],
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
    and not exists (select from asks a where a.person_id = $1 and a.id <> $2)`
  return (await rows(db, text, [personId, askId, since.toString()])).length > 0
}

/** Of a newcomer's first status for everybody: up to two who greet, those who were shown the fewest such first. */
export async function greetersForStatus(db: Database, statusId: string, since: Temporal.Instant): Promise<string[]> {
  const text = `
    select s.person_id as id from statuses st
    join accounts acc on acc.person_id = st.person_id and acc.created_at > $2
    join ask_settings s on s.greets and s.person_id <> st.person_id
    join people p on p.id = s.person_id and p.suspended_at is null
    cross join lateral (select st.person_id) a(person_id)
    where st.id = $1 and ${mayBeNudged('s.person_id')}
      and not exists (select from statuses o where o.person_id = st.person_id and o.id <> st.id and o.in_reply_to_id is null
        and o.reblog_of_id is null and o.visibility in ('public', 'unlisted'))
    order by (select count(*) from notices n where n.person_id = s.person_id and n.kind = 'newcomer'), s.person_id limit 2`
  return (await rows<{ id: string }>(db, text, [statusId, since.toString()])).map(({ id }) => id)
}

/** The ask that a public status is, and the answer that a status is, if it is one. */
export async function askOfStatus(db: Database, statusId: string) {
  const [row] = await rows<{ ask_id: string; answer_id: string | null }>(
    db,
    `select a.id as ask_id, null::bigint as answer_id from asks a where a.status_id = $1
     union all
     select n.ask_id, n.id from answers n where n.status_id = $1`,
    [statusId],
  )
  return row
}
