import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PASSWORD } from '#test/browser'
import { testContext } from '#test/context'
import { HOME, oauthTest, OOB } from '#test/oauth'
import { createAccount, startSession } from '#modules/accounts'

const ctx = await testContext()
after(() => ctx.close())
const newcomer = { displayName: 'Grete <b>Sommer</b>', password: PASSWORD, role: 'member', locale: 'de' } as const
const grete = await createAccount(ctx, { ...newcomer, username: 'grete', email: 'grete@post.example' })
const { register, browse, authorizeUrl, cookie, exchange } = await oauthTest(ctx, grete)

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
