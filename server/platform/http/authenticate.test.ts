import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authenticate, createRouter } from './index.ts'
import { readBody } from './body.ts'

const app = createRouter()
app.use(
  authenticate(
    async (secret) =>
      secret === 'known'
        ? { id: '1', appId: '1', scopes: ['read'], asker: { personId: '7', role: 'member', locale: 'en' } }
        : null,
    'session',
    'https://kith.test',
  ),
)
app.all('/', async (c) => c.json({ who: c.var.token?.asker?.personId ?? null, body: await readBody(c) }))
app.onError((error, c) => c.json({ error: String(error) }, 401))

async function whoAsks(body: string, headers: Record<string, string>, path = '/') {
  const length = String(Buffer.byteLength(body))
  const answer = await app.request(path, { method: 'POST', body, headers: { 'content-length': length, ...headers } })
  return answer.status === 200 ? ((await answer.json()) as { who: string | null; body: object }) : answer.status
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const JSON_TYPE = { 'content-type': 'application/json' }

test('a token is taken from the header, the query, a form and JSON, and the route still reads the body', async () => {
  const said = { status: 'Hello' }
  for (const asked of [
    whoAsks('status=Hello', { ...FORM, authorization: 'Bearer known' }),
    whoAsks('status=Hello', FORM, '/?access_token=known'),
    whoAsks('status=Hello&access_token=known', FORM),
    whoAsks('{"status":"Hello","access_token":"known"}', JSON_TYPE),
  ]) {
    const found = await asked
    assert.ok(typeof found === 'object')
    assert.equal(found.who, '7')
    assert.deepEqual({ ...found.body, access_token: undefined }, { ...said, access_token: undefined })
  }
})

test('one that stands for nothing is refused wherever it stands', async () => {
  assert.equal(await whoAsks('access_token=wrong', FORM), 401)
  assert.equal(await whoAsks('{"access_token":"wrong"}', JSON_TYPE), 401)
})

test('what only looks like one is none', async () => {
  for (const [body, type] of [
    ['{"status":"\\"access_token\\":\\"known\\""}', JSON_TYPE],
    ['{"deep":{"access_token":"known"}}', JSON_TYPE],
    ['{"access_token":7}', JSON_TYPE],
    ['access_token=', FORM],
  ] as const) {
    const found = await whoAsks(body, type)
    assert.ok(typeof found === 'object' && found.who === null, body)
  }
})
