/**
 * What happens, told at once: Mastodon's streams over WebSocket and as server-sent events, and two of our own
 * (`kith:thread`, `kith:comments`). An announcement is looked up once for everybody who listens; nobody hears of what they
 * may not see at that moment. Announcements are told in their order. When some may have been missed everybody is
 * disconnected, so that they read again.
 */
import type { Server } from 'node:http'
import type { Context } from '#platform/context'
import type { Announcement, Events } from '#platform/events'
import type { App, FindToken } from '#platform/http'
import { deliver } from './deliver.ts'
import { createHub, type Hub } from './hub.ts'
import { eventStreams } from './sse.ts'
import { serveWebSockets, type WebSockets } from './websocket.ts'

export type Streams = {
  /** The doors for server-sent events. */
  routes: App
  /** Takes the server's WebSockets. */
  attach(server: Server): void
  stop(): void
}

export type StreamParts = { events: Events; findToken: FindToken; cookie: string }

// More announcements than these can wait only when the database is too slow to keep up: better to read again than late.
const MOST_WAITING = 2000

export function openStreams(ctx: Context, { events, findToken, cookie }: StreamParts): Streams {
  const hub = createHub()
  const queue = createQueue(ctx, hub)
  const stops = [events.on(queue), events.onLost(() => endAll(hub, 'lost'))]
  let sockets: WebSockets | undefined
  return {
    routes: eventStreams(ctx, hub),
    attach(server) {
      sockets = serveWebSockets(server, ctx, hub, findToken, cookie)
    },
    stop() {
      for (const stop of stops) stop()
      endAll(hub, 'stopping')
      sockets?.stop()
    },
  }
}

function createQueue(ctx: Context, hub: Hub): (event: Announcement) => void {
  let last = Promise.resolve()
  let waiting = 0
  return (event) => {
    if (waiting >= MOST_WAITING) return endAll(hub, 'lost')
    waiting++
    last = last
      .then(() => deliver(ctx, hub, event))
      .catch((error: unknown) => {
        ctx.log.error({ error, kind: event.kind }, 'an announcement could not be told')
        endAll(hub, 'lost')
      })
      .finally(() => waiting--)
  }
}

function endAll(hub: Hub, why: 'lost' | 'stopping') {
  for (const listener of hub.all()) listener.close(why)
}
