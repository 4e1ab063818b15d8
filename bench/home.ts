/**
 * Reading one's home, beside a bare route of the same app that reads one row by its primary key on the same pool and answers
 * the same bytes: requests a second of the one by those of the other, and the processor time of one request.
 */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { figure, median, say } from './figures.ts'
import { requestFor, startLoad, type Load, type Outcome } from './load.ts'
import type { Options } from './main.ts'
import { withPlace, type Place } from './place.ts'
import { millisecondsBetween, processorUse } from './processor.ts'
import { fillFeeds, makeReader, seed, settleIn, type Reader } from './seed/index.ts'

export const HOME = '/api/v1/timelines/home'
const PEOPLE = 2000
export const FOLLOWED = 500
/** Whose feeds lie beside the reader's. */
const READERS = 400
const WARM_UP = 4

type Round = { home: number; bare: number; ratio: number; cpu: number }

export async function benchHome(options: Options): Promise<void> {
  const node = options.profile ? ['--cpu-prof', '--cpu-prof-dir', profileFolder(options.profile)] : []
  await withPlace((place) => measure(place, options), { node })
}

async function measure(place: Place, { statuses, rounds, seconds, connections }: Options) {
  const people = await seed(place, { people: PEOPLE, statuses })
  await fillFeeds(place, people, READERS)
  const reader = await makeReader(place, people, FOLLOWED)
  await settleIn(place)
  const body = await readHome(place, reader)
  await place.ask({ bareBody: body })
  const bytes = Buffer.byteLength(body)
  const load = startLoad()
  try {
    const { home, bare } = routes(place, reader, load, { bytes, connections })
    say('  warming up')
    await home(WARM_UP)
    await bare(WARM_UP)
    const taken: Round[] = []
    for (let at = 0; at < rounds; at++) taken.push(await takeRound(place, { home, bare, seconds }))
    figure('home', 'home_ratio', median(taken.map((round) => round.ratio)), 'ratio')
    figure('home', 'home_rps', median(taken.map((round) => round.home)), 'requests/s')
    figure('home', 'bare_rps', median(taken.map((round) => round.bare)), 'requests/s')
    figure('home', 'home_bytes', bytes, 'bytes')
    figure('home', 'home_cpu_ms', median(taken.map((round) => round.cpu)), 'ms')
  } finally {
    load.stop()
  }
}

type Asking = (seconds: number) => Promise<Outcome>

function routes(
  { port }: Place,
  reader: Reader,
  load: Load,
  { bytes, connections }: { bytes: number; connections: number },
) {
  const ask =
    (request: string): Asking =>
    async (seconds) => {
      const outcome = await load.run({ port, request, connections, seconds })
      if (outcome.bytes !== bytes) throw new Error(`An answer had ${outcome.bytes} bytes, not ${bytes}.`)
      return outcome
    }
  return {
    home: ask(requestFor(HOME, reader.token)),
    bare: ask(requestFor(`/health/bare/${reader.id}`)),
  }
}

type Asked = { home: Asking; bare: Asking; seconds: number }

/** The bare route between two halves of the other, so that what else the machine does hits both. */
async function takeRound({ pid, dataDir }: Place, { home, bare, seconds }: Asked): Promise<Round> {
  const counted = async (ask: Asking, length: number) => {
    const before = processorUse(pid, dataDir)
    const { answers } = await ask(length)
    return { answers, used: millisecondsBetween(before, processorUse(pid, dataDir)) }
  }
  const first = await counted(home, seconds / 2)
  const compared = await counted(bare, seconds)
  const second = await counted(home, seconds / 2)
  const answers = first.answers + second.answers
  const round = {
    home: answers / seconds,
    bare: compared.answers / seconds,
    ratio: answers / compared.answers,
    cpu: (first.used + second.used) / answers,
  }
  const rates = `home ${round.home.toFixed(0)}/s (${round.cpu.toFixed(2)} ms), bare ${round.bare.toFixed(0)}/s`
  say(`  ${rates} (${(compared.used / compared.answers).toFixed(2)} ms), ratio ${round.ratio.toFixed(3)}`)
  return round
}

type Entry = {
  account: { id: string; avatar: string }
  reblog: Entry | null
  content: string
  favourited: boolean
  bookmarked: boolean
  media_attachments: { blurhash: string }[]
}

/** What is measured, where it is a home as people have it. */
async function readHome({ origin }: Place, reader: Reader): Promise<string> {
  const answer = await fetch(origin + HOME, { headers: { authorization: `Bearer ${reader.token}` } })
  const text = await answer.text()
  const page = answer.status === 200 ? (JSON.parse(text) as Entry[]) : []
  const shown = page.map((entry) => entry.reblog ?? entry)
  const authors = new Set(page.flatMap((entry) => [entry.account.id, entry.reblog?.account.id ?? entry.account.id]))
  const right =
    page.length === 20 &&
    authors.size >= 15 &&
    shown.every((entry) => entry.account.avatar.startsWith(`${origin}/media/`) && entry.content.startsWith('<p>')) &&
    page.some((entry) => entry.reblog) &&
    shown.some((entry) => entry.media_attachments.some((picture) => picture.blurhash)) &&
    shown.some((entry) => entry.favourited) &&
    shown.some((entry) => entry.bookmarked)
  if (!right) throw new Error(`That is no home to measure: ${answer.status} ${text.slice(0, 2000)}`)
  say(`  home: ${page.length} statuses, ${authors.size} people, ${page.filter((one) => one.reblog).length} boosts`)
  return text
}

function profileFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  return resolve(folder)
}
