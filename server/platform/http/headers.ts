import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'

/** What every answer of the API carries, errors too: nothing sniffs, frames or keeps it. */
export function securityHeaders(): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next()
    c.res.headers.set('X-Content-Type-Options', 'nosniff')
    c.res.headers.set('Referrer-Policy', 'same-origin')
    c.res.headers.set('X-Frame-Options', 'DENY')
    if (!c.res.headers.has('Content-Security-Policy'))
      c.res.headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    if (!c.res.headers.has('Cache-Control'))
      c.res.headers.set('Cache-Control', c.var.token ? 'private, no-store' : 'no-cache')
    // What never changes is the same for everybody.
    if (c.res.headers.get('Cache-Control')?.includes('immutable')) return
    c.res.headers.append('Vary', 'Authorization, Cookie, Accept-Language')
  }
}
