import type { IncomingMessage } from 'node:http'
import type { Req } from './env.ts'
import { networkOf } from './network.ts'

/**
 * The address a request comes from, for throttling. A proxy on this machine or its private network is believed when it
 * says for whom it asks (X-Forwarded-For, its last entry); IPv6 counts by /64, which one household has to itself.
 */
export function addressOf(c: Req): string {
  const incoming = c.env?.incoming as IncomingMessage | undefined
  const direct = incoming?.socket?.remoteAddress ?? ''
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return networkOf(forwarded && isNear(direct) ? forwarded : direct)
}

const NEAR = /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/

function isNear(address: string): boolean {
  return address === '' || NEAR.test(address)
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']
const LOCAL_HOST = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/

/**
 * Asked from this machine itself: through no proxy, which would say so, and by a name of the machine's own, so that no
 * page can ask in a visitor's browser under a name that leads here (DNS rebinding).
 */
export function isFromHere(c: Req): boolean {
  const incoming = c.env?.incoming as IncomingMessage | undefined
  if (!LOOPBACK.test(incoming?.socket?.remoteAddress ?? '')) return false
  return LOCAL_HOST.test(c.req.header('host') ?? '') && !FORWARDED.some((name) => c.req.header(name) !== undefined)
}
