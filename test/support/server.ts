/** The server's doors on a port of their own, with everything that happens told to whoever listens; and such a listener. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { WebSocket } from 'ws'
import { findToken, SESSION_COOKIE } from '#modules/accounts'
import { listen } from '#platform/events'
import { createMetrics } from '#platform/metrics'
import { createApp } from '../../server/app.ts'
import { openStreams } from '../../server/mastodon/streaming/index.ts'
import { testApi, tokenFor } from './api.ts'
import type { TestContext } from './context.ts'

export type TestServer = { address: string; close(): Promise<void> }

export async function listeningServer(ctx: TestContext): Promise<TestServer> {
  const events = await listen(ctx.url, ctx.log)
  const find = (secret: string) => findToken(ctx, secret)
  const streams = openStreams(ctx, { events, findToken: find, cookie: SESSION_COOKIE })
  const metrics = createMetrics({ pool: ctx.pool, db: ctx.db })
  const app = createApp(ctx, { findToken: find, healthy: async () => true, streams, metrics })
  const server = createServer(getRequestListener((request, env) => app.fetch(request, env)))
  streams.attach(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      streams.stop()
      await events.stop()
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Message = { stream: string[]; event: string; payload: string; error?: string; status?: number }

export type TestStream = {
  socket: WebSocket
  /** All that came so far. */
  messages: Message[]
  /** The next message that fits, whether it came already or comes within two seconds; each is given once. */
  next(fits?: (message: Message) => boolean): Promise<Message>
  subscribe(stream: string, params?: Record<string, string>): Promise<void>
  close(): Promise<void>
}

type Opening = { query?: string; headers?: Record<string, string>; protocols?: string[] }

/** Opens a stream; fails with the status when the server refuses. */
export async function openStream(
  address: string,
  { query = '', headers = {}, protocols }: Opening,
): Promise<TestStream> {
  const url = `${address.replace('http', 'ws')}/api/v1/streaming${query}`
  const socket = new WebSocket(url, protocols ?? [], { headers })
  const messages: Message[] = []
  const given = new Set<Message>()
  let wake: (() => void) | undefined
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)))
    wake?.()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
    socket.once('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))))
  })
  return {
    socket,
    messages,
    async next(fits = () => true) {
      const end = performance.now() + 2000
      while (performance.now() < end) {
        const found = messages.find((message) => !given.has(message) && fits(message))
        if (found) {
          given.add(found)
          return found
        }
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, 100)
        })
      }
      throw new Error(
        `Nothing came that fits, but: ${JSON.stringify(messages.map(({ stream, event }) => [stream, event]))}`,
      )
    },
    async subscribe(stream, params = {}) {
      socket.send(JSON.stringify({ type: 'subscribe', stream, ...params }))
      // Nothing answers a subscription: the next ping does, and the server reads in order.
      socket.ping()
      await once(socket, 'pong')
      await new Promise((resolve) => setTimeout(resolve, 20))
    },
    async close() {
      socket.close()
      if (socket.readyState !== WebSocket.CLOSED) await once(socket, 'close')
    },
  }
}

/** People of the village who say things and listen at a server of their own, while one test runs, or a file of them. */
export async function listeners(test: { after(close: () => Promise<void>): void }, ctx: TestContext) {
  const server = await listeningServer(ctx)
  const api = testApi(ctx, server.address)
  const open: TestStream[] = []
  test.after(async () => {
    for (const { socket } of open) socket.terminate()
    await server.close()
  })
  return {
    api,
    address: server.address,
    async open(opening: Opening): Promise<TestStream> {
      const stream = await openStream(server.address, opening)
      open.push(stream)
      return stream
    },
    async stream(personId: string, ...names: string[]): Promise<TestStream> {
      const stream = await this.open({ query: `?access_token=${await tokenFor(ctx, personId)}` })
      for (const name of names) await stream.subscribe(name)
      return stream
    },
    async say(personId: string, fields: object) {
      const { status, body, text } = await api.as(personId).post('/api/v1/statuses', fields)
      assert.equal(status, 200, text)
      return body
    },
  }
}

export const of = (name: string) => (message: Message) => message.stream?.[0] === name
export const has = (id: string) => (message: Message) => message.payload?.includes(`"id":"${id}"`)
