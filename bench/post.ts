/** Saying something with a thousand followers here: how long it takes, and until the last of them has it at home. */
import { get, post } from './ask.ts'
import { figure, median, percentile, say } from './figures.ts'
import type { Options } from './main.ts'
import { withPlace, type Place } from './place.ts'
import { fillFeeds, follow, makeDice, seed, settleIn, signIn, type SignedIn } from './seed/index.ts'
import { makeText } from './seed/words.ts'

const FOLLOWERS = 1000
const WARM_UP = 30
const POSTS = 100
const LOOK_EVERY = 5

export async function benchPost({ rounds }: Options): Promise<void> {
  await withPlace((place) => measure(place, rounds))
}

type Cast = { author: SignedIn; last: SignedIn; texts: string[] }

async function measure(place: Place, rounds: number) {
  const cast = await prepare(place)
  say('  warming up')
  for (let at = 0; at < WARM_UP; at++) await sayOne(place, cast, at)
  const posts: number[] = []
  const arrivals: number[] = []
  for (let round = 0; round < rounds; round++) {
    const took: number[] = []
    const arrived: number[] = []
    for (let at = 0; at < POSTS; at++) {
      const { id, milliseconds } = await sayOne(place, cast, at)
      took.push(milliseconds)
      if (at % LOOK_EVERY === 0) arrived.push(await untilAtHome(place, cast.last, id))
    }
    posts.push(percentile(took, 95))
    arrivals.push(percentile(arrived, 95))
    say(
      `  p95 ${posts.at(-1)!.toFixed(1)} ms, median ${median(took).toFixed(1)} ms, at home ${arrivals.at(-1)!.toFixed(1)} ms later`,
    )
  }
  await checkFeeds(place, cast, WARM_UP + rounds * POSTS)
  figure('post', 'post_p95_ms', median(posts), 'ms')
  figure('post', 'last_home_p95_ms', median(arrivals), 'ms')
}

async function prepare(place: Place): Promise<Cast> {
  const people = await seed(place, { people: 1500, statuses: 10_000 })
  const here = people.filter((person) => person.domain === null)
  const [author, ...others] = here
  const followers = others.slice(0, FOLLOWERS)
  await place.pool.query('delete from follows where followee_id = $1', [author!.id])
  await follow(place, followers, [author!])
  await fillFeeds(place, followers, FOLLOWERS)
  const [speaker, last] = await signIn(place, [author!, followers.at(-1)!])
  await settleIn(place)
  const dice = makeDice(7)
  const texts = Array.from({ length: POSTS }, () =>
    makeText(dice, 'de', dice.chance(0.3) ? dice.pick(followers).username : null),
  )
  return { author: speaker!, last: last!, texts }
}

async function sayOne({ origin }: Place, { author, texts }: Cast, at: number) {
  const began = performance.now()
  const said = await post<{ id: string; content: string }>(`${origin}/api/v1/statuses`, {
    token: author.token,
    body: { status: texts[at % texts.length], visibility: 'public', language: 'de' },
  })
  const milliseconds = performance.now() - began
  if (!said.content) throw new Error(`What was said came back empty: ${JSON.stringify(said)}`)
  return { id: said.id, milliseconds }
}

async function untilAtHome({ origin }: Place, { token }: SignedIn, id: string): Promise<number> {
  const began = performance.now()
  for (;;) {
    const [newest] = await get<{ id: string }[]>(`${origin}/api/v1/timelines/home?limit=1`, { token })
    const milliseconds = performance.now() - began
    if (newest?.id === id) return milliseconds
    if (milliseconds > 10_000) throw new Error(`${id} did not come into the last follower's home within ten seconds.`)
  }
}

/** Every post is in the feed of every follower and of the author, once. */
async function checkFeeds({ pool }: Place, { author }: Cast, said: number) {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from home_feed where author_id = $1 and status_id in (
       select id from statuses where person_id = $1 order by id desc limit $2)`,
    [author.id, said],
  )
  const wanted = said * (FOLLOWERS + 1)
  if (rows[0]!.count !== wanted) throw new Error(`There are ${rows[0]!.count} rows in the feeds, not ${wanted}.`)
}
