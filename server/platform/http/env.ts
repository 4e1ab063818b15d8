import { Hono, type Context } from 'hono'
import type { Log } from '#platform/log'

/** A person asking with a token (an app's, or the web client's cookie). */
export type Asker = { personId: string; role: 'owner' | 'moderator' | 'member'; locale: string }

export type Token = { id: string; appId: string; scopes: string[]; asker: Asker | null; fromCookie: boolean }

export type Env = {
  Bindings: { incoming?: unknown; outgoing?: unknown }
  Variables: {
    requestId: string
    log: Log
    /** The language refusals are told in. */
    locale: string
    token: Token | null
    /** The address the request came from, for throttling. */
    address: string
  }
}

export type App = Hono<Env>
export type Req = Context<Env>

export function createRouter(): App {
  return new Hono<Env>({ strict: false })
}
