import type { MiddlewareHandler } from 'hono'
import { readText, tooLarge } from './body.ts'
import type { Env } from './env.ts'

const MOST_BYTES = 1024 * 1024
const BARE = ['GET', 'HEAD', 'OPTIONS']

/**
 * Nobody fills the memory: what says it is longer is refused before it is read, and what does not say, as
 * soon as it is. Hono's own bodyLimit makes a new Request for that, which the server's lean ones cannot become.
 */
export function limitBodies(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const length = c.req.header('content-length')
    if (Number(length ?? 0) > MOST_BYTES) throw tooLarge(MOST_BYTES)
    if (length === undefined && !BARE.includes(c.req.method)) {
      // Where Hono keeps what it has read: as a promise, whatever its type says.
      c.req.bodyCache.text = Promise.resolve(await readText(c, MOST_BYTES)) as never
    }
    await next()
  }
}
