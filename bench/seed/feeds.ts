import { openHome } from '#modules/timelines'
import { say } from '../figures.ts'
import type { Place } from '../place.ts'
import type { Person } from './people.ts'

const AT_ONCE = 4

/** Gives so many of the people here the home feed that they would have, as the product rebuilds it for who comes back. */
export async function fillFeeds({ ctx, pool }: Place, people: Person[], count: number): Promise<void> {
  const ids = people.filter((person) => person.domain === null).slice(0, count)
  say(`  filling the feeds of ${ids.length} people`)
  await pool.query(
    'insert into home_feeds (person_id, built) select unnest($1::bigint[]), false on conflict (person_id) do update set built = false',
    [ids.map((person) => person.id)],
  )
  const waiting = ids.values()
  const work = async () => {
    for (const person of waiting) await openHome(ctx, person.id)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}
