/**
 * Rubbish at every door: whatever comes to an address of the API, as an id, a query or a body, is answered with a refusal in the
 * door's own form, never with a bug of ours. New routes are found by themselves.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findToken } from '#modules/accounts'
import { say } from '#modules/statuses'
import { tokenFor } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { createApp } from '../server/app.ts'

const IDS = [
  '0',
  '-1',
  '1.5',
  '9223372036854775807',
  '99999999999999999999999',
  'null',
  '%00',
  '%F0%9F%95%AF',
  '..',
  "'",
]
const QUERIES = [
  'limit=-5&max_id=x&since_id=%00&min_id=9'.concat('9'.repeat(40)),
  'limit=1e9&offset=-1&q=%00&id[]=x&id[]=&id=%FF&acct=%40%40',
  'q=%25&type[]=1&types[]=x&exclude_types[]=&resolve=2&local=maybe&timeline[]=x&stream=&tag=%23',
  'state=nothing&limit[]=2&max_id[a]=1&acct[]=1&id[0][x]=1',
]
const JSONS = [
  '{"status":"cut sho',
  '[]',
  'null',
  '7',
  '"\\ud800"',
  '{"status":{"a":1},"media_ids":"x","visibility":9,"parties":{},"note":7,"answer":["yes"],"id":{},"notes":[]}',
  '{"status":"\\u0000","spoiler_text":"\\u0000","display_name":"\\u0000","note":"\\u0000","username":"\\u0000","q":"\\u0000"}',
  '{"media_ids":["x","99999999999999999999999",null],"in_reply_to_id":"-1","status":"x","parties":["1","x"],"language":"xxxxxxxxxxxxxxx"}',
  '{"home":{"last_read_id":"99999999999999999999999"},"notifications":[],"fields_attributes":"x","source":7,"duration":-1}',
  `{"__proto__":{"status":"x"},"constructor":1,"status":"${'[['.repeat(2000)}"}`,
]
const FORMS = ['status=%00&media_ids[]=x', 'fields_attributes[0][name]=%00&source[privacy]=x', '%%%=&&&=', 'note']

let ctx: TestContext
let who: Village
let app: ReturnType<typeof createApp>
let authorization: string
let statusId: string
before(async () => {
  ctx = await testContext()
  who = await village(ctx)
  app = createApp(ctx, { findToken: (secret) => findToken(ctx, secret), healthy: async () => true })
  authorization = `Bearer ${await tokenFor(ctx, who.jule)}`
  statusId = await say(ctx, { personId: who.jule, text: 'Hello.', visibility: 'public' })
})
after(() => ctx.close())

test('whatever stands where an id belongs is refused', async () => {
  for (const { method, path } of routes().filter((route) => route.path.includes(':')))
    for (const id of IDS) await refuses(method, filled(path, id))
})

test('whatever is asked for in a query is answered or refused', async () => {
  for (const { method, path } of routes())
    if (method === 'GET') for (const query of QUERIES) await refuses(method, `${filled(path, statusId)}?${query}`)
})

test('whatever comes as a body is answered or refused', async () => {
  for (const { method, path } of routes()) {
    if (method === 'GET') continue
    const address = filled(path, statusId)
    for (const body of JSONS) await refuses(method, address, { 'content-type': 'application/json' }, body)
    for (const body of FORMS)
      await refuses(method, address, { 'content-type': 'application/x-www-form-urlencoded' }, body)
    await refuses(method, address, { 'content-type': 'multipart/form-data; boundary=x' }, '--y\r\nnothing')
    await refuses(method, address, { 'content-type': 'multipart/form-data' }, '--')
    await refuses(method, address, { 'content-type': 'image/png' }, 'x')
    await refuses(method, address, {}, '')
  }
})

test('whatever calls itself a token is none', async () => {
  for (const token of ['Bearer', 'Bearer ', 'Bearer %00', `Bearer ${'x'.repeat(10_000)}`, 'Basic eDp5', 'x'])
    for (const path of [
      '/api/v1/timelines/home',
      '/api/kith/v1/introductions',
      '/api/v1/accounts/verify_credentials',
    ]) {
      const { status } = await app.request(path, { headers: { authorization: token } })
      assert.equal(status, 401, `${token.slice(0, 20)} at ${path}`)
    }
})

/** Every route of the API, but middleware; signing out would end what the test does. */
function routes(): { method: string; path: string }[] {
  const own = app.routes.filter(({ method, path }) => method !== 'ALL' && /^\/(api|oauth)\//.test(path))
  const unlike = new Map(own.map(({ method, path }) => [`${method} ${path}`, { method, path }]))
  assert.ok(unlike.size > 100, `${unlike.size}`)
  return [...unlike.values()].filter(({ method, path }) => !(method === 'DELETE' && /sessions?|account$/.test(path)))
}

const filled = (path: string, id: string) => path.replaceAll(/:\w+(\{[^}]*\})?/g, id)

/** Answers what it may, refuses the rest; a failure of ours is neither. */
async function refuses(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const response = await app.request(new URL(path, ctx.config.origin).href, {
    method,
    headers: { ...headers, authorization },
    ...(method === 'GET' ? {} : { body: body ?? '' }),
  })
  const text = await response.text()
  const tell = `${method} ${path} ${body?.slice(0, 60) ?? ''} → ${response.status} ${text.slice(0, 200)}`
  assert.ok(response.status < 500, tell)
  if (response.status < 400 || path.startsWith('/oauth/authorize')) return
  assert.match(response.headers.get('content-type') ?? '', /json/, tell)
  assert.ok(JSON.parse(text), tell)
}
