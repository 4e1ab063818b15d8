/** Small reads that actions need: what somebody may do with an ask, an answer or a nudge. */
import { onTerms } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { goesBeyond, type Deed, type Reach, type Settings } from '../model/asking.ts'
import { askerHiddenFrom, askVisibleTo, mayBeNudged } from './visible.ts'

/** Who set nothing yet is asked three times a week, of anything; whoever looks after the place greets. `acc` and `s` stand beside it. */
export const WEEKLY = 'coalesce(s.weekly, 3)'
/** Nobody is to be asked `a` any more: it is closed, something helped, or its time is over. */
export const IS_OVER = `(a.closed_at is not null or coalesce(a.deadline <= now(), false)
  or exists (select from answers h where h.ask_id = a.id and h.helped_at is not null))`
const GREETS = `coalesce(s.greets, acc.role <> 'member')`

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

export async function settingsOf(db: Database, personId: string): Promise<Settings> {
  const text = `select ${WEEKLY} as weekly, coalesce(s.topics, '{}') as topics, ${GREETS} as greets
    from accounts acc left join ask_settings s on s.person_id = acc.person_id where acc.person_id = $1`
  return (await rows<Settings>(db, text, [personId]))[0]!
}

/** Whether an ask of this reach could be drawn to somebody who does not follow whoever asks. */
export async function reachesStrangers(
  db: Database,
  personId: string,
  reach: Reach,
  circleIds: string[],
): Promise<boolean> {
  if (goesBeyond(reach)) return true
  const text = `select from follows f join accounts acc on acc.person_id = f.followee_id
    where f.follower_id = $1 and not exists (
      select from follows back where back.follower_id = f.followee_id and back.followee_id = $1)
    and ($2 = 'people' or exists (
      select from circle_members m where m.circle_id = any($3::bigint[]) and m.person_id = f.followee_id))
    limit 1`
  return (await rows(db, text, [personId, reach, circleIds])).length > 0
}

export type Mine = {
  askId: string
  firstId: string | null
  deed: Deed | null
  /** What is asked. */
  text: string
  /** It is for the asker's circles alone. */
  staysThere: boolean
  /** Nobody is to be asked any more. */
  over: boolean
}

/** A nudge that is the person's, of an ask they may see. */
export async function findNudge(db: Database, personId: string, id: string): Promise<Mine | undefined> {
  const text = `select n.ask_id as "askId", n.first_id as "firstId", n.deed, a.question || E'\\n' || a.details as text,
      a.reach = 'circles' as "staysThere", ${IS_OVER} as over
    from nudges n join asks a on a.id = n.ask_id where n.id = $2 and n.person_id = $1 and ${askVisibleTo('$1')}`
  return (await rows<Mine>(db, text, [personId, id]))[0]
}

export type Passing = {
  /** They follow each other, and neither shuts the other out. */
  tie: boolean
  /** It is whoever asks, who is known to the one who passes it on. */
  asker: boolean
  /** Whoever asks does not stand in the way. */
  allowed: boolean
  topics: string[]
}

/** What speaks for and against handing an ask on to somebody; missing where there is nobody of this id here. */
export async function findPassing(
  db: Database,
  askId: string,
  personId: string,
  toId: string,
): Promise<Passing | undefined> {
  const [row] = await rows<Passing>(
    db,
    `select exists (select from follows f where f.follower_id = $2 and f.followee_id = p.id)
         and exists (select from follows f where f.follower_id = p.id and f.followee_id = $2)
         and ${onTerms('$2', 'p.id')} as tie,
       p.id = a.person_id and not ${askerHiddenFrom('$2')} as asker,
       p.id <> a.person_id and ${mayBeNudged('p.id')} as allowed,
       coalesce((select s.topics from ask_settings s where s.person_id = p.id), '{}') as topics
     from people p, asks a where p.id = $3 and a.id = $1 and p.domain is null and p.suspended_at is null`,
    [askId, personId, toId],
  )
  return row
}

/** What was said in an answer, as it was written. */
export async function saidIn(db: Database, answerId: string): Promise<string> {
  const text = `select coalesce(s.text, n.text) as said from answers n left join statuses s on s.id = n.status_id where n.id = $1`
  return (await rows<{ said: string }>(db, text, [answerId]))[0]?.said ?? ''
}

/** Those who said something under an answer or comment, and who gave it. */
export async function speakersUnder(db: Database, answerId: string): Promise<string[]> {
  const text = `select distinct n.person_id as id from answers n where n.id = $1 or n.parent_id = $1 order by 1 limit 50`
  return (await rows<{ id: string }>(db, text, [answerId])).map(({ id }) => id)
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

/** Asks of one of the two in which the other has a part, and whether the one is not to learn that the other asks. */
export async function asksBetween(
  db: Database,
  one: string,
  other: string,
): Promise<{ id: string; hidden: boolean }[]> {
  const text = `select a.id, ${askerHiddenFrom('$1')} as hidden from asks a where a.person_id in ($1, $2) and (
      exists (select from nudges n where n.ask_id = a.id and n.person_id in ($1, $2))
      or exists (select from answers n where n.ask_id = a.id and n.person_id in ($1, $2) and n.person_id <> a.person_id))
    order by a.id desc limit 1000`
  return rows<{ id: string; hidden: boolean }>(db, text, [one, other])
}
