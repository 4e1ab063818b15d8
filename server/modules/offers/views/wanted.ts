import { accountsById, type Account } from '#modules/people'
import type { Context } from '#platform/context'
import { rows } from '#platform/db'
import { MAY_BE_CHOSEN, NAME } from './takers.ts'

/** Some of mine that stands, and who would like it, or would help: the first by name, and whether there are more. */
export type WantedEntity = { offer_id: string; people: Account[]; more: boolean }

/** Of so many of mine, the newest, and so many names of each. */
const MOST = 100
const NAMES = 3

export async function viewWanted(ctx: Context, ownerId: string): Promise<WantedEntity[]> {
  const found = await rows<{ id: string; people: string[] }>(
    ctx.db,
    `select o.id, w.people
     from (select * from offers
       where person_id = $1 and state = 'open' and expires_at > now() and taken_down_at is null order by id desc limit ${MOST}) o
     cross join lateral (select array_agg(n.id order by n.name, n.id) as people from (
       select p.id, ${NAME} as name
       from takers t join people p on p.id = t.person_id
       where t.offer_id = o.id and t.let_go_at is null and ${MAY_BE_CHOSEN}
       order by 2, 1 limit ${NAMES + 1}) n) w
     where w.people is not null order by o.id desc`,
    [ownerId],
  )
  const byId = await accountsById(
    ctx,
    ownerId,
    found.flatMap(({ people }) => people),
  )
  return found.map(({ id, people }) => ({
    offer_id: id,
    people: people.slice(0, NAMES).flatMap((one) => byId.get(one) ?? []),
    more: people.length > NAMES,
  }))
}
