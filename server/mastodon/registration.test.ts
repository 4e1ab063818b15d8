import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApi } from '#test/api'
import { PASSWORD } from '#test/browser'
import { testContext } from '#test/context'
import { OOB, secretsOf } from '#test/oauth'

const ctx = await testContext({ KITH_REGISTRATIONS: 'open' })
after(() => ctx.close())
const there = testApi(ctx)

test('somebody joins from within an app, by the app’s token', async () => {
  const wish = { client_name: 'toot', redirect_uris: OOB, scopes: 'read write' }
  const toot = (await there.signedOut.post('/api/v1/apps', wish)).body
  const grant = { grant_type: 'client_credentials', ...secretsOf(toot), scope: 'read write' }
  const client = there.withToken((await there.signedOut.post('/oauth/token', grant)).body.access_token)
  const person = { username: 'malte', email: 'm@post.example', password: PASSWORD, agreement: true, locale: 'de-AT' }
  for (const [change, field, error] of [
    [{ agreement: false }, 'agreement', 'ERR_ACCEPTED'],
    [{ username: 'admin' }, 'username', 'ERR_RESERVED'],
    [{ username: 'm alte' }, 'username', 'ERR_INVALID'],
    [{ email: 'malte' }, 'email', 'ERR_INVALID'],
    [{ password: 'kurz' }, 'password', 'ERR_TOO_SHORT'],
  ] as const) {
    const { status, body } = await client.post('/api/v1/accounts', { ...person, ...change })
    assert.deepEqual([status, body.details[field][0].error], [422, error])
    assert.ok(body.details[field][0].description.length > 10)
  }
  const joined = await client.post('/api/v1/accounts', person)
  assert.deepEqual([joined.status, joined.body.scope], [200, 'read write'])
  const malte = there.withToken(joined.body.access_token)
  const me = await malte.get('/api/kith/v1/me')
  assert.deepEqual([me.body.account.username, me.body.locale], ['malte', 'de'])
  const again = await client.post('/api/v1/accounts', { ...person, email: 'n@post.example' })
  assert.equal(again.body.details.username[0].error, 'ERR_TAKEN')
  assert.equal((await malte.post('/api/v1/accounts', person)).status, 403)
  assert.equal((await there.signedOut.post('/api/v1/accounts', person)).status, 401)
})
