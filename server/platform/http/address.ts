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
