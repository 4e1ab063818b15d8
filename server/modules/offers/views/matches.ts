import { comesAfter, onTerms } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import type { Kind } from '../model/rules.ts'
import { offerVisibleTo } from './visible.ts'

/** Something of somebody's, and what may answer it. */
export type Pair = { id: string; otherId: string }
export type Answerable = Pair & { mine: string; theirs: string }

/** Of some pairs those that may hear of each other: each sees what is the other's, and they are on terms; with whose they are. */
export async function answerable(db: Database, pairs: readonly Pair[]): Promise<Answerable[]> {
  return rows<Answerable>(db, among(), columnsOf(pairs))
}

/** `m` is one of somebody's, `o` what may answer it. */
const among = (more = 'true') => `select m.id, o.id as "otherId", m.person_id as mine, o.person_id as theirs
  from unnest($1::bigint[], $2::bigint[]) with ordinality pair(id, other_id, place)
  join offers m on m.id = pair.id join offers o on o.id = pair.other_id
  where o.person_id <> m.person_id and o.kind <> m.kind and m.state = 'open' and o.state = 'open'
    and o.expires_at > now() and m.expires_at > now()
    and ${offerVisibleTo('m.person_id', 'o')} and ${offerVisibleTo('o.person_id', 'm')} and ${onTerms('m.person_id', 'o.person_id')}
    and ${more}
  order by pair.place`

const columnsOf = (pairs: readonly Pair[]) => [pairs.map(({ id }) => id), pairs.map(({ otherId }) => otherId)]

// No lot is to be drawn for the offer, neither had it and let it go, and neither said no to just that.
const MAY_BE_GIVEN = `m.drawn_at is null
  and not exists (select from takers l where l.let_go_at is not null
    and (l.offer_id = m.id and l.person_id = o.person_id or l.offer_id = o.id and l.person_id = m.person_id))
  and not exists (select from rings r join ring_members g on g.ring_id = r.id and g.offer_id = m.id
    join ring_members t on ${comesAfter('t', 'g', 'r')} and t.need_id = o.id where 'no' in (g.answer, t.answer))`

/** Of some offers and needs those that may hear of each other, and that may be handed over in a ring. */
export async function givable(db: Database, pairs: readonly Pair[]): Promise<Answerable[]> {
  return rows<Answerable>(db, among(MAY_BE_GIVEN), columnsOf(pairs))
}

/**
 * Of what somebody else offers or needs, and what may answer it: where that is the viewer's own, or of one of the viewer's people and the
 * two could be told of each other by the viewer. The viewer's own before the others.
 */
export async function knownTo(db: Database, viewerId: string, pairs: readonly Pair[]): Promise<Pair[]> {
  return rows<Pair>(
    db,
    `select m.id, o.id as "otherId"
     from unnest($2::bigint[], $3::bigint[]) with ordinality pair(id, other_id, place)
     join offers m on m.id = pair.id join offers o on o.id = pair.other_id
     where o.person_id <> m.person_id and o.kind <> m.kind and o.state = 'open' and o.expires_at > now()
       and ${onTerms('m.person_id', 'o.person_id')}
       and (o.person_id = $1 and ${offerVisibleTo('m.person_id', 'o')}
         or ${offerVisibleTo('$1', 'o')} and exists (select from follows kf where kf.follower_id = $1 and kf.followee_id = o.person_id))
     order by o.person_id = $1 desc, pair.place`,
    [viewerId, pairs.map(({ id }) => id), pairs.map(({ otherId }) => otherId)],
  )
}

/** Those of somebody's that stand, the newest first. */
export async function openOf(db: Database, personId: string, limit: number): Promise<string[]> {
  const text = `select id from offers where person_id = $1 and state = 'open' and expires_at > now() order by id desc limit $2`
  return (await rows<{ id: string }>(db, text, [personId, limit])).map(({ id }) => id)
}

/** The newest that stand of one kind of each of these people, so many of each. */
export async function openOfEach(db: Database, personIds: string[], kind: Kind, limit: number): Promise<string[]> {
  const text = `select o.id from unnest($1::bigint[]) p(id) cross join lateral (
      select id from offers where person_id = p.id and kind = $2 and state = 'open' and expires_at > now()
      order by id desc limit $3) o`
  return (await rows<{ id: string }>(db, text, [personIds, kind, limit])).map(({ id }) => id)
}
