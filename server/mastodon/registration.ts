import type { Context } from '#platform/context'
import {
  bool,
  createRouter,
  readBody,
  refusalOf,
  requireToken,
  text,
  type App,
  type Body,
  type Req,
} from '#platform/http'
import { Refusal, refuse } from '#platform/refusal'
import { issueToken, join } from '#modules/accounts'

/** Which field a refusal speaks of, and Mastodon's word for what is wrong with it. */
const DETAILS: Record<string, [field: string, error: string]> = {
  'accounts.username_form': ['username', 'ERR_INVALID'],
  'accounts.username_long': ['username', 'ERR_TOO_LONG'],
  'accounts.username_reserved': ['username', 'ERR_RESERVED'],
  'people.username_taken': ['username', 'ERR_TAKEN'],
  'accounts.email_form': ['email', 'ERR_INVALID'],
  'accounts.email_taken': ['email', 'ERR_TAKEN'],
  'accounts.password_short': ['password', 'ERR_TOO_SHORT'],
  'accounts.password_long': ['password', 'ERR_TOO_LONG'],
  'accounts.password_own_name': ['password', 'ERR_INVALID'],
  'accounts.locale_unknown': ['locale', 'ERR_INCLUSION'],
  'accounts.agreement': ['agreement', 'ERR_ACCEPTED'],
}

/** Joining from within an app, by the app's own token. */
export function registrationDoor(ctx: Context): App {
  const app = createRouter()
  app.post('/api/v1/accounts', async (c) => {
    const token = requireToken(c, 'write:accounts')
    if (token.asker) throw refuse('forbidden', 'auth.not_allowed')
    try {
      const { personId } = await join(ctx, wishOf(await readBody(c), c))
      const secret = await issueToken(ctx, { appId: token.appId, personId, scopes: token.scopes })
      const createdAt = Math.floor(ctx.now().epochMilliseconds / 1000)
      return c.json({
        access_token: secret,
        token_type: 'Bearer',
        scope: token.scopes.join(' '),
        created_at: createdAt,
      })
    } catch (error) {
      const detail = error instanceof Refusal ? DETAILS[error.code] : undefined
      if (!detail) throw error
      const { sentence, code } = refusalOf(error, c)
      const [field, word] = detail
      const details = { [field]: [{ error: word, description: sentence }] }
      return c.json({ error: sentence, error_code: code, details }, 422)
    }
  })
  return app
}

function wishOf(body: Body, c: Req) {
  if (!bool(body, 'agreement')) throw refuse('invalid', 'accounts.agreement')
  const username = text(body, 'username') ?? ''
  return {
    username,
    displayName: username,
    email: text(body, 'email') ?? '',
    password: text(body, 'password') ?? '',
    locale: (text(body, 'locale') || c.var.locale).split('-')[0]!.toLowerCase(),
    invite: text(body, 'invite_code') || null,
    address: c.var.address,
  }
}
