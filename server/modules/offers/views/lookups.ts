import { mayBeChosen, notReportedBy } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { DAYS_RECEIVED } from '../model/rules.ts'
import type { Wish } from '../model/matching.ts'
import { isGivenAsWell } from './inring.ts'
import { offerMeantFor, offerVisibleTo } from './visible.ts'

export async function maySeeOffer(db: Database, viewerId: string, id: string): Promise<boolean> {
  return (await rows(db, `select from offers o where o.id = $2 and ${offerVisibleTo('$1')}`, [viewerId, id])).length > 0
}

/** Those of these people whom it is meant for, be it over, taken down or not: who watches it hears what becomes of it. */
export async function whoMayHearOf(db: Database, id: string, personIds: string[]): Promise<Set<string>> {
  const text = `select p.id from unnest($2::bigint[]) p(id) join offers o on o.id = $1
    where o.person_id = p.id or ${offerMeantFor('p.id')} and ${notReportedBy('p.id', 'offer', 'o.id')}`
  return new Set((await rows<{ id: string }>(db, text, [id, personIds])).map((row) => row.id))
}

export type Drawable = { personId: string; received: number }

/**
 * What somebody got lately, offered to them or as help with what they need; not what they, or else who gives, say never
 * came, and of a ring once.
 */
const RECEIVED = `(
  select count(*)::int from (
    select k.chosen_at, k.giver_says, k.taker_says from takers k join offers g on g.id = k.offer_id and g.kind = 'offer'
    where k.person_id = t.person_id and k.let_go_at is null
    union all
    select k.chosen_at, k.giver_says, k.taker_says from offers g join takers k on k.offer_id = g.id and k.let_go_at is null
    where g.person_id = t.person_id and g.kind = 'need' and not (${isGivenAsWell('g', 'k')})) got
  where got.chosen_at > $2::timestamptz - interval '${DAYS_RECEIVED} days' 
    and coalesce(got.taker_says, got.giver_says, 'handed') = 'handed')`

/** Those among whom lots are drawn: who may be chosen, with what they got lately. */
export async function drawableTakers(db: Database, offerId: string, now: Temporal.Instant): Promise<Drawable[]> {
  return rows<Drawable>(
    db,
    `select t.person_id as "personId", ${RECEIVED} as received
     from takers t join offers o on o.id = t.offer_id
     where t.offer_id = $1 and t.chosen_at is null and t.let_go_at is null
       and ${mayBeChosen('o', 't.person_id')}
     order by t.person_id`,
    [offerId, now.toString()],
  )
}

/** Whether somebody is one of those who would and may be chosen. */
export async function isChoosable(db: Database, offerId: string, personId: string): Promise<boolean> {
  const text = `select from takers t join offers o on o.id = t.offer_id
    where t.offer_id = $1 and t.person_id = $2 and t.chosen_at is null and t.let_go_at is null and ${mayBeChosen('o', 't.person_id')}`
  return (await rows(db, text, [offerId, personId])).length > 0
}

/** Whom was chosen for it, if somebody was. */
export async function findChosen(db: Database, offerId: string): Promise<string | undefined> {
  const text = 'select person_id as id from takers where offer_id = $1 and chosen_at is not null and let_go_at is null'
  return (await rows<{ id: string }>(db, text, [offerId]))[0]?.id
}

/** Whoever has it, or gave it, says that it was handed over. */
export async function wasHanded(db: Database, offerId: string): Promise<boolean> {
  const text = `select from takers where offer_id = $1 and chosen_at is not null and let_go_at is null
    and 'handed' in (giver_says, taker_says)`
  return (await rows(db, text, [offerId])).length > 0
}

export type Had = { id: string; handed: boolean }

/** What somebody was chosen for and has, of one owner where one is given, and whether it was handed over as one of the two says. */
export async function findHad(db: Database, personId: string, ownerId?: string): Promise<Had[]> {
  const text = `select o.id, coalesce('handed' in (w.giver_says, w.taker_says), false) as handed
    from takers w join offers o on o.id = w.offer_id and o.person_id = coalesce($2, o.person_id)
    where w.person_id = $1 and w.chosen_at is not null and w.let_go_at is null`
  return rows<Had>(db, text, [personId, ownerId ?? null])
}

/** Those whose hour to be drawn has come, with whose they are; nothing of somebody suspended. */
export async function dueForDraw(
  db: Database,
  now: Temporal.Instant,
  { limit, but }: { limit: number; but: string[] },
): Promise<{ id: string; personId: string }[]> {
  const text = `select o.id, o.person_id as "personId" from offers o join people p on p.id = o.person_id and p.suspended_at is null
    where o.state = 'open' and o.drawn_at <= $1 and o.id <> all($3::bigint[]) order by o.drawn_at limit $2`
  return rows<{ id: string; personId: string }>(db, text, [now.toString(), limit, but])
}

const WISH = `select o.id, o.person_id as "personId", o.kind, o.what, o.details, o.way, o.for_what as "forWhat", o.locality as where from offers o`
// Also of somebody suspended, who may be let in again without a word: who may hear of what is asked of the database each time.
const OPEN_WISH = `${WISH} where o.state = 'open'`

/** As it is matched, whether it stands or not. */
export async function findWish(db: Database, id: string): Promise<Wish> {
  return (await findEver(db, [id]))[0]!
}

/** The same of several. */
export async function findEver(db: Database, ids: string[]): Promise<Wish[]> {
  return rows<Wish>(db, `${WISH} where o.id = any($1::bigint[])`, [ids])
}

/** What stands open, for what is held in memory of it. */
export async function openWishes(db: Database, limit: number): Promise<Wish[]> {
  return rows<Wish>(db, `${OPEN_WISH} order by o.id desc limit $1`, [limit])
}

/** What was said, or stands open again, so lately that it may not have been announced to all. */
export async function openedLately(db: Database, limit: number): Promise<string[]> {
  const text = `select id from offers where state = 'open' and opened_at > now() - interval '2 minutes' order by opened_at desc limit $1`
  return (await rows<{ id: string }>(db, text, [limit])).map(({ id }) => id)
}

/** All of somebody's that are held as open. */
export async function allOpenOf(db: Database, personId: string): Promise<string[]> {
  const text = `select id from offers where person_id = $1 and state = 'open'`
  return (await rows<{ id: string }>(db, text, [personId])).map(({ id }) => id)
}

/** Those of the ids that stand open, in the order of the ids. */
export async function findWishes(db: Database, ids: string[]): Promise<(Wish & { personId: string })[]> {
  return rows<Wish & { personId: string }>(
    db,
    `${OPEN_WISH} and o.id = any($1::bigint[]) order by array_position($1::bigint[], o.id)`,
    [ids],
  )
}

/** Whether somebody would like it, or was chosen and it was not handed over: they may say that they would not after all. */
export async function mayLetBe(db: Database, personId: string, offerId: string): Promise<boolean> {
  const text = `select from takers where offer_id = $1 and person_id = $2 and let_go_at is null
    and not coalesce('handed' in (giver_says, taker_says), false)`
  return (await rows(db, text, [offerId, personId])).length > 0
}

/** Whether a lot chose whoever has it. */
export async function wasDrawn(db: Database, offerId: string): Promise<boolean> {
  const text = 'select from takers where offer_id = $1 and chosen_at is not null and let_go_at is null and drawn'
  return (await rows(db, text, [offerId])).length > 0
}

/** Whether what somebody said to it was taken down. */
export async function isWordTakenDown(db: Database, personId: string, offerId: string): Promise<boolean> {
  const text = 'select from words_taken_down where offer_id = $1 and person_id = $2'
  return (await rows(db, text, [offerId, personId])).length > 0
}

/** What somebody says they would like, by the id of that, and the two whom it is between. */
export async function offerOfTaker(
  db: Database,
  takerId: string,
): Promise<{ id: string; people: string[] } | undefined> {
  const text = `select o.id, array[o.person_id, t.person_id]::text[] as people from takers t join offers o on o.id = t.offer_id where t.id = $1`
  return (await rows<{ id: string; people: string[] }>(db, text, [takerId]))[0]
}
