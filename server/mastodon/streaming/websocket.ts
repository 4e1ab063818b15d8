import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Context } from '#platform/context'
import type { FindToken, Token } from '#platform/http'
import { negotiateLocale, sentence } from '#platform/locale'
import { Refusal, refuse } from '#platform/refusal'
import type { Hub, Listener } from './hub.ts'
import { readQuery, subscribe, supported, unsubscribe } from './subscribe.ts'
import type { Asked, Subscription } from './streams.ts'

const PING_SECONDS = 30
const MOST_MESSAGE = 16 * 1024
/** So much may wait for a slow reader before it is dropped: some hundred statuses. */
const MOST_WAITING = 1024 * 1024
// RFC 6455, 7.4.1.
const CLOSES = { revoked: 1008, lost: 1012, stopping: 1001 }

export type WebSockets = { stop(): void }

export function serveWebSockets(server: Server, ctx: Context, hub: Hub, find: FindToken, cookie: string): WebSockets {
  // The token may come as the protocol, which must then be echoed.
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE,
    handleProtocols: (protocols) => protocols.values().next().value ?? false,
  })
  const alive = new WeakSet<WebSocket>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    authorise(request, ctx, find, cookie).then(
      (token) => sockets.handleUpgrade(request, socket, head, (ws) => greet(ws, request, token)),
      (error: unknown) => refuseUpgrade(socket, request, ctx, error),
    )
  })
  function greet(ws: WebSocket, request: IncomingMessage, token: Token) {
    alive.add(ws)
    ws.on('pong', () => alive.add(ws))
    welcome(ctx, hub, ws, request, token)
  }
  const heartbeat = setInterval(() => {
    for (const ws of sockets.clients) {
      if (!alive.delete(ws)) ws.terminate()
      else ws.ping()
    }
  }, PING_SECONDS * 1000)
  return {
    stop() {
      clearInterval(heartbeat)
      sockets.close()
    },
  }
}

async function authorise(request: IncomingMessage, ctx: Context, find: FindToken, cookie: string): Promise<Token> {
  const url = new URL(request.url ?? '/', ctx.config.origin)
  if (!/^\/api\/v1\/streaming(\/|$)/.test(url.pathname)) throw refuse('missing', 'common.no_route')
  const given =
    url.searchParams.get('access_token') ||
    /^bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ||
    request.headers['sec-websocket-protocol']?.split(',')[0]?.trim()
  const kept = given ? undefined : cookieOf(request, cookie)
  // A page elsewhere can open a socket here with our visitor's cookie, and read it: no CORS stands before WebSockets.
  if (kept && request.headers.origin !== ctx.config.origin) throw refuse('forbidden', 'auth.cross_site')
  const secret = given ?? kept
  if (!secret) throw refuse('unauthorized', 'auth.token_missing')
  const found = await find(secret)
  if (!found) throw refuse('unauthorized', 'auth.token_invalid')
  return { ...found, fromCookie: kept !== undefined }
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = request.headers.cookie?.split(';').map((pair) => pair.trim()) ?? []
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || undefined
}

function refuseUpgrade(socket: Duplex, request: IncomingMessage, ctx: Context, error: unknown) {
  const refusal = error instanceof Refusal ? error : null
  if (!refusal) ctx.log.error({ error }, 'a stream could not be opened')
  const status = refusal?.status ?? 500
  const words = tellRefusal(error, negotiateLocale(request.headers['accept-language']))
  const body = JSON.stringify({ error: words })
  const head = [`HTTP/1.1 ${status} Refused`, 'Content-Type: application/json', 'Connection: close']
  socket.end(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

function welcome(ctx: Context, hub: Hub, ws: WebSocket, request: IncomingMessage, token: Token) {
  const query = new URL(request.url ?? '/', ctx.config.origin).searchParams
  const listener = listenerOf(ws, token, request, query)
  const act = (asked: Asked, type: string) =>
    (type === 'subscribe' ? subscribe(ctx, listener, asked) : Promise.resolve(unsubscribe(listener, asked))).catch(
      (error: unknown) => answerError(ctx, ws, listener, error),
    )
  hub.add(listener)
  ws.on('close', () => hub.remove(listener))
  ws.on('error', () => ws.terminate())
  ws.on('message', (data, isBinary) => {
    if (isBinary) return ws.close(1003, 'text only')
    const message = readMessage(data.toString())
    if (!message) return answerError(ctx, ws, listener, refuse('malformed', 'common.malformed'))
    void act(message.asked, message.type)
  })
  if (query.get('stream')) void act(readQuery(query), 'subscribe')
}

function listenerOf(ws: WebSocket, token: Token, request: IncomingMessage, query: URLSearchParams): Listener {
  return {
    token,
    personId: token.asker?.personId ?? null,
    locale: token.asker?.locale ?? negotiateLocale(request.headers['accept-language']),
    supportedTypes: supported(token, query),
    subscriptions: new Map(),
    send(subscription: Subscription, event, payload) {
      if (ws.readyState !== ws.OPEN) return true
      if (ws.bufferedAmount > MOST_WAITING) return false
      const rest = payload === null ? '' : `,"payload":${quoted(payload)}`
      ws.send(`{"stream":${subscription.labelJson},"event":"${event}"${rest}}`)
      return true
    },
    close: (why) => (why === 'slow' ? ws.terminate() : ws.close(CLOSES[why])),
  }
}

// The same payload goes to everybody, one after the other.
let latest = { payload: '', json: '""' }

function quoted(payload: string): string {
  if (latest.payload !== payload) latest = { payload, json: JSON.stringify(payload) }
  return latest.json
}

function readMessage(text: string): { type: string; asked: Asked } | null {
  try {
    const value = JSON.parse(text) as Record<string, unknown>
    const { type, stream } = value
    if (typeof stream !== 'string' || (type !== 'subscribe' && type !== 'unsubscribe')) return null
    const word = (name: string) => (typeof value[name] === 'string' ? value[name] : undefined)
    const [tag, list, status, ask, offer] = ['tag', 'list', 'status', 'ask', 'offer'].map(word)
    return { type, asked: { stream, tag, list, status, ask, offer } }
  } catch {
    return null
  }
}

function answerError(ctx: Context, ws: WebSocket, listener: Listener, error: unknown) {
  if (!(error instanceof Refusal)) ctx.log.error({ error }, 'a subscription failed')
  const status = error instanceof Refusal ? error.status : 500
  ws.send(JSON.stringify({ error: tellRefusal(error, listener.locale), status }))
}

function tellRefusal(error: unknown, locale: string): string {
  if (!(error instanceof Refusal)) return sentence(locale, 'refusals:common.bug')
  return sentence(locale, `refusals:${error.code}`, error.params)
}
