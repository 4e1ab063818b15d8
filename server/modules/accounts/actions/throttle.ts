import type { Context } from '#platform/context'
import { attempt, forgetAttempts, type Limit } from '#platform/throttle'

/** As Mastodon limits them; a login is also guarded against its own guessers, at ten tries an address. */
const LIMITS = {
  'sign-in': { most: 25, seconds: 5 * 60 },
  login: { most: 10, seconds: 5 * 60 },
  password: { most: 10, seconds: 5 * 60 },
  join: { most: 5, seconds: 30 * 60 },
  app: { most: 5, seconds: 10 * 60 },
} satisfies Record<string, Limit>

type Tried = keyof typeof LIMITS

/** Counts a try by an address, of one login or account (`whose`) where that is guarded. */
export async function throttle(ctx: Context, what: Tried, address: string, whose = ''): Promise<void> {
  if (ctx.config.rateLimits) await attempt(ctx.db, keyOf(what, address, whose), LIMITS[what])
}

export async function forgive(ctx: Context, what: Tried, address: string, whose = ''): Promise<void> {
  if (ctx.config.rateLimits) await forgetAttempts(ctx.db, keyOf(what, address, whose))
}

function keyOf(what: Tried, address: string, whose: string): string {
  return [what, address, whose.slice(0, 254).toLowerCase()].filter(Boolean).join(' ')
}
