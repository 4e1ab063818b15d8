import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { authenticate, type FindToken } from './authenticate.ts'
import { createRouter, type App } from './env.ts'
import { mastodonError } from './errors.ts'
import { rateLimits } from './limits.ts'
import { networkOf } from './network.ts'

const ORIGIN = 'https://kith.test'
const known: Record<string, string | null> = { phone: 'jule', tablet: 'jule', watch: 'jule', paul: 'paul', app: null }
const find: FindToken = async (secret) => {
  const personId = known[secret]
  if (personId === undefined) return null
  const asker = personId ? { personId, role: 'member' as const, locale: 'en' } : null
  return { id: secret, appId: '1', scopes: [], asker }
}

let now: Temporal.Instant
let app: App
beforeEach(() => {
  now = Temporal.Instant.from('2026-01-01T00:00:00Z')
  app = createRouter()
  app.onError(mastodonError)
  app.use(async (c, next) => {
    c.set('address', networkOf(c.req.header('x-from') ?? '192.0.2.1'))
    await next()
  })
  const count = rateLimits(() => now)
  app.use(authenticate(find, 'session', ORIGIN, count))
  app.all('*', (c) => c.json({}))
})

type By = { token?: string; cookie?: string; from?: string }

function ask(request: string, { token, cookie, from }: By = {}) {
  const [method, path] = request.split(' ') as [string, string]
  const headers = new Headers({ origin: ORIGIN })
  if (token) headers.set('authorization', `Bearer ${token}`)
  if (cookie) headers.set('cookie', `session=${cookie}`)
  if (from) headers.set('x-from', from)
  return app.request(`${ORIGIN}${path}`, { method, headers })
}

/** How many of these are answered before the first refusal, which must be 429. */
async function allowed(request: string, by: By = {}): Promise<number> {
  for (let count = 0; ; count++) {
    const { status } = await ask(request, by)
    if (status === 429) return count
    assert.ok(status === 200 || status === 401, `${status}`)
  }
}

const HOME = 'GET /api/v1/timelines/home'

test('a token may ask 300 times in 5 minutes, and all of a person’s together 1500 times', async () => {
  assert.equal(await allowed(HOME, { token: 'phone' }), 300)
  assert.equal(await allowed(HOME, { token: 'tablet' }), 300)
  assert.equal(await allowed(HOME, { cookie: 'watch' }), 1500 - 301 - 301)
  assert.equal((await ask(HOME, { token: 'paul' })).status, 200)
  now = now.add({ minutes: 5 })
  assert.equal((await ask(HOME, { token: 'phone' })).status, 200)
})

test('our own pages, which ask by cookie, may read and page as often as their person', async () => {
  assert.equal(await allowed(`${HOME}?max_id=1`, { cookie: 'phone' }), 1500)
})

test('an app’s own token counts for itself', async () => {
  assert.equal(await allowed(HOME, { token: 'app' }), 300)
})

test('without a token, or with a wrong one, an address may ask 300 times; IPv6 counts by its /64', async () => {
  const answer = await ask(HOME, { token: 'wrong', from: '2001:db8::1' })
  assert.deepEqual([answer.status, answer.headers.get('x-ratelimit-remaining')], [401, '299'])
  await ask(HOME, { token: 'guess', from: '2001:db8::2' })
  assert.equal(await allowed(HOME, { from: '2001:db8::3' }), 298)
  assert.equal((await ask(HOME, { from: '2001:db8:0:1::1' })).status, 200)
  assert.equal((await ask(HOME, { token: 'phone', from: '2001:db8::1' })).status, 200)
})

test('pages are turned 300 times in 15 minutes', async () => {
  await allowed(`${HOME}?max_id=1`, { token: 'phone' })
  now = now.add({ minutes: 5 })
  assert.equal((await ask(`${HOME}?since_id=1`, { token: 'tablet' })).status, 429)
  assert.equal((await ask(HOME, { token: 'tablet' })).status, 200)
})

const DEEDS: [requests: string[], most: number, minutes: number][] = [
  [['POST /api/v2/media', 'POST /api/v1/media'], 30, 30],
  [['DELETE /api/v1/statuses/1', 'POST /api/v1/statuses/2/unreblog'], 30, 30],
  [['POST /api/v1/statuses', 'POST /api/v1/statuses/1/reblog'], 300, 3 * 60],
  [['POST /api/v1/accounts/1/follow'], 400, 24 * 60],
]
for (const [requests, most, minutes] of DEEDS)
  test(`${requests.join(' and ')} are allowed ${most} times in ${minutes} minutes, by whatever client`, async () => {
    assert.equal(await allowed(requests[0]!, { cookie: 'phone' }), most)
    for (const request of requests) assert.equal((await ask(request, { token: 'tablet' })).status, 429)
    assert.equal((await ask(HOME, { token: 'tablet' })).status, 200)
    assert.equal((await ask(requests[0]!, { token: 'paul' })).status, 200)
    now = now.add({ minutes: minutes - 1 })
    assert.equal((await ask(`${requests[0]}/`, { token: 'phone' })).status, 429)
    now = now.add({ minutes: 1 })
    assert.equal((await ask(requests[0]!, { token: 'phone' })).status, 200)
  })

test('the headers describe the bucket with least left', async () => {
  const told = async (request: string) => {
    const { headers } = await ask(request, { token: 'phone' })
    return ['limit', 'remaining', 'reset'].map((part) => headers.get(`x-ratelimit-${part}`))
  }
  assert.deepEqual(await told(HOME), ['300', '299', '2026-01-01T00:05:00.000000Z'])
  assert.deepEqual(await told('POST /api/v2/media'), ['30', '29', '2026-01-01T00:30:00.000000Z'])
  assert.deepEqual(await told(HOME), ['300', '297', '2026-01-01T00:05:00.000000Z'])
})
