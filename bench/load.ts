/** Asks for the same thing again and again on a fixed number of connections, from a process of its own. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type Order = { port: number; request: string; connections: number; seconds: number }
/** How many answers of 200 came within the time, how many bytes a body had, and what went wrong if anything did. */
export type Outcome = { answers: number; seconds: number; bytes: number; failure: string | null }

export type Load = { run: (order: Order) => Promise<Outcome>; stop: () => void }

export function startLoad(): Load {
  const loader = fork(join(import.meta.dirname, 'loader.ts'))
  return {
    async run(order) {
      const answer = once(loader, 'message')
      loader.send(order)
      const [outcome] = (await answer) as [Outcome]
      if (outcome.failure) throw new Error(`The load found ${outcome.failure}`)
      return outcome
    },
    stop: () => loader.disconnect(),
  }
}

export function requestFor(path: string, token?: string): string {
  const authorization = token ? `Authorization: Bearer ${token}\r\n` : ''
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n${authorization}\r\n`
}
