/**
 * A comment to two hundred people who have Kith open: half with the thread on the screen, half with their home, where it
 * comes because they follow both who wrote it and whom it answers. From the POST's answer to the last stream.
 */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { post } from './ask.ts'
import { figure, median, percentile, say } from './figures.ts'
import type { Options } from './main.ts'
import { withPlace, type Place } from './place.ts'
import { fillFeeds, follow, seed, settleIn, signIn, type SignedIn } from './seed/index.ts'

const STREAMS = 200
const WARM_UP = 10
const COMMENTS = 30
const PATIENCE = 10_000

export async function benchStreams({ rounds }: Options): Promise<void> {
  await withPlace((place) => measure(place, rounds))
}

async function measure(place: Place, rounds: number) {
  const people = await seed(place, { people: 600, statuses: 10_000 })
  const here = people.filter((person) => person.domain === null).slice(0, STREAMS + 2)
  const [author, commenter, ...watchers] = await signIn(place, here)
  await follow(place, watchers, [author!, commenter!])
  await fillFeeds(place, here, here.length)
  await settleIn(place)
  const thread = await speak(place, author!, { status: 'Wer hilft am Samstag am Bahnhof?' })
  const arrivals = watchArrivals()
  const sockets = await openStreams(place, watchers, thread, arrivals.on)
  try {
    const one = async (text: string) => {
      const id = await speak(place, commenter!, { status: text, in_reply_to_id: thread })
      return arrivals.untilEverybodyHas(id)
    }
    for (let at = 0; at < WARM_UP; at++) await one(`Ich komme zum ${at}. Mal.`)
    const taken: number[] = []
    for (let round = 0; round < rounds; round++) {
      const waits: number[] = []
      for (let at = 0; at < COMMENTS; at++) {
        waits.push(await one(`Ich bringe ${at} Handschuhe mit, und die Kinder kommen auch.`))
        await sleep(50)
      }
      taken.push(percentile(waits, 95))
      say(`  p95 ${taken.at(-1)!.toFixed(1)} ms, median ${median(waits).toFixed(1)} ms`)
    }
    figure('streams', 'last_stream_p95_ms', median(taken), 'ms')
  } finally {
    for (const socket of sockets) socket.terminate()
  }
}

async function speak({ origin }: Place, { token }: SignedIn, body: object): Promise<string> {
  return (await post<{ id: string }>(`${origin}/api/v1/statuses`, { token, body })).id
}

/** Counts who has what. A stream may have it before the POST is answered: that is no wait at all. */
function watchArrivals() {
  const arrived = new Map<string, Set<number>>()
  let check = () => {}
  return {
    on(stream: number, id: string) {
      const streams = arrived.get(id) ?? new Set()
      arrived.set(id, streams.add(stream))
      check()
    },
    untilEverybodyHas(id: string): Promise<number> {
      const began = performance.now()
      return new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`Only ${arrived.get(id)?.size ?? 0} of ${STREAMS} streams had comment ${id}.`)),
          PATIENCE,
        )
        check = () => {
          if (arrived.get(id)?.size !== STREAMS) return
          clearTimeout(late)
          check = () => {}
          resolve(performance.now() - began)
        }
        check()
      })
    },
  }
}

async function openStreams(
  { origin }: Place,
  watchers: SignedIn[],
  thread: string,
  on: (stream: number, id: string) => void,
) {
  const sockets = watchers.map(({ token }, at) => {
    const stream = at % 2 === 0 ? `stream=kith:thread&status=${thread}` : 'stream=user'
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/v1/streaming?${stream}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    socket.on('message', (data) => {
      const { event, payload, error } = JSON.parse(String(data)) as { event?: string; payload?: string; error?: string }
      if (error) throw new Error(`A stream says: ${error}`)
      if (event === 'update') on(at, (JSON.parse(payload!) as { id: string }).id)
    })
    return socket
  })
  await Promise.all(sockets.map((socket) => once(socket, 'open')))
  // Subscribing goes on after a socket is open.
  await sleep(1000)
  return sockets
}
