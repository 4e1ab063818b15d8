/** How long whoever has four hundred ties waits for whom they could introduce to each other: everybody says what they offer and seek. */
import { get } from './ask.ts'
import { figure, percentile, say } from './figures.ts'
import { withPlace, type Place } from './place.ts'
import { millisecondsBetween, processorUse } from './processor.ts'
import { follow, makeDice, seed, settleIn, signIn } from './seed/index.ts'
import { askAbout, TOPIC_COUNT } from './topics.ts'

const PEOPLE = 2000
const STATUSES = 40_000
const TIES = 400
const SAID_EACH = 3
const ASKED = 60
const WARM_UP = 5

export async function benchPairs(): Promise<void> {
  await withPlace(async (place) => {
    const people = await seed(place, { people: PEOPLE, statuses: STATUSES })
    const here = people.filter(({ domain }) => domain === null).slice(0, TIES + 1)
    const [introducer, ...ties] = here
    await describe(place, ties)
    await follow(place, [introducer!], ties)
    await follow(place, ties, [introducer!])
    const [{ token } = { token: '' }] = await signIn(place, [introducer!])
    await settleIn(place)
    const times: number[] = []
    let before = processorUse(place.pid, place.dataDir)
    for (let i = 0; i < ASKED + WARM_UP; i += 1) {
      if (i === WARM_UP) before = processorUse(place.pid, place.dataDir)
      const started = performance.now()
      const pairs = await get<unknown[]>(`${place.origin}/api/kith/v1/suggestions/pairs?limit=12`, { token })
      times.push(performance.now() - started)
      if (i === 0) say(`  ${pairs.length} pairs among ${ties.length} ties; the first time ${Math.round(times[0]!)} ms`)
    }
    const used = millisecondsBetween(before, processorUse(place.pid, place.dataDir))
    const clock = times.slice(WARM_UP)
    figure('suggestions', 'pairs_of_400_p50_ms', percentile(clock, 50), 'ms')
    figure('suggestions', 'pairs_of_400_p95_ms', percentile(clock, 95), 'ms')
    figure('suggestions', 'pairs_of_400_cpu_ms', used / ASKED, 'ms')
  })
}

/** Each seeks and offers things of their own, in three words each. */
async function describe({ pool }: Place, people: { id: string }[]) {
  const dice = makeDice(7)
  const sayings = () => Array.from({ length: SAID_EACH }, () => askAbout(dice, dice.between(0, TOPIC_COUNT - 1)).title)
  for (const { id } of people)
    await pool.query('update people set helps_with = $2, looks_for = $3 where id = $1', [id, sayings(), sayings()])
}
