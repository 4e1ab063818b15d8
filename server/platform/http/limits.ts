import type { Clock } from '#platform/clock'
import { refuse } from '#platform/refusal'
import type { Req } from './env.ts'

/** `whose` names who fills the bucket with this request; null where it does not count there. */
type Bucket = { most: number; minutes: number; whose: (c: Req) => string | null }

// Mastodon's limits. A page of our own asks for many things at once, so what comes by cookie is measured by its person alone.
const BUCKETS: Bucket[] = [
  { most: 1500, minutes: 5, whose: person },
  { most: 300, minutes: 5, whose: appsToken },
  { most: 300, minutes: 5, whose: stranger },
  { most: 300, minutes: 15, whose: pagingReader },
  { most: 30, minutes: 30, whose: personWho(/^POST \/api\/v[12]\/media$/) },
  {
    most: 30,
    minutes: 30,
    whose: personWho(/^(DELETE \/api\/v1\/statuses\/\d+|POST \/api\/v1\/statuses\/\d+\/unreblog)$/),
  },
  { most: 300, minutes: 3 * 60, whose: personWho(/^POST \/api\/v1\/statuses(\/\d+\/reblog)?$/) },
  { most: 400, minutes: 24 * 60, whose: personWho(/^POST \/api\/v1\/accounts\/\d+\/follow$/) },
]

/**
 * Counts a request, and refuses it where a bucket is full; the headers describe the one with least left. Counted in the memory of
 * this process: with several, each allows as many.
 */
export function rateLimits(now: Clock): (c: Req) => void {
  const windows = BUCKETS.map((bucket) => ({ ...bucket, ends: now(), counts: new Map<string, number>() }))
  return (c) => {
    const moment = now()
    const filled = windows.flatMap((window) => fill(window, c, moment) ?? [])
    const [least] = filled.toSorted((a, b) => a.left - b.left)
    if (!least) return
    c.header('X-RateLimit-Limit', String(least.most))
    c.header('X-RateLimit-Remaining', String(Math.max(0, least.left)))
    c.header('X-RateLimit-Reset', least.ends.toString({ smallestUnit: 'microsecond' }))
    if (least.left >= 0) return
    const seconds = secondsBetween(moment, least.ends)
    throw refuse('too_many', 'common.too_many', { seconds, minutes: Math.ceil(seconds / 60) })
  }
}

type Window = Bucket & { ends: Temporal.Instant; counts: Map<string, number> }

function fill(window: Window, c: Req, moment: Temporal.Instant) {
  const key = window.whose(c)
  if (key === null) return null
  if (Temporal.Instant.compare(moment, window.ends) >= 0) {
    window.counts.clear()
    window.ends = moment.add({ minutes: window.minutes })
  }
  const count = (window.counts.get(key) ?? 0) + 1
  window.counts.set(key, count)
  return { most: window.most, left: window.most - count, ends: window.ends }
}

function person(c: Req): string | null {
  return c.var.token?.asker ? `person ${c.var.token.asker.personId}` : null
}

function appsToken(c: Req): string | null {
  return c.var.token && !c.var.token.fromCookie ? `token ${c.var.token.id}` : null
}

/** Nobody, or with a token that stands for nothing; an IPv6 address is its /64. */
function stranger(c: Req): string | null {
  return c.var.token ? null : `address ${c.var.address}`
}

function pagingReader(c: Req): string | null {
  const pages = ['max_id', 'min_id', 'since_id'].some((name) => c.req.query(name) !== undefined)
  return pages && !c.var.token?.fromCookie ? (person(c) ?? appsToken(c) ?? stranger(c)) : null
}

function personWho(does: RegExp): Bucket['whose'] {
  return (c) => (does.test(`${c.req.method} ${c.req.path.replace(/\/$/, '')}`) ? person(c) : null)
}

function secondsBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.max(1, Math.ceil((to.epochMilliseconds - from.epochMilliseconds) / 1000))
}
