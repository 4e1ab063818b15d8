/**
 * `npm run bench [-- NAME…] [options]` measures Kith as it runs: its own process, its own PostgreSQL as safe as in production, real
 * HTTP. Each figure is one JSON line on standard output; what it is doing goes to standard error. Without a name, all of them.
 */
import { parseArgs } from 'node:util'
import { benchAsks } from './asks.ts'
import { say } from './figures.ts'
import { benchHome } from './home.ts'
import { closePlaces } from './place.ts'
import { benchIntroductions } from './introductions.ts'
import { benchOffers } from './offers.ts'
import { benchPost } from './post.ts'
import { benchQueries } from './queries.ts'
import { benchRouting } from './routing.ts'
import { benchStart } from './startup.ts'
import { benchStreams } from './streams.ts'
import { benchSuggestions } from './suggestions.ts'
import { benchWeight } from './weight.ts'

export type Options = {
  /** How many statuses are stored before `home` and `queries` measure. */
  statuses: number
  /** How often each figure is taken; the median counts. */
  rounds: number
  /** How long a round of `home` lasts on each of its two routes. */
  seconds: number
  /** How many ask at once. */
  connections: number
  /** Where the server of `home` leaves its profile (node --cpu-prof). */
  profile: string | undefined
  /** Which site's Posts.xml `asks` is measured on. */
  posts: string | undefined
  /** The list of edges `introductions` ranks on, and how often it hides some of them. */
  graph: string | undefined
  seeds: number
}

const BENCHES: Record<string, (options: Options) => Promise<void>> = {
  home: benchHome,
  queries: benchQueries,
  streams: benchStreams,
  post: benchPost,
  start: benchStart,
  weight: benchWeight,
  asks: benchAsks,
  offers: benchOffers,
  routing: benchRouting,
  introductions: benchIntroductions,
  suggestions: benchSuggestions,
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void closePlaces().then(() => process.exit(1)))

try {
  const { names, options } = readArguments()
  for (const name of names) {
    say(`${name}:`)
    await BENCHES[name]!(options)
  }
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
  await closePlaces()
  process.exit(1)
}

function readArguments(): { names: string[]; options: Options } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      statuses: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '16' },
      profile: { type: 'string' },
      posts: { type: 'string' },
      graph: { type: 'string' },
      seeds: { type: 'string', default: '5' },
    },
  })
  const unknown = positionals.find((name) => !(name in BENCHES))
  if (unknown) throw new Error(`There is no bench ${unknown}; there are ${Object.keys(BENCHES).join(', ')}.`)
  const options = {
    statuses: atLeast(values.statuses, 'statuses', 1000),
    rounds: atLeast(values.rounds, 'rounds', 1),
    seconds: atLeast(values.seconds, 'seconds', 1),
    connections: atLeast(values.connections, 'connections', 1),
    profile: values.profile,
    posts: values.posts,
    graph: values.graph,
    seeds: atLeast(values.seeds, 'seeds', 1),
  }
  return { names: positionals.length > 0 ? positionals : Object.keys(BENCHES), options }
}

function atLeast(text: string, name: string, least: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least) return number
  throw new Error(`--${name} must be a whole number from ${least} on, not "${text}".`)
}
