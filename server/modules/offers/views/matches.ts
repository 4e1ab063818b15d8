import { onTerms } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { offerVisibleTo } from './visible.ts'

/** Something of somebody's, and what may answer it. */
export type Pair = { id: string; otherId: string }
export type Answerable = Pair & { mine: string; theirs: string }

/** Of some pairs those that may hear of each other: each sees what is the other's, and they are on terms; with whose they are. */
export async function answerable(db: Database, pairs: readonly Pair[]): Promise<Answerable[]> {
  return rows<Answerable>(
    db,
    `select m.id, o.id as "otherId", m.person_id as mine, o.person_id as theirs
     from unnest($1::bigint[], $2::bigint[]) with ordinality pair(id, other_id, place)
     join offers m on m.id = pair.id join offers o on o.id = pair.other_id
     where o.person_id <> m.person_id and o.kind <> m.kind and m.state = 'open' and o.state = 'open'
       and o.expires_at > now() and m.expires_at > now()
       and ${offerVisibleTo('m.person_id', 'o')} and ${offerVisibleTo('o.person_id', 'm')} and ${onTerms('m.person_id', 'o.person_id')}
     order by pair.place`,
    [pairs.map(({ id }) => id), pairs.map(({ otherId }) => otherId)],
  )
}

/** Those of somebody's that stand, the newest first. */
export async function openOf(db: Database, personId: string, limit: number): Promise<string[]> {
  const text = `select id from offers where person_id = $1 and state = 'open' and expires_at > now() order by id desc limit $2`
  return (await rows<{ id: string }>(db, text, [personId, limit])).map(({ id }) => id)
}
