/**
 * The API as a client sees it, in process or over the network. Every answer of Mastodon's part is held against its
 * description, so a test need not ask for that.
 */
import { createApp } from '../../server/app.ts'
import { findToken, issueToken } from '#modules/accounts'
import { assertMastodon } from './mastodon.ts'
import type { TestContext } from './context.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of a body by asserting it
export type Answer = { status: number; headers: Headers; body: any; text: string }

/** An object is sent as JSON; FormData and URLSearchParams as the forms they are. */
type Sent = object | FormData | URLSearchParams | string

export type Client = {
  token: () => Promise<string | null>
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  post: (path: string, body?: Sent, headers?: Record<string, string>) => Promise<Answer>
  put: (path: string, body?: Sent, headers?: Record<string, string>) => Promise<Answer>
  patch: (path: string, body?: Sent, headers?: Record<string, string>) => Promise<Answer>
  delete: (path: string, body?: Sent, headers?: Record<string, string>) => Promise<Answer>
}

export type TestApi = {
  fetch: (request: Request) => Promise<Response>
  /** Somebody of the village, who gets an account at the first request. */
  as: (personId: string, scopes?: string[]) => Client
  /** With a token got elsewhere. */
  withToken: (token: string) => Client
  signedOut: Client
}

const WHOLE = ['read', 'write', 'follow', 'push']

/** `address` of a server that listens, or none for calls in process. */
export function testApi(ctx: TestContext, address?: string): TestApi {
  const app = createApp(ctx, { findToken: (secret) => findToken(ctx, secret), healthy: async () => true })
  const send = async (request: Request) => (address ? fetch(request) : app.fetch(request))
  const base = address ?? ctx.config.origin
  return {
    fetch: send,
    as: (personId, scopes = WHOLE) =>
      client(
        send,
        base,
        once(() => tokenFor(ctx, personId, scopes)),
      ),
    withToken: (token) => client(send, base, async () => token),
    signedOut: client(send, base, async () => null),
  }
}

/** A form with a file in it. */
export function fileForm(
  name: string,
  bytes: Uint8Array,
  fields: Record<string, string> = {},
  fileName = 'picture.jpg',
): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.set(key, value)
  form.set(name, new Blob([new Uint8Array(bytes)]), fileName)
  return form
}

/** A token for somebody, made as a sign-in would make it. */
export async function tokenFor(ctx: TestContext, personId: string, scopes: string[] = WHOLE): Promise<string> {
  await ctx.pool.query(
    `insert into accounts (person_id, email, password_hash)
     select id, username || '@kith.test', 'none' from people where id = $1 on conflict do nothing`,
    [personId],
  )
  const { rows } = await ctx.pool.query<{ id: string }>(
    `insert into apps (name, client_id, secret_hash, redirect_uris, scopes) values ('Tests', 'tests', '', '{}', $1)
     on conflict (client_id) do update set name = excluded.name returning id`,
    [WHOLE],
  )
  return issueToken(ctx, { appId: rows[0]!.id, personId, scopes })
}

function client(send: TestApi['fetch'], base: string, token: () => Promise<string | null>): Client {
  const ask = async (
    method: string,
    path: string,
    body?: Sent,
    given: Record<string, string> = {},
  ): Promise<Answer> => {
    const headers = new Headers(given)
    const secret = await token()
    if (secret) headers.set('authorization', `Bearer ${secret}`)
    const isForm = body instanceof FormData || body instanceof URLSearchParams || typeof body === 'string'
    if (body && !isForm) headers.set('content-type', 'application/json')
    const sent = isForm ? body : body && JSON.stringify(body)
    const response = await send(new Request(new URL(path, base), { method, headers, body: sent }))
    const text = await response.text()
    const answer = { status: response.status, headers: response.headers, body: parse(response, text), text }
    assertMastodon(method, new URL(path, base).pathname, answer.status, answer.body)
    return answer
  }
  return {
    token,
    get: (path, headers) => ask('GET', path, undefined, headers),
    post: (path, body, headers) => ask('POST', path, body, headers),
    put: (path, body, headers) => ask('PUT', path, body, headers),
    patch: (path, body, headers) => ask('PATCH', path, body, headers),
    delete: (path, body, headers) => ask('DELETE', path, body, headers),
  }
}

function parse(response: Response, text: string): unknown {
  return response.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : null
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => (result ??= work())
}

/** What somebody is told of these kinds of ours: no Mastodon entities, so they are not held against its description. */
export async function toldOf<Notice>(api: TestApi, client: Client, kinds: readonly string[]): Promise<Notice[]> {
  const asked = kinds.map((kind) => `types[]=${kind}&supported_types[]=${kind}`).join('&')
  const headers = { authorization: `Bearer ${await client.token()}` }
  const url = `https://kith.test/api/v1/notifications?limit=40&${asked}`
  return (await api.fetch(new Request(url, { headers }))).json() as Promise<Notice[]>
}

/** Why something was refused. */
export const codeOf = async (answer: Promise<Answer>) => (await answer).body?.code
