import type { MiddlewareHandler } from 'hono'
import { refuse } from '#platform/refusal'
import type { Clock } from '#platform/clock'
import type { Env } from './env.ts'

const MINUTES = 5
const BY_TOKEN = 1500
const BY_ADDRESS = 300

/**
 * The API's general limits, as Mastodon has them: 1500 requests in 5 minutes a token, 300 an address without one.
 * Counted in the memory of this process: with several, each allows as many.
 */
export function rateLimits(now: Clock): MiddlewareHandler<Env> {
  let windowEnd = now()
  const counts = new Map<string, number>()
  return async (c, next) => {
    const moment = now()
    if (Temporal.Instant.compare(moment, windowEnd) >= 0) {
      counts.clear()
      windowEnd = moment.add({ minutes: MINUTES })
    }
    const key = c.var.token ? `token ${c.var.token.id}` : `address ${c.var.address}`
    const most = c.var.token ? BY_TOKEN : BY_ADDRESS
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    c.header('X-RateLimit-Limit', String(most))
    c.header('X-RateLimit-Remaining', String(Math.max(0, most - count)))
    c.header('X-RateLimit-Reset', windowEnd.toString({ smallestUnit: 'microsecond' }))
    if (count > most)
      throw refuse('too_many', 'common.too_many', { seconds: secondsBetween(moment, windowEnd), minutes: MINUTES })
    await next()
  }
}

function secondsBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.max(1, Math.ceil((to.epochMilliseconds - from.epochMilliseconds) / 1000))
}
