/** Small reads that actions and other modules need. */
import { comesAfter, noBlockBetween } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import type { About } from '../model/thanks.ts'
import { thanksVisibleTo } from './visible.ts'

export async function maySeeThanks(db: Database, viewerId: string, id: string): Promise<boolean> {
  return (
    (await rows(db, `select from thanks t where t.id = $2 and ${thanksVisibleTo('$1')}`, [viewerId, id])).length > 0
  )
}

/** Who thanks and who is thanked; nobody where there is no such thanks. */
export async function endsOf(db: Database, id: string): Promise<string[]> {
  const text = 'select unnest(array[from_id, to_id]) as id from thanks where id = $1'
  return (await rows<{ id: string }>(db, text, [id])).map(({ id: end }) => end)
}

/** Whether one of its two shuts the other out. */
export async function areApart(db: Database, id: string): Promise<boolean> {
  const text = `select from thanks t where t.id = $1 and not (${noBlockBetween('t.from_id', 't.to_id')})`
  return (await rows(db, text, [id])).length > 0
}

/** Whether it went to them, or along a chain of theirs. */
export async function received(db: Database, personId: string, id: string): Promise<boolean> {
  const text = `select from thanks t where t.id = $2 and ${thanksVisibleTo('$1')} and (t.to_id = $1 or exists (
    select from thanks_chain c where c.thanks_id = t.id and c.person_id = $1))`
  return (await rows(db, text, [personId, id])).length > 0
}

type Same = {
  fromId: string
  toId: string
  about: About
  aboutId: string | null
  /** Of those just so: not from before that. */
  since: Temporal.Instant | null
}

/** The thanks that was said for the same already. */
export async function findThanks(
  db: Database,
  { fromId, toId, about, aboutId, since }: Same,
): Promise<string | undefined> {
  const text = `select t.id from thanks t where t.from_id = $1 and t.to_id = $2 and t.about = $3
    and t.about_id is not distinct from $4::bigint and ($5::timestamptz is null or t.created_at > $5) order by t.id desc limit 1`
  const values = [fromId, toId, about, aboutId, since?.toString() ?? null]
  return (await rows<{ id: string }>(db, text, values))[0]?.id
}

/** For needs that were met in a ring, between `personId` and another, the offers that met them while that stands: the two are one hand-over. */
export async function metInRings(db: Database, personId: string, needIds: string[]): Promise<Map<string, string>> {
  const text = `select n.need_id as need, g.offer_id as offer
    from ring_members n join rings r on r.id = n.ring_id and r.state = 'met' join ring_members g on ${comesAfter('n', 'g', 'r')}
    where n.need_id = any($2::bigint[]) and $1 in (n.person_id, g.person_id)
      and ${isTheirs('n.need_id', 'g.person_id')} and ${isTheirs('g.offer_id', 'n.person_id')}`
  const found = await rows<{ need: string; offer: string }>(db, text, [personId, needIds])
  return new Map(found.map(({ need, offer }) => [need, offer]))
}

function isTheirs(offer: string, person: string): string {
  return `exists (select from takers k where k.offer_id = ${offer} and k.person_id = ${person} and k.chosen_at is not null and k.let_go_at is null)`
}

/** Those along the chain who may hear of it, and whether they know who thanks. */
export async function chainOf(db: Database, thanksId: string): Promise<{ personId: string; seesFrom: boolean }[]> {
  return rows<{ personId: string; seesFrom: boolean }>(
    db,
    `select c.person_id as "personId", c.sees_from as "seesFrom" from thanks_chain c join thanks t on t.id = c.thanks_id
     where t.id = $1 and ${thanksVisibleTo('c.person_id')} order by c.person_id`,
    [thanksId],
  )
}

/** The ask of the answer that a thanks is for. */
export async function askThankedFor(db: Database, thanksId: string): Promise<string | undefined> {
  const text = `select n.ask_id as id from thanks t join answers n on n.id = t.about_id where t.id = $1 and t.about = 'answer'`
  return (await rows<{ id: string }>(db, text, [thanksId]))[0]?.id
}

/** What somebody last thanked somebody for. */
export async function lastThanks(db: Database, fromId: string, toId: string): Promise<string | undefined> {
  const text = 'select id from thanks where from_id = $1 and to_id = $2 order by id desc limit 1'
  return (await rows<{ id: string }>(db, text, [fromId, toId]))[0]?.id
}
