import { getCookie } from 'hono/cookie'
import type { MiddlewareHandler } from 'hono'
import { refuse } from '#platform/refusal'
import { negotiateLocale, locales } from '#platform/locale'
import type { Env, Req, Token } from './env.ts'

/** Looks a token up by its secret; null when there is none such. */
export type FindToken = (secret: string) => Promise<Omit<Token, 'fromCookie'> | null>

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * Finds out who asks: Authorization: Bearer (RFC 6750), `access_token` in the query or, as Mastodon takes it, in a short body, or
 * the web client's cookie. A write by cookie is taken from our own pages only (Origin, or Sec-Fetch-Site where a browser
 * sends no Origin). Who asks is known, and a wrong token is not refused yet, when `count` is called.
 */
export function authenticate(
  find: FindToken,
  cookieName: string,
  origin: string,
  count?: (c: Req) => void,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set('token', null)
    c.set('locale', chosenLocale(c))
    const cookie = getCookie(c, cookieName)
    const bearer = bearerOf(c) ?? (cookie ? undefined : await bearerInBody(c))
    const secret = bearer ?? cookie
    const found = secret ? await find(secret) : null
    if (found) c.set('token', { ...found, fromCookie: !bearer })
    count?.(c)
    if (bearer && !found) throw refuse('unauthorized', 'auth.token_invalid')
    if (found && !bearer && !SAFE.includes(c.req.method)) requireSameOrigin(c, origin)
    if (found?.asker && !bearer) c.set('locale', found.asker.locale)
    await next()
  }
}

/** Writes that carry no session yet but would set one (signing in) are taken from our own pages only, too. */
export function requireSameOrigin(c: Req, origin: string) {
  const from = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const same = from ? from === origin : site === 'same-origin' || site === 'none'
  if (!same) throw refuse('forbidden', 'auth.cross_site')
}

function bearerOf(c: Req): string | undefined {
  const [scheme, secret] = c.req.header('authorization')?.split(' ') ?? []
  if (scheme?.toLowerCase() === 'bearer' && secret) return secret
  return c.req.query('access_token') || undefined
}

const MOST_BODY = 64 * 1024

/** Read from a copy: the route reads the body itself. What cannot be read is for the route to refuse. */
async function bearerInBody(c: Req): Promise<string | undefined> {
  const length = Number(c.req.header('content-length') ?? 0)
  if (SAFE.includes(c.req.method) || !(length > 0 && length <= MOST_BODY)) return
  const type = c.req.header('content-type') ?? ''
  if (!/urlencoded|json/.test(type)) return
  const copy = await c.req.raw.clone().text()
  const token = type.includes('json') ? fieldOf(copy, 'access_token') : new URLSearchParams(copy).get('access_token')
  return typeof token === 'string' && token !== '' ? token : undefined
}

function fieldOf(json: string, name: string): unknown {
  try {
    return (JSON.parse(json) as Record<string, unknown> | null)?.[name]
  } catch {
    return
  }
}

function chosenLocale(c: Req): string {
  const cookie = getCookie(c, 'kith_locale')
  return cookie && locales.includes(cookie) ? cookie : negotiateLocale(c.req.header('accept-language'))
}
