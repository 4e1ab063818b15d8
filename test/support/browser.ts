/** Somebody at the web client: signed in by a cookie, on the place's own pages. */
import { createAccount, startSession, type Role } from '#modules/accounts'
import type { TestContext } from './context.ts'

export const KITH = '/api/kith/v1'
export const PASSWORD = 'sonnenblume'

export type Member = { id: string; username: string; email: string; cookie: string; ours: Record<string, string> }

let count = 0

/** Somebody new with an account, whose requests carry `ours`. */
export async function member(ctx: TestContext, role: Role = 'member'): Promise<Member> {
  const username = `mensch_nr_${++count}_x`
  const email = `${username}@post.example`
  const id = await createAccount(ctx, { username, email, displayName: '', password: PASSWORD, locale: 'de', role })
  return { id, username, email, ...(await anotherBrowser(ctx, id)) }
}

export async function anotherBrowser(ctx: TestContext, id: string) {
  const cookie = `kith_session=${await startSession(ctx, id)}`
  return { cookie, ours: { cookie, origin: ctx.config.origin } }
}

export function cookieOf(headers: Headers): string | undefined {
  return /kith_session=([^;]*)/.exec(headers.get('set-cookie') ?? '')?.[1]
}
