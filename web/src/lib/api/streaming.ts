/**
 * What happens while one looks: Mastodon's streaming over one WebSocket for all streams, opened on the first subscription,
 * reopened with patience when it breaks. Once it listens, at first and after every gap, a subscriber is told to catch up with
 * what came since its page was read, so nothing is missed.
 */

export type StreamEvent = { event: string; payload: unknown }
type Listener = { on: (event: StreamEvent) => void; catchUp?: () => void }
type Subscription = { stream: string; params: Record<string, string>; listeners: Set<Listener> }

/** RFC 6455: policy violation. */
const notAllowed = 1008
const subscriptions = new Map<string, Subscription>()
let socket: WebSocket | undefined
let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined

/** Listens to a stream; the function given back ends it. */
export function listen(
  stream: string,
  on: Listener['on'],
  { params = {}, catchUp }: { params?: Record<string, string>; catchUp?: () => void } = {},
): () => void {
  const key = keyOf(stream, params)
  const listener = { on, catchUp }
  let subscription = subscriptions.get(key)
  if (!subscription) {
    subscription = { stream, params, listeners: new Set() }
    subscriptions.set(key, subscription)
    send('subscribe', subscription)
  }
  subscription.listeners.add(listener)
  if (socket?.readyState === WebSocket.OPEN) catchUp?.()
  else open()

  return () => {
    subscription.listeners.delete(listener)
    if (subscription.listeners.size > 0 || subscriptions.get(key) !== subscription) return
    subscriptions.delete(key)
    send('unsubscribe', subscription)
    if (subscriptions.size === 0) close()
  }
}

function open() {
  if (socket || typeof WebSocket === 'undefined') return
  clearTimeout(retry)
  const url = new URL('/api/v1/streaming', location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  socket = new WebSocket(url)
  socket.onopen = () => {
    failures = 0
    for (const subscription of subscriptions.values()) send('subscribe', subscription)
    for (const { listeners } of subscriptions.values()) for (const { catchUp } of listeners) catchUp?.()
  }
  socket.onmessage = ({ data }) => deliver(String(data))
  socket.onclose = ({ code }) => {
    socket = undefined
    // Signed out, here or elsewhere: nobody would let us in again.
    if (code === notAllowed) subscriptions.clear()
    if (subscriptions.size === 0) return
    retry = setTimeout(open, Math.min(30_000, 500 * 2 ** failures++) * (0.75 + Math.random() / 2))
  }
}

function close() {
  clearTimeout(retry)
  socket?.close()
}

function send(type: 'subscribe' | 'unsubscribe', { stream, params }: Subscription) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type, stream, ...params }))
}

function deliver(data: string) {
  const message = parse(data)
  if (!message) return
  const [name = '', ...rest] = message.stream
  for (const { stream, params, listeners } of subscriptions.values()) {
    if (stream !== name || (rest.length > 0 && !rest.every((value) => Object.values(params).includes(value)))) continue
    for (const { on } of listeners) on(message)
  }
}

function parse(data: string): (StreamEvent & { stream: string[] }) | undefined {
  try {
    const { stream, event, payload } = JSON.parse(data)
    return {
      stream,
      event,
      payload: typeof payload === 'string' && /^[[{]/.test(payload) ? JSON.parse(payload) : payload,
    }
  } catch {
    return
  }
}

const keyOf = (stream: string, params: Record<string, string>) => JSON.stringify([stream, params])

if (typeof window !== 'undefined') {
  // Coming back to the tab or the network is a better moment to try than the end of a timer.
  const now = () => {
    if (!socket && subscriptions.size > 0) open()
  }
  window.addEventListener('online', now)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now())
}
