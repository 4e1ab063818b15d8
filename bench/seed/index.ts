/**
 * Fills a place for a bench: people with profiles and pictures, who follows whom, and what was said in the last three months,
 * written straight into the tables (only here) as the product would have left them. Home feeds are filled by the
 * product itself.
 */
import type pg from 'pg'
import { say } from '../figures.ts'
import type { Place } from '../place.ts'
import { makeDice } from './dice.ts'
import { insertPeople, insertTies, type Person } from './people.ts'
import { insertReactions } from './reactions.ts'
import { insertStatuses } from './statuses.ts'

export type { Person } from './people.ts'
export { makeReader, type Reader } from './reader.ts'
export { makeDice } from './dice.ts'
export { fillFeeds } from './feeds.ts'
export { follow, signIn, type SignedIn } from './tokens.ts'

export async function seed(
  place: Place,
  { people, statuses }: { people: number; statuses: number },
): Promise<Person[]> {
  const dice = makeDice(1)
  say(`  writing ${people} people and ${statuses} statuses`)
  const everybody = await insertPeople(place, dice, people)
  await insertTies(place, dice, everybody)
  await withoutWordsIndex(place.pool, () => insertStatuses(place, dice, everybody, statuses))
  await insertReactions(place.pool)
  return everybody
}

/** What a database looks like that was not filled a minute ago. */
export async function settleIn({ pool }: Place): Promise<void> {
  say('  vacuum analyze')
  await pool.query('vacuum analyze')
}

/** Words are indexed several times as fast all at once. */
async function withoutWordsIndex(pool: pg.Pool, work: () => Promise<void>) {
  const { rows } = await pool.query<{ indexdef: string }>(
    `select indexdef from pg_indexes where indexname = 'statuses_words'`,
  )
  await pool.query('drop index if exists statuses_words')
  await work()
  for (const { indexdef } of rows) await pool.query(indexdef)
}
