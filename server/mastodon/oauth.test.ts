import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { testApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { createAccount, findToken, startSession, suspend } from '#modules/accounts'

const ctx = await testContext()
const opened: TestContext[] = [ctx]
after(() => Promise.all(opened.map((one) => one.close())))
const api = testApi(ctx)
const ORIGIN = ctx.config.origin
const HOME = 'https://elk.example/cb?server=kith.test'
const OOB = 'urn:ietf:wg:oauth:2.0:oob'
const PASSWORD = 'sonnenblume'
const SCOPES = 'read write follow push profile'

const newcomer = { displayName: 'Grete <b>Sommer</b>', password: PASSWORD, role: 'member', locale: 'de' } as const
const grete = await createAccount(ctx, { ...newcomer, username: 'grete', email: 'grete@post.example' })
const cookie = async () => `kith_session=${await startSession(ctx, grete)}`

type App = { id: string; client_id: string; client_secret: string }
async function register(redirectUris: string | string[] = [HOME, OOB, 'tusky://oauth'], scopes = SCOPES): Promise<App> {
  const wish = { client_name: 'Elk <i>', redirect_uris: redirectUris, scopes, website: 'https://elk.example' }
  return (await api.signedOut.post('/api/v1/apps', wish)).body
}
const app = await register()

/** A browser's request: pages are looked at as text. */
async function browse(path: string, options: { form?: Record<string, string>; headers?: Record<string, string> } = {}) {
  const { form, headers = {} } = options
  const request = new Request(new URL(path, ORIGIN), {
    method: form ? 'POST' : 'GET',
    headers: form ? { origin: ORIGIN, ...headers } : headers,
    body: form && new URLSearchParams(form),
    redirect: 'manual',
  })
  const response = await api.fetch(request)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

function authorizeUrl(changes: Record<string, string | undefined> = {}): string {
  const wish = {
    response_type: 'code',
    client_id: app.client_id,
    redirect_uri: HOME,
    scope: 'read write',
    state: 'a b&c',
  }
  const params = Object.entries({ ...wish, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return `/oauth/authorize?${new URLSearchParams(params)}`
}

async function allow(changes: Record<string, string | undefined> = {}): Promise<URL> {
  const answer = await browse(authorizeUrl(changes), {
    form: { decision: 'allow' },
    headers: { cookie: await cookie() },
  })
  assert.equal(answer.status, 302, answer.text)
  return new URL(answer.headers.get('location')!)
}

const codeOf = async (changes: Record<string, string | undefined> = {}) =>
  (await allow(changes)).searchParams.get('code')!
const exchange = (fields: Record<string, string>, headers?: Record<string, string>) =>
  api.signedOut.post(
    '/oauth/token',
    { grant_type: 'authorization_code', redirect_uri: HOME, ...secrets(), ...fields },
    headers,
  )
const secrets = (of = app) => ({ client_id: of.client_id, client_secret: of.client_secret })
const basic = (of = app) => ({ authorization: `Basic ${btoa(`${of.client_id}:${of.client_secret}`)}` })

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

test('the whole way: sign in, allow, exchange with PKCE, use, revoke', async () => {
  const verifier = randomBytes(32).toString('base64url')
  const pkce = {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
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
  const revoked = await api.signedOut.post('/oauth/revoke', { ...secrets(), token: token.body.access_token })
  assert.deepEqual([revoked.status, revoked.body], [200, {}])
  assert.equal((await client.get('/api/v1/accounts/verify_credentials')).status, 401)
})

test('a code is good once, for its app, its address and whoever knows the verifier', async () => {
  const verifier = randomBytes(32).toString('base64url')
  const pkce = {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  const other = await register()
  const refused: [Record<string, string>, Record<string, string>, string][] = [
    [{}, { code_verifier: verifier }, 'invalid_grant'],
    [pkce, {}, 'invalid_grant'],
    [pkce, { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    [{}, { redirect_uri: 'https://elk.example/' }, 'invalid_request'],
    [{}, secrets(other), 'invalid_grant'],
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
  const fields = { grant_type: 'client_credentials', ...secrets() }
  const multipart = new FormData()
  for (const [name, value] of Object.entries(fields)) multipart.set(name, value)
  const answers = [
    await api.signedOut.post('/oauth/token', fields),
    await api.signedOut.post('/oauth/token', new URLSearchParams(fields)),
    await api.signedOut.post('/oauth/token', multipart),
    await api.signedOut.post(`/oauth/token?${new URLSearchParams(fields)}`),
    await api.signedOut.post('/oauth/token', { grant_type: 'client_credentials' }, basic()),
  ]
  for (const answer of answers) assert.deepEqual([answer.status, answer.body.scope], [200, 'read'])
})

test('an app’s own token has its scopes and no person', async () => {
  const ask = (fields: object) =>
    api.signedOut.post('/oauth/token', { grant_type: 'client_credentials', ...secrets(), ...fields })
  const client = api.withToken((await ask({ scope: 'read write:accounts' })).body.access_token)
  assert.equal((await client.get('/api/v1/apps/verify_credentials')).status, 200)
  assert.equal((await client.get('/api/v1/accounts/verify_credentials')).status, 422)
  assert.equal((await ask({ scope: 'admin:read' })).body.error, 'invalid_scope')
  assert.equal((await ask({ scope: 'nonsense' })).body.error, 'invalid_scope')
  const narrow = await register(OOB, 'write:accounts')
  assert.equal((await ask(secrets(narrow))).body.scope, 'write:accounts')
})

test('there is no password grant, and nothing without a grant', async () => {
  for (const [grant, error] of [
    ['password', 'unsupported_grant_type'],
    ['refresh_token', 'unsupported_grant_type'],
    ['', 'invalid_request'],
  ]) {
    const fields = { grant_type: grant, username: 'grete', password: PASSWORD, ...secrets() }
    const answer = await api.signedOut.post('/oauth/token', fields)
    assert.deepEqual([answer.status, answer.body.error], [400, error])
  }
  const broken = await api.signedOut.post('/oauth/token', '{"grant_type":', { 'content-type': 'application/json' })
  assert.deepEqual([broken.status, broken.body.error], [400, 'invalid_request'])
})

test('an app revokes its own tokens only', async () => {
  const other = await register()
  const { access_token: token } = (await exchange({ code: await codeOf() })).body
  for (const credentials of [secrets(other), { ...secrets(), client_secret: 'x' }, {}]) {
    const answer = await api.signedOut.post('/oauth/revoke', { ...credentials, token })
    assert.deepEqual([answer.status, answer.body.error], [403, 'unauthorized_client'])
  }
  assert.ok(await findToken(ctx, token))
  assert.equal((await api.signedOut.post('/oauth/revoke', { token }, basic())).status, 200)
  assert.equal(await findToken(ctx, token), null)
  assert.equal((await api.signedOut.post('/oauth/revoke', { token: 'gone' }, basic())).status, 200)
})

test('where the app or its address is wrong nobody is sent anywhere', async () => {
  for (const change of [
    { client_id: 'unknown' },
    { client_id: undefined },
    { client_id: 'kith', redirect_uri: '' },
    { redirect_uri: undefined },
    { redirect_uri: 'https://elk.example/cb' },
    { redirect_uri: `${HOME}&x=1` },
    { redirect_uri: 'https://evil.example/' },
  ]) {
    const answer = await browse(authorizeUrl(change), { headers: { cookie: await cookie() } })
    assert.equal(answer.status, 400, JSON.stringify(change))
    assert.equal(answer.headers.get('location'), null)
    assert.match(answer.headers.get('content-type')!, /text\/html/)
  }
})

test('what else is wrong is told to the app at its address', async () => {
  for (const [change, error] of [
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ response_type: undefined }, 'unsupported_response_type'],
    [{ scope: 'read nonsense' }, 'invalid_scope'],
    [{ scope: 'admin:read' }, 'invalid_scope'],
    [{ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: 'x'.repeat(43) }, 'invalid_request'],
    [{ code_challenge: 'kurz', code_challenge_method: 'S256' }, 'invalid_request'],
  ] as const)
    for (const form of [undefined, { decision: 'allow' }]) {
      const answer = await browse(authorizeUrl(change), { form, headers: { cookie: await cookie() } })
      assert.equal(answer.status, 302, JSON.stringify(change))
      const back = new URL(answer.headers.get('location')!)
      assert.deepEqual([back.host, back.searchParams.get('error')], ['elk.example', error])
      assert.equal(back.searchParams.get('state'), 'a b&c')
    }
})

test('a part of a registered scope may be asked for, and read is asked for when nothing is', async () => {
  assert.equal((await exchange({ code: await codeOf({ scope: 'read:statuses' }) })).body.scope, 'read:statuses')
  assert.equal((await exchange({ code: await codeOf({ scope: undefined }) })).body.scope, 'read')
})

test('who does not allow it sends the app away without a code', async () => {
  const headers = { cookie: await cookie() }
  for (const decision of ['deny', '']) {
    const answer = await browse(authorizeUrl(), { form: { decision }, headers })
    const back = new URL(answer.headers.get('location')!)
    assert.deepEqual([back.searchParams.get('error'), back.searchParams.get('code')], ['access_denied', null])
  }
})

const sentTo = async (redirectUri: string, state?: string) => {
  const own = await register(redirectUri)
  const wish = authorizeUrl({ client_id: own.client_id, redirect_uri: redirectUri, state })
  return (await browse(wish, { form: { decision: 'allow' }, headers: { cookie: await cookie() } })).headers.get(
    'location',
  )!
}

test('an app of its own scheme is sent back to it as it wrote it', async () => {
  assert.match(await sentTo('tusky://oauth', 'x'), /^tusky:\/\/oauth\?code=[\w-]{43}&state=x$/)
  assert.match(await sentTo('icecubesapp://'), /^icecubesapp:\/\/\?code=[\w-]{43}$/)
  assert.match(await sentTo('com.example.app:/cb'), /^com\.example\.app:\/cb\?code=[\w-]{43}$/)
})

test('an app without an address gets its code shown', async () => {
  const wish = authorizeUrl({ redirect_uri: OOB })
  const headers = { cookie: await cookie(), 'accept-language': 'en' }
  const answer = await browse(wish, { form: { decision: 'allow' }, headers })
  assert.equal(answer.status, 200)
  const [, code = ''] = /<code>([\w-]{43})<\/code>/.exec(answer.text)!
  assert.equal((await exchange({ code, redirect_uri: OOB })).status, 200)
  const denied = await browse(wish, { form: { decision: 'deny' }, headers })
  assert.equal(denied.status, 400)
  assert.ok(!denied.text.includes('<code>'))
  assert.match(denied.text, /Du hast es nicht erlaubt/)
})

test('nobody else’s page can press Allow or sign somebody in', async () => {
  const wish = authorizeUrl()
  for (const origin of ['https://evil.example', 'null', 'http://kith.test']) {
    const decided = await browse(wish, { form: { decision: 'allow' }, headers: { cookie: await cookie(), origin } })
    const form = { login: 'grete', password: PASSWORD }
    const entered = await browse(wish.replace('?', '/session?'), { form, headers: { origin } })
    for (const answer of [decided, entered]) {
      assert.equal(answer.status, 403)
      assert.equal(answer.headers.get('location'), null)
      assert.equal(answer.headers.get('set-cookie'), null)
    }
  }
})

test('without a session Allow leads to signing in, and a token of an app is no session', async () => {
  const answer = await browse(authorizeUrl(), { form: { decision: 'allow' } })
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, authorizeUrl()])
  const authorization = `Bearer ${await startSession(ctx, grete)}`
  const page = await browse(authorizeUrl(), { headers: { authorization } })
  assert.match(page.text, /name="password"/)
})

test('a wrong password is told on the page, which keeps the name', async () => {
  const wish = authorizeUrl().replace('?', '/session?')
  const form = { login: 'grete"><script>', password: 'falsch!!' }
  const answer = await browse(wish, { form, headers: { 'accept-language': 'de' } })
  assert.equal(answer.status, 422)
  assert.match(answer.text, /role="alert">Name und Passwort gehören nicht zusammen/)
  assert.match(answer.text, /value="grete&quot;&gt;&lt;script&gt;"/)
  assert.equal(answer.headers.get('set-cookie'), null)
})

test('force_login asks for the password again, and lang chooses the language', async () => {
  const headers = { cookie: await cookie() }
  const page = await browse(authorizeUrl({ force_login: 'true', lang: 'en' }), { headers })
  assert.match(page.text, /<html lang="en">/)
  assert.match(page.text, /name="password"/)
  const form = { login: 'grete', password: PASSWORD }
  const entered = await browse(authorizeUrl({ force_login: 'true' }).replace('?', '/session?'), { form, headers })
  assert.ok(!entered.headers.get('location')!.includes('force_login'))
})

const policyFor = async (redirectUri: string, signedIn = true) => {
  const own = await register(redirectUri)
  const wish = authorizeUrl({ client_id: own.client_id, redirect_uri: redirectUri })
  const page = await browse(wish, signedIn ? { headers: { cookie: await cookie() } } : {})
  assert.ok(!/<script|onclick|style=|<style/.test(page.text))
  assert.equal(page.headers.get('x-frame-options'), 'DENY')
  assert.equal(page.headers.get('cache-control'), 'no-store')
  return page.headers.get('content-security-policy')!
}

test('the page runs no script, is in no frame, and posts only here and to the app', async () => {
  const policy = await policyFor('https://elk.example/cb?x=;script-src')
  assert.match(policy, /^default-src 'none'; .*frame-ancestors 'none'; form-action 'self' https:\/\/elk\.example$/)
  assert.match(await policyFor('tusky://oauth'), /form-action 'self' tusky:$/)
  assert.match(await policyFor(OOB), /form-action 'self'$/)
  assert.match(await policyFor(HOME, false), /form-action 'self'$/)
})

test('what the page looks like comes from here', async () => {
  const css = await browse('/oauth/authorize.css')
  assert.match(css.headers.get('content-type')!, /^text\/css/)
  assert.match(css.text, /--paper:/)
  const font = await browse('/oauth/sans.woff2')
  assert.equal(font.headers.get('content-type'), 'font/woff2')
})

test('narrow scopes are told in words', async () => {
  const headers = { cookie: await cookie() }
  const page = await browse(authorizeUrl({ scope: 'read:statuses read:introductions write:media push', lang: 'de' }), {
    headers,
  })
  for (const line of [
    'lesen: was gesagt wird und Bekanntmachungen',
    'ändern: Bilder',
    'Mitteilungen auf dein Gerät schicken',
  ])
    assert.ok(page.text.includes(`<li>${line}</li>`), line)
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

test('somebody joins from within an app, by the app’s token', async () => {
  const open = await testContext({ KITH_REGISTRATIONS: 'open' })
  opened.push(open)
  const there = testApi(open)
  const wish = { client_name: 'toot', redirect_uris: OOB, scopes: 'read write' }
  const toot = (await there.signedOut.post('/api/v1/apps', wish)).body
  const grant = { grant_type: 'client_credentials', ...secrets(toot), scope: 'read write' }
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

test('registering apps is throttled by address', async () => {
  const limited = await testContext({ KITH_RATE_LIMITS: 'on' })
  opened.push(limited)
  const wish = { client_name: 'Elk', redirect_uris: OOB }
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push((await testApi(limited).signedOut.post('/api/v1/apps', wish)).status)
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
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
