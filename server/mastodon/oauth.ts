/** OAuth 2 for apps: tokens, their end, who they stand for, and what this server can (RFC 6749, 7009, 8414). */
import OAuth2Server from '@node-oauth/oauth2-server'
import type { Context } from '#platform/context'
import { asker, authenticate, createRouter, readBody, refusalOf, type App, type Body, type Req } from '#platform/http'
import { Refusal } from '#platform/refusal'
import { findClient, findToken, revokeToken, SCOPES, SESSION_COOKIE } from '#modules/accounts'
import { viewAccount } from '#modules/people'
import { authorizeDoor } from './oauth/authorize.ts'
import { GRANTS, grantToken } from './oauth/grants.ts'

export function oauthDoor(ctx: Context): App {
  const app = createRouter()
  app.route('/', tokenDoor(ctx))
  app.route('/', authorizeDoor(ctx))
  return app
}

function tokenDoor(ctx: Context): App {
  const app = createRouter()
  app.onError(oauthError)
  app.get('/.well-known/oauth-authorization-server', (c) => c.json(metadata(ctx.config.origin)))
  app.post('/oauth/token', async (c) => {
    const fields = textsOf(await readBody(c))
    const { accessToken, scope = [] } = await grantToken(ctx, fields, c.req.header('authorization'))
    c.header('Cache-Control', 'no-store')
    return c.json({
      access_token: accessToken,
      token_type: 'Bearer',
      scope: scope.join(' '),
      created_at: Math.floor(ctx.now().epochMilliseconds / 1000),
    })
  })
  app.post('/oauth/revoke', async (c) => {
    const fields = textsOf(await readBody(c))
    const { id = '', secret = '' } = credentialsOf(c, fields)
    const client = await findClient(ctx.db, id, secret)
    const ended = client !== null && (await revokeToken(ctx, client.id, fields.token ?? ''))
    if (!ended)
      throw new OAuth2Server.UnauthorizedClientError('You are not authorized to revoke this token', { code: 403 })
    return c.json({})
  })
  app.use(
    '/oauth/userinfo',
    authenticate((secret) => findToken(ctx, secret), SESSION_COOKIE, ctx.config.origin),
  )
  app.on(['GET', 'POST'], '/oauth/userinfo', async (c) => {
    const { personId } = asker(c, 'profile')
    const account = await viewAccount(ctx, personId, personId)
    return c.json({
      iss: issuer(ctx.config.origin),
      sub: account.uri,
      name: account.display_name,
      preferred_username: account.username,
      profile: account.url,
      picture: account.avatar,
    })
  })
  return app
}

function metadata(origin: string) {
  return {
    issuer: issuer(origin),
    service_documentation: 'https://docs.joinmastodon.org/',
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    userinfo_endpoint: `${origin}/oauth/userinfo`,
    app_registration_endpoint: `${origin}/api/v1/apps`,
    // Mastodon's alone: a strict client stops at one that it does not know.
    scopes_supported: SCOPES.filter((scope) => !scope.endsWith(':introductions')),
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment'],
    grant_types_supported: GRANTS,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  }
}

// As Mastodon has it; clients compare it with what they were told.
function issuer(origin: string): string {
  return `${origin}/`
}

function oauthError(error: Error, c: Req): Response {
  if (error instanceof OAuth2Server.OAuthError && !(error instanceof OAuth2Server.ServerError)) {
    const status = error.name === 'invalid_client' ? 401 : error.code
    if (status === 401) c.header('WWW-Authenticate', 'Basic realm="Kith"')
    return c.json({ error: error.name, error_description: error.message }, status as 400)
  }
  const { status, sentence } = refusalOf(error, c)
  const names: Record<number, string> = { 401: 'invalid_token', 403: 'insufficient_scope', 500: 'server_error' }
  const name = names[status] ?? (error instanceof Refusal ? 'invalid_request' : 'server_error')
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="Kith", error="invalid_token"')
  return c.json({ error: name, error_description: sentence }, status as 400)
}

function textsOf(body: Body): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** Client authentication: Basic, or in the body (RFC 6749, 2.3.1). */
function credentialsOf(c: Req, fields: Record<string, string>): { id?: string; secret?: string } {
  const [scheme, encoded] = c.req.header('authorization')?.split(' ') ?? []
  if (scheme?.toLowerCase() !== 'basic' || !encoded) return { id: fields.client_id, secret: fields.client_secret }
  const [id, secret] = Buffer.from(encoded, 'base64').toString().split(':')
  return { id, secret }
}
