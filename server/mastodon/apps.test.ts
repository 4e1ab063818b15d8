import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { OOB } from '#test/oauth'

const ctx = await testContext()
const opened: TestContext[] = [ctx]
after(() => Promise.all(opened.map((one) => one.close())))
const api = testApi(ctx)

test('an app registers itself, with its addresses as a list or a text', async () => {
  const answer = await api.signedOut.post('/api/v1/apps', {
    client_name: 'Tusky',
    redirect_uris: 'tusky://oauth\nhttps://tusky.example/',
    scopes: 'read write',
  })
  assert.equal(answer.status, 200)
  const { id: _, client_id: clientId, client_secret: secret, ...rest } = answer.body
  assert.ok(clientId.length >= 40 && secret.length >= 40)
  assert.deepEqual(rest, {
    name: 'Tusky',
    website: null,
    scopes: ['read', 'write'],
    redirect_uri: 'tusky://oauth\nhttps://tusky.example/',
    redirect_uris: ['tusky://oauth', 'https://tusky.example/'],
    vapid_key: '',
    client_secret_expires_at: 0,
  })
  const form = new URLSearchParams([
    ['client_name', 'toot'],
    ['redirect_uris[]', OOB],
  ])
  assert.deepEqual((await api.signedOut.post('/api/v1/apps', form)).body.scopes, ['read'])
})

test('an app that asks for nonsense is refused', async () => {
  for (const [change, code] of [
    [{ client_name: '' }, 'accounts.app_name_missing'],
    [{ redirect_uris: undefined }, 'accounts.redirect_uri_missing'],
    [{ redirect_uris: 'javascript:alert(1)' }, 'accounts.redirect_uri_form'],
    [{ redirect_uris: [{}] }, 'accounts.redirect_uri_missing'],
    [{ scopes: 'read everything' }, 'accounts.scope_unknown'],
    [{ website: 'elk' }, 'accounts.app_website'],
  ] as const) {
    const wish = { client_name: 'Elk', redirect_uris: OOB, ...change }
    const answer = await api.signedOut.post('/api/v1/apps', wish)
    assert.deepEqual([answer.status, answer.body.error_code], [422, code])
  }
})

test('registering apps is throttled by address', async () => {
  const limited = await testContext({ KITH_RATE_LIMITS: 'on' })
  opened.push(limited)
  const wish = { client_name: 'Elk', redirect_uris: OOB }
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push((await testApi(limited).signedOut.post('/api/v1/apps', wish)).status)
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
})
