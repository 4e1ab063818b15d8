/** What an app asks of a person at /oauth/authorize (RFC 6749, 4.1.1, with PKCE, RFC 7636). */
import type { Context } from '#platform/context'
import { refuse } from '#platform/refusal'
import { findApp, parseScopes, within, type AppRow } from '#modules/accounts'

export type AuthorizationRequest = {
  app: AppRow
  redirectUri: string
  scopes: string[]
  codeChallenge: string | null
  state: string | undefined
  inFragment: boolean
  /** What is wrong with it, as OAuth calls it: told to the app, at its own address. */
  flaw: string | null
}

/** Refuses where nobody can be sent anywhere: no such app, or not its address. */
export async function readRequest(ctx: Context, params: URLSearchParams): Promise<AuthorizationRequest> {
  const app = await findApp(ctx.db, params.get('client_id') ?? '')
  if (!app) throw refuse('malformed', 'oauth.unknown_app')
  const redirectUri = params.get('redirect_uri') ?? ''
  if (!app.redirectUris.includes(redirectUri)) throw refuse('malformed', 'oauth.wrong_address')
  const scopes = readScopes(params.get('scope'), app)
  return {
    app,
    redirectUri,
    scopes: scopes ?? [],
    codeChallenge: params.get('code_challenge') || null,
    state: params.get('state') ?? undefined,
    inFragment: params.get('response_mode') === 'fragment',
    flaw: flawOf(params) ?? (scopes ? null : 'invalid_scope'),
  }
}

/** The app's address with the answer; put together as text, since a URL parser would rewrite an app's own scheme. */
export function addressWith(request: AuthorizationRequest, answer: Record<string, string>): string {
  const { redirectUri, state, inFragment } = request
  const params = new URLSearchParams(state === undefined ? answer : { ...answer, state })
  const sign = inFragment ? '#' : redirectUri.includes('?') ? '&' : '?'
  return `${redirectUri}${sign}${params}`
}

function readScopes(text: string | null, app: AppRow): string[] | null {
  try {
    const scopes = parseScopes(text ?? undefined)
    return within(scopes, app.scopes) ? scopes : null
  } catch {
    return null
  }
}

const CHALLENGE = /^[A-Za-z0-9_-]{43}$/

function flawOf(params: URLSearchParams): string | null {
  if (params.get('response_type') !== 'code') return 'unsupported_response_type'
  const [challenge, method] = [params.get('code_challenge'), params.get('code_challenge_method')]
  if (!challenge) return method ? 'invalid_request' : null
  return method === 'S256' && CHALLENGE.test(challenge) ? null : 'invalid_request'
}
