import { deleteCookie, setCookie } from 'hono/cookie'
import type { Req } from './env.ts'

const YEAR = 365 * 24 * 60 * 60

/** A secret for our own pages' requests only: no script reads it, no other site's form sends it along. */
export function keepCookie(c: Req, name: string, value: string, origin: string): void {
  setCookie(c, name, value, { ...scopeOf(origin), httpOnly: true, sameSite: 'Lax', maxAge: YEAR })
}

export function dropCookie(c: Req, name: string, origin: string): void {
  deleteCookie(c, name, scopeOf(origin))
}

function scopeOf(origin: string) {
  return { path: '/', secure: origin.startsWith('https:') }
}
