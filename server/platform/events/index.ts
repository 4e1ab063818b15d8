/**
 * What watchers are told of: announced in the transaction that made it true (NOTIFY fires at commit), ids only, and
 * heard by every process. An event may be lost with its connection; watchers catch up from the database when `lost` comes.
 */
import { EventEmitter } from 'node:events'
import { sql } from 'kysely'
import pg from 'pg'
import type { Database } from '#platform/db'
import type { Log } from '#platform/log'

/** Modules say in their front which kinds they announce. Values are ids and short words: a NOTIFY holds 8000 bytes. */
export type Announcement = { kind: string; [key: string]: string | string[] | null }

const CHANNEL = 'kith'

export async function announce(db: Database, event: Announcement): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(event)})`.execute(db)
}

export type Events = {
  on(listener: (event: Announcement) => void): () => void
  /** Called when announcements may have been missed and watchers should read again. */
  onLost(listener: () => void): () => void
  stop(): Promise<void>
}

export async function listen(url: string, log: Log): Promise<Events> {
  const emitter = new EventEmitter().setMaxListeners(0)
  let client: pg.Client | null = null
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  async function connect() {
    const next = new pg.Client({ connectionString: url, application_name: 'kith events', keepAlive: true })
    next.on('error', (error) => log.warn({ error: error.message }, 'the event connection broke'))
    next.on('end', () => {
      if (stopped || client !== next) return
      client = null
      retry = setTimeout(reconnect, 250)
    })
    next.on('notification', (message) => emitter.emit('event', JSON.parse(message.payload ?? '{}')))
    await next.connect()
    client = next
    await next.query(`listen ${CHANNEL}`)
  }

  async function reconnect() {
    try {
      await connect()
      emitter.emit('lost')
    } catch {
      client = null
      if (!stopped) retry = setTimeout(reconnect, 500)
    }
  }

  await connect()
  return {
    on: (listener) => subscribe(emitter, 'event', listener),
    onLost: (listener) => subscribe(emitter, 'lost', listener),
    async stop() {
      stopped = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}

function subscribe(emitter: EventEmitter, name: string, listener: (event: Announcement) => void) {
  emitter.on(name, listener)
  return () => void emitter.off(name, listener)
}
