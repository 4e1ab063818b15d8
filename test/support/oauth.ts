/** An app and a browser on their way through OAuth. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { startSession } from '#modules/accounts'
import { testApi, type Answer } from './api.ts'
import type { TestContext } from './context.ts'

export const HOME = 'https://elk.example/cb?server=kith.test'
export const OOB = 'urn:ietf:wg:oauth:2.0:oob'

export type App = { id: string; client_id: string; client_secret: string }
export type Changes = Record<string, string | undefined>
export type Page = { status: number; headers: Headers; text: string }
type Asked = { form?: Record<string, string>; headers?: Record<string, string> }

export type OAuthTest = {
  app: App
  register(redirectUris?: string | string[], scopes?: string): Promise<App>
  /** A browser's request: pages are looked at as text. */
  browse(path: string, request?: Asked): Promise<Page>
  authorizeUrl(changes?: Changes): string
  /** A new session of the person. */
  cookie(): Promise<string>
  codeOf(changes?: Changes): Promise<string>
  exchange(fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
}

export async function oauthTest(ctx: TestContext, personId: string): Promise<OAuthTest> {
  const api = testApi(ctx)
  const { origin } = ctx.config
  const register: OAuthTest['register'] = async (
    redirectUris = [HOME, OOB, 'tusky://oauth'],
    scopes = 'read write follow push profile',
  ) => {
    const wish = { client_name: 'Elk <i>', redirect_uris: redirectUris, scopes, website: 'https://elk.example' }
    return (await api.signedOut.post('/api/v1/apps', wish)).body
  }
  const app = await register()
  const browse: OAuthTest['browse'] = async (path, { form, headers = {} } = {}) => {
    const request = new Request(new URL(path, origin), {
      method: form ? 'POST' : 'GET',
      headers: form ? { origin, ...headers } : headers,
      body: form && new URLSearchParams(form),
      redirect: 'manual',
    })
    const response = await api.fetch(request)
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const authorizeUrl = (changes: Changes = {}) => {
    const wish = {
      response_type: 'code',
      client_id: app.client_id,
      redirect_uri: HOME,
      scope: 'read write',
      state: 'a b&c',
    }
    const params = Object.entries({ ...wish, ...changes }).filter((entry) => entry[1] !== undefined)
    return `/oauth/authorize?${new URLSearchParams(params as [string, string][])}`
  }
  const cookie = async () => `kith_session=${await startSession(ctx, personId)}`
  const codeOf = async (changes: Changes = {}) => {
    const answer = await browse(authorizeUrl(changes), {
      form: { decision: 'allow' },
      headers: { cookie: await cookie() },
    })
    assert.equal(answer.status, 302, answer.text)
    return new URL(answer.headers.get('location')!).searchParams.get('code')!
  }
  const exchange: OAuthTest['exchange'] = (fields, headers) => {
    const usual = { grant_type: 'authorization_code', redirect_uri: HOME, ...secretsOf(app) }
    return api.signedOut.post('/oauth/token', { ...usual, ...fields }, headers)
  }
  return { app, register, browse, authorizeUrl, cookie, codeOf, exchange }
}

export function secretsOf({ client_id, client_secret }: App) {
  return { client_id, client_secret }
}

export function basicOf({ client_id, client_secret }: App) {
  return { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` }
}

/** A verifier and what is told of it before (RFC 7636). */
export function newPkce() {
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return { verifier, pkce: { code_challenge: challenge, code_challenge_method: 'S256' } }
}
