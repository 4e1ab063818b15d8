import { comesAfter, onTerms } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import type { Kind } from '../model/rules.ts'
import { narrowedTo, type Narrowing } from './offers.ts'
import { offerVisibleTo } from './visible.ts'

/** Something of somebody's, and what may answer it. */
export type Pair = { id: string; otherId: string }
export type Answerable = Pair & { mine: string; theirs: string }

/**
 * Of some pairs those that may hear of each other: each sees what is the other's, and they are on terms; with whose they are. What answers may
 * be narrowed, as whose the first is narrows it.
 */
export async function answerable(
  db: Database,
  pairs: readonly Pair[],
  narrowing: Narrowing = {},
): Promise<Answerable[]> {
  const values: unknown[] = columnsOf(pairs)
  return rows<Answerable>(db, among(narrowedTo(narrowing, values, 'm.person_id')), values)
}

// What is for it of a swap is a need of who offers that, and an offer of who needs that.
const MAY_ANSWER = '(o.kind <> m.kind or m.for_what is not null or o.for_what is not null)'

/** `m` is one of somebody's, `o` what may answer it. */
const among = (more: string) => `select m.id, o.id as "otherId", m.person_id as mine, o.person_id as theirs
  from unnest($1::bigint[], $2::bigint[]) with ordinality pair(id, other_id, place)
  join offers m on m.id = pair.id join offers o on o.id = pair.other_id
  where o.person_id <> m.person_id and ${MAY_ANSWER} and m.state = 'open' and o.state = 'open'
    and o.expires_at > now() and m.expires_at > now()
    and ${offerVisibleTo('m.person_id', 'o')} and ${offerVisibleTo('o.person_id', 'm')} and ${onTerms('m.person_id', 'o.person_id')}
    and ${more}
  order by pair.place`

const columnsOf = (pairs: readonly Pair[]) => [pairs.map(({ id }) => id), pairs.map(({ otherId }) => otherId)]

// One is offered and one needed, no lot is to be drawn for it, neither had it and let it go, and neither said no to just that.
const MAY_BE_GIVEN = `o.kind <> m.kind and m.drawn_at is null and o.drawn_at is null
  and not exists (select from takers l where l.let_go_at is not null
    and (l.offer_id = m.id and l.person_id = o.person_id or l.offer_id = o.id and l.person_id = m.person_id))
  and not exists (select from ring_members g join rings r on r.id = g.ring_id
    join ring_members t on ${comesAfter('t', 'g', 'r')}
    where g.offer_id in (m.id, o.id) and t.need_id in (m.id, o.id) and 'no' in (g.answer, t.answer))`

/** Of some offers and needs those that may hear of each other, and that may be handed over in a ring. */
export async function givable(db: Database, pairs: readonly Pair[]): Promise<Answerable[]> {
  return rows<Answerable>(db, among(MAY_BE_GIVEN), columnsOf(pairs))
}

/**
 * Those that answer something, in their turn to hear of it: who did so already, then whoever was told of an answer longest ago, or never.
 * Of these in the order given.
 */
export async function inTurnToHear(db: Database, id: string, otherIds: readonly string[]): Promise<string[]> {
  const text = `select o.id from unnest($2::bigint[]) with ordinality other(id, place) join offers o on o.id = other.id
    order by exists (select from notices h where h.about_id = $1 and h.kind = 'offer_match' and h.other_id = o.id) desc,
      (select max(n.id) from notices n where n.about_id = o.id and n.kind = 'offer_match') nulls first, other.place`
  return (await rows<{ id: string }>(db, text, [id, otherIds])).map((one) => one.id)
}

/**
 * Of what somebody else offers or needs, and what may answer it: where that is the viewer's own, or of one of the viewer's people and the
 * two could be told of each other by the viewer. The viewer's own before the others. What answers may be narrowed.
 */
export async function knownTo(
  db: Database,
  viewerId: string,
  pairs: readonly Pair[],
  narrowing: Narrowing = {},
): Promise<Pair[]> {
  const values: unknown[] = [viewerId, ...columnsOf(pairs)]
  const narrowed = narrowedTo(narrowing, values)
  return rows<Pair>(
    db,
    `select m.id, o.id as "otherId"
     from unnest($2::bigint[], $3::bigint[]) with ordinality pair(id, other_id, place)
     join offers m on m.id = pair.id join offers o on o.id = pair.other_id
     where o.person_id <> m.person_id and ${MAY_ANSWER} and o.state = 'open' and o.expires_at > now()
       and ${onTerms('m.person_id', 'o.person_id')} and ${narrowed}
       and (o.person_id = $1 and ${offerVisibleTo('m.person_id', 'o')}
         or ${offerVisibleTo('$1', 'o')} and exists (select from follows kf where kf.follower_id = $1 and kf.followee_id = o.person_id))
     order by o.person_id = $1 desc, pair.place`,
    values,
  )
}

/** Those of somebody's that stand, the newest first. */
export async function openOf(db: Database, personId: string, limit: number): Promise<string[]> {
  const text = `select id from offers where person_id = $1 and state = 'open' and expires_at > now() order by id desc limit $2`
  return (await rows<{ id: string }>(db, text, [personId, limit])).map(({ id }) => id)
}

/** Those that stand of one kind of these people, so many of each, the newest of each before more of anybody. */
export async function openOfEach(
  db: Database,
  personIds: string[],
  kind: Kind,
  { each, most }: { each: number; most: number },
): Promise<string[]> {
  const text = `select o.id from unnest($1::bigint[]) p(id) cross join lateral (
      select id, row_number() over (order by id desc) as nth from offers
      where person_id = p.id and kind = $2 and state = 'open' and expires_at > now() order by id desc limit $3) o
    order by o.nth, o.id desc limit $4`
  return (await rows<{ id: string }>(db, text, [personIds, kind, each, most])).map(({ id }) => id)
}
