import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApi } from '#test/api'
import { anotherBrowser, cookieOf, KITH, member, PASSWORD } from '#test/browser'
import { testContext, type TestContext } from '#test/context'
import { createAccount } from '../index.ts'

const ctx = await testContext()
const opened: TestContext[] = [ctx]
after(() => Promise.all(opened.map((one) => one.close())))
const api = testApi(ctx)
const OURS = { origin: ctx.config.origin }

test('signing in sets a cookie that no script reads and no other site’s form sends', async () => {
  const { id, username } = await member(ctx)
  const answer = await api.signedOut.post(`${KITH}/session`, { login: username, password: PASSWORD }, OURS)
  assert.equal(answer.status, 201)
  assert.equal(answer.body.account.id, id)
  const cookie = answer.headers.get('set-cookie')!
  for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Secure', 'Max-Age=31536000'])
    assert.ok(cookie.includes(part), cookie)
  assert.ok(!cookie.includes('Domain'))
  const me = await api.signedOut.get(`${KITH}/me`, { cookie: `kith_session=${cookieOf(answer.headers)}` })
  assert.equal(me.body.account.id, id)
  assert.equal(me.headers.get('cache-control'), 'private, no-store')
})

test('on a place without https the cookie goes without it', async () => {
  const plain = await testContext({ KITH_ORIGIN: 'http://localhost:3000' })
  opened.push(plain)
  const newcomer = { username: 'grete', displayName: '', email: 'g@post.example', password: PASSWORD, locale: 'de' }
  await createAccount(plain, { ...newcomer, role: 'member' })
  const login = { login: 'grete', password: PASSWORD }
  const answer = await testApi(plain).signedOut.post(`${KITH}/session`, login, { origin: 'http://localhost:3000' })
  assert.equal(answer.status, 201)
  assert.ok(!answer.headers.get('set-cookie')!.includes('Secure'))
})

test('nobody is signed in, begun or joined from another site', async () => {
  const { username, ours } = await member(ctx)
  const sent: [string, object][] = [
    ['/session', { login: username, password: PASSWORD }],
    ['/beginning', { token: 'x', place_name: 'x', username: 'x', email: 'x', password: 'x', locale: 'de' }],
    ['/accounts', { username: 'x', email: 'x', password: 'x', locale: 'de' }],
  ]
  const foreign = [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://kith.test' },
    { origin: 'https://kith.test.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ]
  for (const [path, body] of sent)
    for (const headers of foreign as Record<string, string>[]) {
      const answer = await api.signedOut.post(KITH + path, body, headers)
      assert.equal(answer.status, 403, `${path} ${JSON.stringify(headers)}`)
      assert.equal(answer.body.code, 'auth.cross_site')
      assert.equal(answer.headers.get('set-cookie'), null)
    }
  const answer = await api.signedOut.post(KITH + sent[0]![0], sent[0]![1], { 'sec-fetch-site': 'same-origin' })
  assert.equal(answer.status, 201)
  assert.ok(ours)
})

test('a write by cookie is taken from our own pages only; by a token from everywhere', async () => {
  const { id, cookie, ours } = await member(ctx)
  const wish = { looks_for: ['Klavier'] }
  for (const headers of [{ cookie }, { cookie, origin: 'https://evil.example' }] as Record<string, string>[])
    assert.equal((await api.signedOut.patch(`${KITH}/me`, wish, headers)).status, 403)
  assert.equal((await api.signedOut.get(`${KITH}/me`, { cookie, origin: 'https://evil.example' })).status, 200)
  assert.equal((await api.signedOut.patch(`${KITH}/me`, wish, ours)).status, 200)
  assert.equal((await api.as(id).patch(`${KITH}/me`, wish, { origin: 'https://evil.example' })).status, 200)
})

test('signing in anew ends the session this browser had', async () => {
  const { username, cookie, ours } = await member(ctx)
  const answer = await api.signedOut.post(`${KITH}/session`, { login: username, password: PASSWORD }, ours)
  assert.equal(answer.status, 201)
  assert.equal((await api.signedOut.get(`${KITH}/me`, { cookie })).status, 401)
})

test('a refused sign-in says so in the reader’s language and sets nothing', async () => {
  const { username } = await member(ctx)
  const wrong = { login: username, password: 'falsch!!' }
  const german = await api.signedOut.post(`${KITH}/session`, wrong, { ...OURS, 'accept-language': 'de-AT,en;q=0.5' })
  assert.equal(german.status, 422)
  assert.equal(german.headers.get('content-type'), 'application/problem+json')
  assert.equal(german.body.code, 'accounts.wrong_login')
  assert.equal(german.body.detail, 'Name und Passwort gehören nicht zusammen.')
  const english = await api.signedOut.post(`${KITH}/session`, wrong, OURS)
  assert.equal(english.body.detail, 'Name and password do not belong together.')
  assert.equal(english.headers.get('set-cookie'), null)
})

test('what cannot be read or lacks a field is refused clearly', async () => {
  const form = { ...OURS, 'content-type': 'application/json' }
  for (const [body, status] of [
    ['{"login":"x","pass', 400],
    ['{"login":"x"}', 422],
    ['{"login":7,"password":"x"}', 422],
    ['[]', 422],
    ['', 400],
  ] as const) {
    const answer = await api.signedOut.post(`${KITH}/session`, body, form)
    assert.ok([400, 422].includes(answer.status) && answer.body.detail, `${body}: ${answer.status}`)
    if (body) assert.equal(answer.status, status, body)
  }
})

test('a body too long for any form is refused before it is read', async () => {
  const long = { login: 'x'.repeat(2 * 1024 * 1024), password: PASSWORD }
  const answer = await api.signedOut.post(`${KITH}/session`, long, OURS)
  assert.deepEqual([answer.status, answer.body.code], [413, 'common.too_large'])
})

test('signing out ends the session and takes the cookie away', async () => {
  const { cookie, ours } = await member(ctx)
  const answer = await api.signedOut.delete(`${KITH}/session`, undefined, ours)
  assert.equal(answer.status, 204)
  assert.match(answer.headers.get('set-cookie')!, /kith_session=;.*Max-Age=0/)
  assert.equal((await api.signedOut.get(`${KITH}/me`, { cookie })).status, 401)
  assert.equal((await api.signedOut.delete(`${KITH}/session`)).status, 204)
})

test('sessions are listed, and one ended elsewhere', async () => {
  const { id, ours } = await member(ctx)
  const other = await anotherBrowser(ctx, id)
  const list = (await api.signedOut.get(`${KITH}/sessions`, ours)).body
  assert.equal(list.length, 2)
  assert.deepEqual(Object.keys(list[0]).sort(), [
    'application',
    'created_at',
    'current',
    'id',
    'last_used_at',
    'user_agent',
  ])
  const { id: elsewhere } = list.find((one: { current: boolean }) => !one.current)
  assert.equal((await api.signedOut.delete(`${KITH}/sessions/${elsewhere}`, undefined, ours)).status, 204)
  assert.equal((await api.signedOut.get(`${KITH}/me`, other.ours)).status, 401)
  for (const unknown of [elsewhere, '0', 'abc', '99999999999999999999'])
    assert.equal((await api.signedOut.delete(`${KITH}/sessions/${unknown}`, undefined, ours)).status, 404)
})

test('a changed password keeps this session and ends the others', async () => {
  const { id, ours } = await member(ctx)
  const other = await anotherBrowser(ctx, id)
  const change = { current_password: PASSWORD, new_password: 'mondfinsternis' }
  const wrong = await api.signedOut.put(`${KITH}/password`, { ...change, current_password: 'x' }, ours)
  assert.equal(wrong.body.code, 'accounts.wrong_password')
  assert.equal((await api.signedOut.put(`${KITH}/password`, change, ours)).status, 204)
  assert.equal((await api.signedOut.get(`${KITH}/me`, ours)).status, 200)
  assert.equal((await api.signedOut.get(`${KITH}/me`, other.ours)).status, 401)
})

test('each route asks for its scope', async () => {
  const { id } = await member(ctx)
  const reader = api.as(id, ['read:statuses'])
  for (const path of ['/me', '/sessions', '/invites'])
    assert.equal((await reader.get(KITH + path)).body.code, 'auth.scope', path)
  const onlyReading = api.as(id, ['read'])
  assert.equal((await onlyReading.get(`${KITH}/me`)).status, 200)
  assert.equal((await onlyReading.patch(`${KITH}/me`, {})).status, 403)
  assert.equal((await onlyReading.post(`${KITH}/invites`, {})).status, 403)
  assert.equal((await onlyReading.put(`${KITH}/password`, { current_password: '', new_password: '' })).status, 403)
  assert.equal((await onlyReading.post(`${KITH}/me/leave`, { password: PASSWORD })).status, 403)
  for (const path of ['/me', '/sessions', '/invites']) assert.equal((await api.signedOut.get(KITH + path)).status, 401)
})
