import { z } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { dropCookie, keepCookie, type Req } from '#platform/http'
import { accountSchema, viewAccount } from '#modules/people'
import { endSession, startSession } from '../actions/tokens.ts'
import { SESSION_COOKIE } from '../model/settings.ts'

/** What somebody says of themselves who comes in. */
export const newAccount = {
  username: z.string(),
  display_name: z.string().default(''),
  email: z.string(),
  password: z.string(),
  locale: z.string(),
}

/** What a door answers to whoever just came in. */
export const welcomeSchema = z.object({ account: accountSchema })

/** Signs this browser in: its cookie holds a token that no script sees. An earlier session of it ends. */
export async function openSession(c: Req, ctx: Context, personId: string): Promise<void> {
  const before = c.var.token
  const secret = await startSession(ctx, personId, { userAgent: c.req.header('user-agent') })
  if (before?.fromCookie && before.asker) await endSession(ctx, before.asker.personId, before.id).catch(() => {})
  keepCookie(c, SESSION_COOKIE, secret, ctx.config.origin)
}

export function closeSession(c: Req, ctx: Context): void {
  dropCookie(c, SESSION_COOKIE, ctx.config.origin)
}

export async function welcome(c: Req, ctx: Context, personId: string) {
  await openSession(c, ctx, personId)
  return { account: await viewAccount(ctx, personId, personId) }
}
