import { STATUS_CODES } from 'node:http'
import { HTTPException } from 'hono/http-exception'
import { isDatabaseAway, isDiskFull, isUnstorable } from '#platform/db'
import { sentence } from '#platform/locale'
import { Refusal, refuse } from '#platform/refusal'
import type { Req } from './env.ts'

/** The refusal behind an error; a bug (anything not expected) is logged and becomes a 500 that tells nothing. */
export function refusalOf(error: unknown, c: Req): { status: number; code: string; sentence: string } {
  const refusal = asRefusal(error)
  if (!refusal) {
    c.var.log?.error({ error }, 'a request failed')
    return { status: 500, code: 'common.bug', sentence: sentence(c.var.locale ?? 'en', 'refusals:common.bug') }
  }
  // Nobody's mistake but ours: whoever runs this must find it in the log.
  if (refusal.status >= 500) c.var.log?.error({ error: String(error) }, 'a request was turned away')
  const words = sentence(c.var.locale ?? 'en', `refusals:${refusal.code}`, refusal.params)
  return { status: refusal.status, code: refusal.code, sentence: words }
}

/** Mastodon's form: `{error}`, in the reader's language, with our code beside it. */
export function mastodonError(error: unknown, c: Req): Response {
  const { status, code, sentence: words } = refusalOf(error, c)
  if (status === 401) c.header('WWW-Authenticate', `Bearer realm="Kith", error="invalid_token"`)
  return c.json({ error: words, error_code: code }, status as 400)
}

/** Kith's form: problem details (RFC 9457). */
export function problem(error: unknown, c: Req): Response {
  const { status, code, sentence: words } = refusalOf(error, c)
  const body = { type: 'about:blank', title: STATUS_CODES[status], status, detail: words, code }
  return c.body(JSON.stringify(body), status as 400, { 'Content-Type': 'application/problem+json' })
}

function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (error instanceof HTTPException) return fromHono(error)
  if (isDiskFull(error)) return refuse('full', 'common.disk_full')
  if (isDatabaseAway(error)) return refuse('unavailable', 'common.unavailable')
  // A NUL where no rule of ours had looked at the text, such as in a query's parameter.
  return isUnstorable(error) ? refuse('malformed', 'common.malformed') : null
}

function fromHono(error: HTTPException): Refusal {
  return error.status === 413
    ? refuse('too_large', 'common.too_large', { kilobytes: 1024 })
    : refuse('malformed', 'common.malformed')
}
