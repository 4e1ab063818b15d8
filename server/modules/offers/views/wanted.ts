import { mayBeChosen } from '#modules/audience'
import { accountsById, type Account } from '#modules/people'
import { isoMillis } from '#platform/clock'
import type { Context } from '#platform/context'
import { rows } from '#platform/db'
import type { Kind } from '../model/rules.ts'
import { NAME } from './takers.ts'

/** Some of mine that stands, and who would like it, or would help: the first by name, and whether there are more. */
export type WantedEntity = {
  offer_id: string
  kind: Kind
  what: string
  language: string | null
  /** When Kith draws, where it is to: until then nobody waits for its owner. */
  drawn_at: string | null
  people: Account[]
  more: boolean
}

type Row = Pick<WantedEntity, 'kind' | 'what' | 'language'> & {
  id: string
  drawn_at: Temporal.Instant | null
  people: string[]
}

/** Of so many of mine, the newest, and so many names of each. */
const MOST = 100
const NAMES = 3

/**
 * All who said that they would, each looked up by key and put in order, before anybody asks who of them may: so it costs as much as there
 * are of them, however few the planner takes them for, and only of the first it is asked.
 */
const BY_NAME = `
  select t.person_id, p.name
  from takers t cross join lateral (
    select ${NAME} as name from people p where p.id = t.person_id offset 0) p
  where t.offer_id = o.id and t.let_go_at is null order by p.name, t.person_id offset 0`

export async function viewWanted(ctx: Context, ownerId: string): Promise<WantedEntity[]> {
  const found = await rows<Row>(
    ctx.db,
    `select o.id, o.kind, o.what, o.language, o.drawn_at, w.people
     from (select * from offers
       where person_id = $1 and state = 'open' and expires_at > now() and taken_down_at is null order by id desc limit ${MOST}) o
     cross join lateral (select array_agg(n.person_id order by n.name, n.person_id) as people from (
       select t.person_id, t.name from (${BY_NAME}) t where ${mayBeChosen('o', 't.person_id')}
       order by t.name, t.person_id limit ${NAMES + 1}) n) w
     where w.people is not null order by o.id desc`,
    [ownerId],
  )
  const byId = await accountsById(
    ctx,
    ownerId,
    found.flatMap(({ people }) => people),
  )
  return found.map(({ id, people, drawn_at: drawn, ...words }) => ({
    offer_id: id,
    ...words,
    drawn_at: drawn && isoMillis(drawn),
    people: people.slice(0, NAMES).flatMap((one) => byId.get(one) ?? []),
    more: people.length > NAMES,
  }))
}
