/** How many statements a page of one's home costs: as many for 40 statuses as for 20. */
import { get } from './ask.ts'
import { figure, say } from './figures.ts'
import { FOLLOWED, HOME } from './home.ts'
import { withPlace, type Place } from './place.ts'
import { fillFeeds, makeReader, seed, settleIn, type Reader } from './seed/index.ts'

const PEOPLE = 800
const STATUSES = 5000

export async function benchQueries(): Promise<void> {
  await withPlace(measure, { countStatements: true })
}

async function measure(place: Place) {
  const people = await seed(place, { people: PEOPLE, statuses: STATUSES })
  await fillFeeds(place, people, 100)
  const reader = await makeReader(place, people, FOLLOWED)
  await settleIn(place)
  // At first nothing is kept in memory yet, and the day's first visit is noted.
  figure('queries', 'first_page_of_20', (await statementsOf(place, reader, 20)).length, 'queries')
  for (const limit of [20, 40]) {
    await statementsOf(place, reader, limit)
    const statements = await statementsOf(place, reader, limit)
    for (const text of statements) say(`  ${limit}: ${text.trim().replace(/\s+/g, ' ').slice(0, 100)}`)
    figure('queries', `page_of_${limit}`, statements.length, 'queries')
  }
}

async function statementsOf({ origin, ask }: Place, reader: Reader, limit: number): Promise<string[]> {
  await ask({ statements: true })
  const page = await get<unknown[]>(`${origin}${HOME}?limit=${limit}`, { token: reader.token })
  if (page.length !== limit) throw new Error(`A page of ${limit} has ${page.length}.`)
  return ask({ statements: true })
}
