import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApi } from '#test/api'
import { PASSWORD } from '#test/browser'
import { testContext } from '#test/context'
import { basicOf, newPkce, oauthTest, OOB, secretsOf } from '#test/oauth'
import { createAccount, findToken, startSession, suspend } from '#modules/accounts'

const ctx = await testContext()
after(() => ctx.close())
const api = testApi(ctx)
const ORIGIN = ctx.config.origin
const newcomer = { displayName: 'Grete <b>Sommer</b>', password: PASSWORD, role: 'member', locale: 'de' } as const
const grete = await createAccount(ctx, { ...newcomer, username: 'grete', email: 'grete@post.example' })
const { app, register, browse, authorizeUrl, codeOf, exchange } = await oauthTest(ctx, grete)

test('the whole way: sign in, allow, exchange with PKCE, use, revoke', async () => {
  const { verifier, pkce } = newPkce()
  const start = await browse(authorizeUrl(pkce), { headers: { 'accept-language': 'de' } })
  assert.equal(start.status, 200)
  assert.match(start.text, /Melde dich an, um mit Elk &lt;i&gt; weiterzumachen/)
  const [, action = ''] = /action="([^"]+)"/.exec(start.text)!
  const entered = await browse(action.replaceAll('&amp;', '&'), { form: { login: 'grete', password: PASSWORD } })
  assert.equal(entered.status, 303)
  const session = { cookie: entered.headers.get('set-cookie')!.split(';')[0]! }
  const consent = await browse(entered.headers.get('location')!, { headers: session })
  assert.match(consent.text, /Grete &lt;b&gt;Sommer&lt;\/b&gt;/)
  assert.match(consent.text, /in deinem Namen schreiben/)
  assert.match(consent.text, /elk\.example/)
  const [, decide = ''] = /<form method="post" action="([^"]+)"/.exec(consent.text)!
  const answer = await browse(decide.replaceAll('&amp;', '&'), { form: { decision: 'allow' }, headers: session })
  const back = new URL(answer.headers.get('location')!)
  assert.equal(back.origin + back.pathname, 'https://elk.example/cb')
  assert.deepEqual([back.searchParams.get('server'), back.searchParams.get('state')], ['kith.test', 'a b&c'])
  const token = await exchange({ code: back.searchParams.get('code')!, code_verifier: verifier })
  assert.equal(token.status, 200)
  assert.deepEqual(
    [token.body.token_type, token.body.scope, 'expires_in' in token.body],
    ['Bearer', 'read write', false],
  )
  assert.ok(Math.abs(token.body.created_at - ctx.now().epochMilliseconds / 1000) < 60)
  assert.equal(token.headers.get('cache-control'), 'no-store')
  const client = api.withToken(token.body.access_token)
  assert.equal((await client.get('/api/v1/accounts/verify_credentials')).body.id, grete)
  assert.equal((await client.get('/api/v1/apps/verify_credentials')).body.name, 'Elk <i>')
  const revoked = await api.signedOut.post('/oauth/revoke', { ...secretsOf(app), token: token.body.access_token })
  assert.deepEqual([revoked.status, revoked.body], [200, {}])
  assert.equal((await client.get('/api/v1/accounts/verify_credentials')).status, 401)
})

test('a code is good once, for its app, its address and whoever knows the verifier', async () => {
  const { verifier, pkce } = newPkce()
  const other = await register()
  const refused: [Record<string, string>, Record<string, string>, string][] = [
    [{}, { code_verifier: verifier }, 'invalid_grant'],
    [pkce, {}, 'invalid_grant'],
    [pkce, { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    [{}, { redirect_uri: 'https://elk.example/' }, 'invalid_grant'],
    [{}, { redirect_uri: '' }, 'invalid_request'],
    [{}, secretsOf(other), 'invalid_grant'],
    [{}, { client_secret: 'x' }, 'invalid_client'],
    [{}, { client_secret: '' }, 'invalid_client'],
  ]
  for (const [asked, sent, error] of refused) {
    const answer = await exchange({ code: await codeOf(asked), ...sent })
    assert.equal(answer.body.error, error, JSON.stringify(sent))
    assert.equal(answer.status, error === 'invalid_client' ? 401 : 400)
    assert.equal(typeof answer.body.error_description, 'string')
  }
  const code = await codeOf(pkce)
  assert.equal((await exchange({ code, code_verifier: verifier })).status, 200)
  assert.equal((await exchange({ code, code_verifier: verifier })).body.error, 'invalid_grant')
  const late = await codeOf()
  ctx.advance({ minutes: 11 })
  assert.equal((await exchange({ code: late })).body.error, 'invalid_grant')
})

test('a code exchanged many times at once gives one token', async () => {
  const code = await codeOf()
  const answers = await Promise.all(Array.from({ length: 8 }, () => exchange({ code })))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400, 400, 400, 400])
})

test('the token endpoint reads JSON, forms and the query, and takes Basic', async () => {
  const fields = { grant_type: 'client_credentials', ...secretsOf(app) }
  const multipart = new FormData()
  for (const [name, value] of Object.entries(fields)) multipart.set(name, value)
  const answers = [
    await api.signedOut.post('/oauth/token', fields),
    await api.signedOut.post('/oauth/token', new URLSearchParams(fields)),
    await api.signedOut.post('/oauth/token', multipart),
    await api.signedOut.post(`/oauth/token?${new URLSearchParams(fields)}`),
    await api.signedOut.post('/oauth/token', { grant_type: 'client_credentials' }, basicOf(app)),
  ]
  for (const answer of answers) assert.deepEqual([answer.status, answer.body.scope], [200, 'read'])
})

test('an app’s own token has its scopes and no person', async () => {
  const ask = (fields: object) =>
    api.signedOut.post('/oauth/token', { grant_type: 'client_credentials', ...secretsOf(app), ...fields })
  const client = api.withToken((await ask({ scope: 'read write:accounts' })).body.access_token)
  assert.equal((await client.get('/api/v1/apps/verify_credentials')).status, 200)
  assert.equal((await client.get('/api/v1/accounts/verify_credentials')).status, 422)
  assert.equal((await ask({ scope: 'admin:read' })).body.error, 'invalid_scope')
  assert.equal((await ask({ scope: 'nonsense' })).body.error, 'invalid_scope')
  const narrow = await register(OOB, 'write:accounts')
  assert.equal((await ask(secretsOf(narrow))).body.scope, 'write:accounts')
})

test('there is no password grant, and nothing without a grant', async () => {
  for (const [grant, error] of [
    ['password', 'unsupported_grant_type'],
    ['refresh_token', 'unsupported_grant_type'],
    ['', 'invalid_request'],
  ]) {
    const fields = { grant_type: grant, username: 'grete', password: PASSWORD, ...secretsOf(app) }
    const answer = await api.signedOut.post('/oauth/token', fields)
    assert.deepEqual([answer.status, answer.body.error], [400, error])
  }
  const broken = await api.signedOut.post('/oauth/token', '{"grant_type":', { 'content-type': 'application/json' })
  assert.deepEqual([broken.status, broken.body.error], [400, 'invalid_request'])
})

test('an app revokes its own tokens only', async () => {
  const other = await register()
  const { access_token: token } = (await exchange({ code: await codeOf() })).body
  for (const credentials of [secretsOf(other), { ...secretsOf(app), client_secret: 'x' }, {}]) {
    const answer = await api.signedOut.post('/oauth/revoke', { ...credentials, token })
    assert.deepEqual([answer.status, answer.body.error], [403, 'unauthorized_client'])
  }
  assert.ok(await findToken(ctx, token))
  assert.equal((await api.signedOut.post('/oauth/revoke', { token }, basicOf(app))).status, 200)
  assert.equal(await findToken(ctx, token), null)
  assert.equal((await api.signedOut.post('/oauth/revoke', { token: 'gone' }, basicOf(app))).status, 200)
})

test('a part of a registered scope may be asked for, and read is asked for when nothing is', async () => {
  assert.equal((await exchange({ code: await codeOf({ scope: 'read:statuses' }) })).body.scope, 'read:statuses')
  assert.equal((await exchange({ code: await codeOf({ scope: undefined }) })).body.scope, 'read')
})

test('the server says what it can', async () => {
  const { status, body } = await api.signedOut.get('/.well-known/oauth-authorization-server')
  assert.equal(status, 200)
  assert.equal(body.issuer, `${ORIGIN}/`)
  for (const [field, path] of [
    ['authorization_endpoint', '/oauth/authorize'],
    ['token_endpoint', '/oauth/token'],
    ['revocation_endpoint', '/oauth/revoke'],
    ['userinfo_endpoint', '/oauth/userinfo'],
    ['app_registration_endpoint', '/api/v1/apps'],
  ])
    assert.equal(body[field!], ORIGIN + path)
  assert.deepEqual(body.code_challenge_methods_supported, ['S256'])
  assert.deepEqual(body.grant_types_supported, ['authorization_code', 'client_credentials'])
  assert.ok(body.scopes_supported.includes('read:statuses'))
})

test('with the profile scope an app learns who signed in, and nothing more', async () => {
  const { access_token: token } = (await exchange({ code: await codeOf({ scope: 'profile' }) })).body
  const client = api.withToken(token)
  for (const answer of [await client.get('/oauth/userinfo'), await client.post('/oauth/userinfo')]) {
    assert.equal(answer.status, 200)
    assert.equal(answer.body.preferred_username, 'grete')
    assert.equal(answer.body.sub, `${ORIGIN}/ap/people/${grete}`)
    assert.ok(!('email' in answer.body))
  }
  assert.equal((await client.get('/api/kith/v1/me')).status, 403)
  const reader = (await exchange({ code: await codeOf({ scope: 'write' }) })).body.access_token
  const refused = await api.withToken(reader).get('/oauth/userinfo')
  assert.deepEqual([refused.status, refused.body.error], [403, 'insufficient_scope'])
  assert.equal((await api.signedOut.get('/oauth/userinfo')).status, 401)
})

const crossRequest = (method: string, path: string, headers: Record<string, string>) =>
  api.fetch(new Request(new URL(path, ORIGIN), { method, headers: { origin: 'https://phanpy.example', ...headers } }))

test('pages of other origins may ask for tokens', async () => {
  for (const path of ['/oauth/token', '/oauth/revoke', '/api/v1/apps']) {
    const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
    const preflight = await crossRequest('OPTIONS', path, asked)
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*', path)
    assert.ok(preflight.status < 300)
    assert.equal(preflight.headers.get('access-control-allow-credentials'), null)
  }
  const metadata = await crossRequest('GET', '/.well-known/oauth-authorization-server', {})
  assert.equal(metadata.headers.get('access-control-allow-origin'), '*')
})

test('who is suspended while an app waits gets no token', async () => {
  const username = 'rudi'
  const rudi = await createAccount(ctx, { ...newcomer, username, email: 'rudi@post.example' })
  const headers = { cookie: `kith_session=${await startSession(ctx, rudi)}` }
  const answer = await browse(authorizeUrl(), { form: { decision: 'allow' }, headers })
  const code = new URL(answer.headers.get('location')!).searchParams.get('code')!
  await suspend(ctx, rudi)
  assert.equal((await exchange({ code })).body.error, 'invalid_grant')
  const page = await browse(authorizeUrl(), { headers })
  assert.match(page.text, /name="password"/)
})
