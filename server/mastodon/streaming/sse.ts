import type { Context } from '#platform/context'
import { createRouter, requireToken, type App, type Req, type Token } from '#platform/http'
import { refuse } from '#platform/refusal'
import type { Hub, Listener } from './hub.ts'
import { readQuery, subscribe, supported } from './subscribe.ts'
import type { Asked, Subscription } from './streams.ts'

const THUMP_SECONDS = 15
const MOST_WAITING = 1024 * 1024

/** The same streams as server-sent events, one a connection. */
export function eventStreams(ctx: Context, hub: Hub): App {
  const app = createRouter()
  app.get('/api/v1/streaming/health', (c) => c.text('OK'))
  app.get('/api/v1/streaming/:path{.+}', (c) => open(ctx, hub, c, c.req.param('path').replaceAll('/', ':')))
  app.get('/api/v1/streaming', (c) => open(ctx, hub, c, c.req.query('stream') ?? ''))
  return app
}

async function open(ctx: Context, hub: Hub, c: Req, name: string): Promise<Response> {
  const token = requireToken(c)
  const query = new URL(c.req.url).searchParams
  const media = name.startsWith('public') && !name.endsWith(':media') && isTrue(query.get('only_media'))
  const asked: Asked = { ...readQuery(query), stream: media ? `${name}:media` : name }
  if (name === '') throw refuse('malformed', 'streaming.unknown_stream')
  const { listener, body, end } = listenerOf(hub, token, c.var.locale, query)
  try {
    await subscribe(ctx, listener, asked)
  } catch (error) {
    end()
    throw error
  }
  hub.add(listener)
  return c.body(body, 200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'private, no-store',
    // nginx would keep events back until its buffer is full.
    'X-Accel-Buffering': 'no',
  })
}

function listenerOf(hub: Hub, token: Token, locale: string, query: URLSearchParams) {
  let controller!: ReadableStreamDefaultController<Uint8Array>
  const encoder = new TextEncoder()
  const write = (text: string) => controller.enqueue(encoder.encode(text))
  const thump = setInterval(() => write(':thump\n'), THUMP_SECONDS * 1000)
  let ended = false
  const forget = () => {
    ended = true
    clearInterval(thump)
    hub.remove(listener)
  }
  const end = () => {
    if (ended) return
    forget()
    controller.close()
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given
        write(':)\n')
      },
      cancel: forget,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }),
  )
  const listener: Listener = {
    token,
    personId: token.asker?.personId ?? null,
    locale,
    supportedTypes: supported(token, query),
    subscriptions: new Map(),
    send(_: Subscription, event, payload) {
      if (ended) return true
      if ((controller.desiredSize ?? 0) <= 0) return false
      write(`event: ${event}\n${payload === null ? '' : `data: ${payload}\n`}\n`)
      return true
    },
    close: end,
  }
  return { listener, body, end }
}

function isTrue(text: string | null): boolean {
  return text !== null && ['true', '1', 'on', 't', 'yes'].includes(text)
}
