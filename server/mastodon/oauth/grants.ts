/** The token endpoint's grants, kept by @node-oauth/oauth2-server over our tables. */
import OAuth2Server from '@node-oauth/oauth2-server'
import type { Context } from '#platform/context'
import { findClient, findCode, issueToken, SCOPES, useCode, within, type AppRow } from '#modules/accounts'

export const GRANTS = ['authorization_code', 'client_credentials']

type Client = AppRow & { grants: string[] }
type User = { personId?: string }

/** Answers a token for the fields of a request, or throws the library's OAuthError. */
export async function grantToken(ctx: Context, fields: Record<string, string>, authorization?: string) {
  if (fields.grant_type && !GRANTS.includes(fields.grant_type))
    throw new OAuth2Server.UnsupportedGrantTypeError('This grant type is not supported.')
  const request = new OAuth2Server.Request({
    method: 'POST',
    query: {},
    body: fields,
    // Whatever form the body came in, the library is shown the one it reads.
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '1',
      ...(authorization ? { authorization } : {}),
    },
  })
  return serverFor(ctx, fields.redirect_uri).token(request, new OAuth2Server.Response())
}

function serverFor(ctx: Context, redirectUri: string | undefined): OAuth2Server {
  const model = {
    async getClient(clientId: string, secret: string | undefined): Promise<Client | null> {
      const app = secret ? await findClient(ctx.db, clientId, secret) : null
      return app && { ...app, grants: GRANTS }
    },
    async getAuthorizationCode(authorizationCode: string) {
      const code = await findCode(ctx, authorizationCode)
      // To the library another address is a malformed request; RFC 6749, 5.2 has it that the grant is not valid.
      if (redirectUri && redirectUri !== code?.redirectUri) return null
      return (
        code && {
          authorizationCode,
          expiresAt: new Date(code.expiresAt.epochMilliseconds),
          redirectUri: code.redirectUri,
          scope: code.scopes,
          client: { id: code.appId, grants: GRANTS },
          user: { personId: code.personId },
          ...(code.codeChallenge ? { codeChallenge: code.codeChallenge, codeChallengeMethod: 'S256' } : {}),
        }
      )
    },
    revokeAuthorizationCode: (code: { authorizationCode: string }) => useCode(ctx, code.authorizationCode),
    getUserFromClient: async () => ({}),
    async validateScope(user: User, client: Client, scope?: string[]) {
      return user.personId ? scope : scopesFor(client, scope)
    },
    async saveToken({ scope = [] }: { scope?: string[] }, client: Client, user: User) {
      const personId = user.personId ?? null
      return { accessToken: await issueToken(ctx, { appId: client.id, personId, scopes: scope }), scope, client, user }
    },
  }
  return new OAuth2Server({ model: model as unknown as OAuth2Server.AuthorizationCodeModel })
}

function scopesFor(client: Client, scope: string[] | undefined): string[] | false {
  const wanted = scope ?? (within(['read'], client.scopes) ? ['read'] : client.scopes)
  return wanted.every((part) => SCOPES.includes(part)) && within(wanted, client.scopes) ? wanted : false
}
