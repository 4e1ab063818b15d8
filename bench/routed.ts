/** The whole of routing one ask among ten thousand who sign in here, from the database to the nudges, as the job does it. */
import { asks } from '#modules/asks'
import { figure, percentile, say } from './figures.ts'
import { withPlace, type Place } from './place.ts'
import { insertPeople, insertTies } from './seed/people.ts'
import { makeDice, settleIn } from './seed/index.ts'
import { askAbout, speakOf, TOPIC_COUNT } from './topics.ts'

const PEOPLE = 12_500
const ASKED = 200
const WARM_UP = 20

/** Four in five of the people live here. */
export function benchRouted(): Promise<void> {
  return withPlace(async (place) => {
    const dice = makeDice(52)
    say(`  writing ${(PEOPLE * 4) / 5} people who sign in here, and whom they follow`)
    const here = (await insertPeople(place, dice, PEOPLE)).filter(({ domain }) => domain === null)
    await insertTies(place, dice, here)
    await letIn(place, (count) => speakOf(dice, dice.between(0, TOPIC_COUNT - 1), count))
    await settleIn(place)
    const route = asks.jobs!(place.ctx)['asks.route'] as (payload: { id: string }) => Promise<void>
    const times: number[] = []
    for (let count = 0; count < ASKED + WARM_UP; count++) {
      const { title, text } = askAbout(dice, dice.between(0, TOPIC_COUNT - 1))
      // Not by the action, whose job the server beside this would take up.
      const { rows } = await place.pool.query<{ id: string }>(
        `insert into asks (person_id, question, details, reach) values ($1, $2, $3, 'place') returning id`,
        [dice.pick(here).id, title, text],
      )
      const started = performance.now()
      await route(rows[0]!)
      times.push(performance.now() - started)
    }
    const measured = times.slice(WARM_UP)
    figure('routing', 'whole_p50_ms', percentile(measured, 50), 'ms')
    figure('routing', 'whole_p95_ms', percentile(measured, 95), 'ms')
    const { rows } = await place.pool.query('select count(*)::int as count from nudges')
    if (rows[0].count === 0) throw new Error('Nobody was nudged.')
  })
}

/** Everybody gets an account, and says what they help with. */
async function letIn({ pool }: Place, speak: (count: number) => string): Promise<void> {
  await pool.query(`insert into accounts (person_id, email, password_hash, created_at)
    select id, username || '@bench.test', 'none', now() - interval '1 year' from people where domain is null`)
  const { rows } = await pool.query<{ id: string }>('select id from people where domain is null')
  await pool.query(
    `update people p set helps_with = array[o.offer]
     from unnest($1::bigint[], $2::text[]) o(id, offer) where p.id = o.id`,
    [rows.map(({ id }) => id), rows.map(() => speak(4))],
  )
}
