/** Offers and needs as the place serves them: what answers a new one among ten thousand, what rings it closes, and a thousand who want the same thing at once. */
import { offers, offer, take } from '#modules/offers'
import { listen } from '#platform/events'
import { get } from './ask.ts'
import { figure, percentile, say } from './figures.ts'
import { withPlace, type Place } from './place.ts'
import { insertPeople, insertTies, type Person } from './seed/people.ts'
import { makeDice, settleIn, signIn } from './seed/index.ts'
import { askAbout, TOPIC_COUNT } from './topics.ts'

const PEOPLE = 6_250
const OPEN = 10_000
const ASKED = 60
const WARM_UP = 5
const TAKERS = 1_000
const READ = 40
const RINGS_ASKED = 40

export function benchMarket(): Promise<void> {
  return withPlace(async (place) => {
    const dice = makeDice(60)
    const here = (await insertPeople(place, dice, PEOPLE)).filter(({ domain }) => domain === null)
    await insertTies(place, dice, here)
    say(`  writing ${OPEN} offers and needs of ${here.length} people`)
    const wish = () => askAbout(dice, dice.between(0, TOPIC_COUNT - 1))
    await write(
      place,
      here.map(({ id }) => id),
      wish,
    )
    await settleIn(place)
    const matched = await timeMatches(place, here.slice(0, ASKED + WARM_UP), wish)
    figure('offers', 'matches_p50_ms', percentile(matched, 50), 'ms')
    figure('offers', 'matches_p95_ms', percentile(matched, 95), 'ms')
    const { times, proposed } = await timeRings(place, here.slice(0, RINGS_ASKED + WARM_UP), wish)
    figure('offers', 'rings_proposed_p50_ms', percentile(times, 50), 'ms')
    figure('offers', 'rings_proposed_p95_ms', percentile(times, 95), 'ms')
    figure('offers', 'rings_proposed', proposed, 'rings')
    const { read, got } = await takeAtOnce(place, here)
    figure('offers', 'wanted_by_1000_p50_ms', percentile(read, 50), 'ms')
    figure('offers', 'wanted_by_1000_p95_ms', percentile(read, 95), 'ms')
    figure('offers', 'got_it_of_1000', got, 'people')
  })
}

/** Everybody offers something and needs something, since yesterday. */
async function write({ pool }: Place, ids: string[], wish: () => { title: string; text: string }): Promise<void> {
  const rows = Array.from({ length: OPEN }, (_, n) => ({
    person: ids[n % ids.length]!,
    ...wish(),
    kind: Math.floor(n / ids.length) % 2,
  }))
  await pool.query(
    `insert into offers (person_id, kind, what, details, way, reach, expires_at, created_at, opened_at)
     select person, case kind when 0 then 'offer' else 'need' end, left(title, 120), text, 'lend', 'place', now() + interval '30 days',
       now() - interval '1 day', now() - interval '1 day'
     from json_to_recordset($1) r(person bigint, kind int, title text, text text)`,
    [JSON.stringify(rows)],
  )
}

/** From a need that was just told to what answers it, over HTTP, as its owner reads it. */
async function timeMatches(place: Place, people: Person[], wish: () => { title: string; text: string }) {
  const times: number[] = []
  for (const { id: personId, token } of await signIn(place, people)) {
    const { title, text } = wish()
    const words = { kind: 'need', what: title.slice(0, 120), details: text, way: 'lend', reach: 'place' } as const
    const id = await offer(place.ctx, personId, words)
    const started = performance.now()
    await get(`${place.origin}/api/kith/v1/offers/${id}/matches`, { token })
    times.push(performance.now() - started)
  }
  return times.slice(WARM_UP)
}

/** From an offer that just stands to the rings that it closes, proposed: the whole job, in a process that holds the matching. */
async function timeRings({ ctx, pool }: Place, people: Person[], wish: () => { title: string; text: string }) {
  const events = await listen(pool.options.connectionString!, ctx.log)
  const stop = offers.watch!(ctx, events)
  const propose = offers.jobs!(ctx)['offers.rings'] as (payload: { id: string }) => Promise<void>
  const times: number[] = []
  for (const { id: person } of people) {
    const id = await insertOffer(pool, person, wish())
    const started = performance.now()
    await propose({ id })
    times.push(performance.now() - started)
  }
  stop()
  await events.stop()
  const { rows } = await pool.query('select count(*)::int as count from rings')
  return { times: times.slice(WARM_UP), proposed: rows[0].count as number }
}

/** Not told to the server, whose own job would propose the same. */
async function insertOffer(pool: Place['pool'], person: string, { title, text }: { title: string; text: string }) {
  const { rows } = await pool.query(
    `insert into offers (person_id, kind, what, details, way, reach, expires_at, created_at)
     values ($1, 'offer', left($2, 120), $3, 'lend', 'place', now() + interval '30 days', now()) returning id`,
    [person, title, text],
  )
  return rows[0].id as string
}

/** A thousand want it at once, whose it is looks at who would, and it is drawn three times at once. */
async function takeAtOnce(place: Place, here: Person[]): Promise<{ read: number[]; got: number }> {
  const { ctx, pool } = place
  const [owner, ...others] = here
  const id = await offer(ctx, owner!.id, { kind: 'offer', what: 'Ein Klavier', way: 'gift', reach: 'place' })
  await pool.query('delete from blocks')
  await pool.query('delete from mutes')
  await Promise.all(others.slice(0, TAKERS).map((one) => insist(() => take(ctx, one.id, id))))
  const read = await timeWanted(place, owner!)
  await pool.query(`update offers set drawn_at = now() where id = $1`, [id])
  const draw = offers.jobs!(ctx)['offers.draw'] as (payload: unknown) => Promise<void>
  await Promise.all([draw({}), draw({}), draw({})])
  const { rows } = await pool.query('select count(*)::int as count from takers where chosen_at is not null')
  return { read, got: rows[0].count }
}

/** Whoever was not let to the database in time asks again, as people do. */
async function insist<T>(deed: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await deed()
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('timeout exceeded'))) throw error
    }
}

/** Over HTTP, as one reads it on one's own page. */
async function timeWanted(place: Place, owner: Person): Promise<number[]> {
  const [reader] = await signIn(place, [owner])
  const times: number[] = []
  for (let n = 0; n < WARM_UP + READ; n++) {
    const started = performance.now()
    await get(`${place.origin}/api/kith/v1/offers/wanted`, { token: reader!.token })
    times.push(performance.now() - started)
  }
  return times.slice(WARM_UP)
}
