import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { createAccount, createInvite, openBeginning, startSession } from '../index.ts'

const ctx = await testContext()
const opened: TestContext[] = [ctx]
after(() => Promise.all(opened.map((one) => one.close())))
const api = testApi(ctx)
const ORIGIN = ctx.config.origin
const OURS = { origin: ORIGIN }
const KITH = '/api/kith/v1'
const PASSWORD = 'sonnenblume'

let count = 0
async function member(role: 'owner' | 'member' = 'member') {
  const username = `mensch_nr_${++count}_x`
  const email = `${username}@post.example`
  const id = await createAccount(ctx, { username, email, displayName: '', password: PASSWORD, locale: 'de', role })
  return { id, username, email, ...(await withCookie(id)) }
}

/** Calls as the web client makes them: the cookie, and from our own pages. */
async function withCookie(id: string) {
  const cookie = `kith_session=${await startSession(ctx, id)}`
  return { cookie, ours: { cookie, ...OURS } }
}

const cookieOf = (headers: Headers) => /kith_session=([^;]*)/.exec(headers.get('set-cookie') ?? '')?.[1]

test('signing in sets a cookie that no script reads and no other site’s form sends', async () => {
  const { id, username } = await member()
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
  const { username, ours } = await member()
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
  const { id, cookie, ours } = await member()
  const wish = { looks_for: ['Klavier'] }
  for (const headers of [{ cookie }, { cookie, origin: 'https://evil.example' }] as Record<string, string>[])
    assert.equal((await api.signedOut.patch(`${KITH}/me`, wish, headers)).status, 403)
  assert.equal((await api.signedOut.get(`${KITH}/me`, { cookie, origin: 'https://evil.example' })).status, 200)
  assert.equal((await api.signedOut.patch(`${KITH}/me`, wish, ours)).status, 200)
  assert.equal((await api.as(id).patch(`${KITH}/me`, wish, { origin: 'https://evil.example' })).status, 200)
})

test('signing in anew ends the session this browser had', async () => {
  const { username, cookie, ours } = await member()
  const answer = await api.signedOut.post(`${KITH}/session`, { login: username, password: PASSWORD }, ours)
  assert.equal(answer.status, 201)
  assert.equal((await api.signedOut.get(`${KITH}/me`, { cookie })).status, 401)
})

test('a refused sign-in says so in the reader’s language and sets nothing', async () => {
  const { username } = await member()
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
  const { cookie, ours } = await member()
  const answer = await api.signedOut.delete(`${KITH}/session`, undefined, ours)
  assert.equal(answer.status, 204)
  assert.match(answer.headers.get('set-cookie')!, /kith_session=;.*Max-Age=0/)
  assert.equal((await api.signedOut.get(`${KITH}/me`, { cookie })).status, 401)
  assert.equal((await api.signedOut.delete(`${KITH}/session`)).status, 204)
})

test('sessions are listed, and one ended elsewhere', async () => {
  const { id, ours } = await member()
  const other = await withCookie(id)
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
  const { id, ours } = await member()
  const other = await withCookie(id)
  const change = { current_password: PASSWORD, new_password: 'mondfinsternis' }
  const wrong = await api.signedOut.put(`${KITH}/password`, { ...change, current_password: 'x' }, ours)
  assert.equal(wrong.body.code, 'accounts.wrong_password')
  assert.equal((await api.signedOut.put(`${KITH}/password`, change, ours)).status, 204)
  assert.equal((await api.signedOut.get(`${KITH}/me`, ours)).status, 200)
  assert.equal((await api.signedOut.get(`${KITH}/me`, other.ours)).status, 401)
})

test('each route asks for its scope', async () => {
  const { id } = await member()
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

test('the place tells everybody what it is, and its owner changes that', async () => {
  const [owner, guest] = [await member('owner'), await member()]
  const changes = { name: 'Kith Lindenau', description: 'Für alle am Kanal' }
  assert.equal((await api.signedOut.patch(`${KITH}/place`, changes, guest.ours)).status, 403)
  assert.equal((await api.signedOut.patch(`${KITH}/place`, changes)).status, 401)
  const changed = await api.signedOut.patch(`${KITH}/place`, changes, owner.ours)
  const seen = await api.signedOut.get(`${KITH}/place`)
  assert.deepEqual(seen.body, changed.body)
  assert.deepEqual(seen.body, {
    ...changes,
    begun: true,
    origin: ORIGIN,
    registrations: 'invite',
    languages: ['de', 'en'],
  })
})

test('the owner begins by the link, with a session at once', async () => {
  const fresh = await testContext()
  opened.push(fresh)
  const client = testApi(fresh).signedOut
  const token = new URL((await openBeginning(fresh))!).searchParams.get('token')!
  const valid = async () => (await client.get(`${KITH}/beginning?token=${token}`)).body.valid
  assert.equal(await valid(), true)
  assert.deepEqual((await client.get(`${KITH}/beginning?token=x`)).body, { valid: false })
  const wish = { token, place_name: 'Lindenau', username: 'grete', display_name: 'Grete Sommer', locale: 'de' }
  const person = { email: 'grete@post.example', password: PASSWORD }
  const reserved = await client.post(`${KITH}/beginning`, { ...wish, ...person, username: 'kith' }, OURS)
  assert.equal(reserved.body.code, 'accounts.username_reserved')
  const begun = await client.post(`${KITH}/beginning`, { ...wish, ...person }, OURS)
  assert.equal(begun.status, 201)
  const me = await client.get(`${KITH}/me`, { cookie: `kith_session=${cookieOf(begun.headers)}` })
  assert.equal(me.body.role, 'owner')
  assert.equal(me.body.account.display_name, 'Grete Sommer')
  assert.equal(await valid(), false)
  const again = await client.post(`${KITH}/beginning`, { ...wish, ...person, username: 'uwe' }, OURS)
  assert.equal(again.status, 410)
  assert.equal(again.body.code, 'accounts.beginning_used')
})

test('an invite is made, shown, drawn, listed and taken back', async () => {
  const [host, other] = [await member(), await member()]
  const made = await api.as(host.id).post(`${KITH}/invites`, { max_uses: 2, expires_in: 3600 })
  assert.equal(made.status, 201)
  const { id, code, url, ...rest } = made.body
  assert.equal(url, `${ORIGIN}/join/${code}`)
  assert.match(code, /^[a-z2-9]{12}$/)
  assert.equal(rest.usable, true)
  assert.equal(Date.parse(rest.expires_at) - Date.parse(rest.created_at), 3_600_000)
  const shown = await api.signedOut.get(`${KITH}/invites/by-code/${code}`)
  assert.equal(shown.body.inviter.id, host.id)
  assert.deepEqual([shown.body.usable, shown.body.reason, shown.body.place.name], [true, null, 'Kith Lindenau'])
  const picture = await api.as(host.id).get(`${KITH}/invites/${id}/qr`)
  assert.equal(picture.headers.get('content-type'), 'image/svg+xml')
  assert.match(picture.text, /^<svg/)
  assert.equal(picture.headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'")
  assert.equal((await api.as(other.id).get(`${KITH}/invites/${id}/qr`)).status, 404)
  assert.equal((await api.as(other.id).delete(`${KITH}/invites/${id}`)).status, 404)
  assert.equal((await api.as(host.id).delete(`${KITH}/invites/${id}`)).status, 204)
  const gone = await api.signedOut.get(`${KITH}/invites/by-code/${code}`, { 'accept-language': 'de' })
  assert.equal(gone.body.usable, false)
  assert.equal(gone.body.reason, 'Diese Einladung wurde zurückgenommen. Bitte um eine neue.')
  assert.equal((await api.signedOut.get(`${KITH}/invites/by-code/nosuchinvite`)).status, 404)
  assert.equal((await api.as(host.id).post(`${KITH}/invites`, { max_uses: 0 })).body.code, 'accounts.invite_uses')
})

test('my invites come in pages, newest first', async () => {
  const { id } = await member()
  const made: string[] = []
  for (let i = 0; i < 5; i++) made.unshift((await createInvite(ctx, id, { maxUses: null, expiresIn: null })).id)
  const seen: string[] = []
  let next: string | undefined = `${KITH}/invites?limit=2`
  while (next) {
    const page = await api.as(id).get(next)
    seen.push(...page.body.map((invite: { id: string }) => invite.id))
    next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]?.slice(ORIGIN.length)
  }
  assert.deepEqual(seen, made)
  const newer = await api.as(id).get(`${KITH}/invites?limit=2&min_id=${made[4]}`)
  assert.deepEqual(
    newer.body.map((invite: { id: string }) => invite.id),
    [made[2], made[3]],
  )
})

test('one joins by an invite in one step and is signed in', async () => {
  const host = await member()
  const { code } = await createInvite(ctx, host.id, { maxUses: 1, expiresIn: null })
  const wish = {
    username: 'malte',
    display_name: 'Malte Reimers',
    email: 'm@post.example',
    password: PASSWORD,
    locale: 'de',
  }
  const without = await api.signedOut.post(`${KITH}/accounts`, wish, OURS)
  assert.deepEqual([without.status, without.body.code], [403, 'accounts.invite_needed'])
  const joined = await api.signedOut.post(`${KITH}/accounts`, { ...wish, invite: code }, OURS)
  assert.equal(joined.status, 201)
  assert.equal(joined.body.account.display_name, 'Malte Reimers')
  assert.ok(cookieOf(joined.headers))
  const late = { ...wish, username: 'uwe', email: 'u@post.example', invite: code }
  const again = await api.signedOut.post(`${KITH}/accounts`, late, { ...OURS, 'accept-language': 'de' })
  assert.deepEqual([again.status, again.body.code], [410, 'accounts.invite_used_up'])
  assert.match(again.body.detail, /^Diese Einladung/)
})

const ask = async (name: string) =>
  (
    await api.signedOut.get(`${KITH}/accounts/availability?username=${encodeURIComponent(name)}`, {
      'accept-language': 'de',
    })
  ).body

test('whether a name is free is told before one joins', async () => {
  await member()
  assert.deepEqual(await ask('hedwig'), { available: true })
  assert.deepEqual(await ask(`MENSCH_nr_${count}_x`), { available: false, reason: 'So heißt hier schon jemand.' })
  for (const name of ['adm1n', 'hed wig', '', 'x'.repeat(31)]) {
    const { available, reason } = await ask(name)
    assert.ok(available === false && reason.length > 10, name)
  }
})

test('where newcomers are approved the owner sees who waits and lets them in', async () => {
  const asking = await testContext({ KITH_REGISTRATIONS: 'approval' })
  opened.push(asking)
  const there = testApi(asking)
  const newcomer = { username: 'grete', displayName: '', email: 'g@post.example', password: PASSWORD, locale: 'de' }
  const owner = there.as(await createAccount(asking, { ...newcomer, role: 'owner' }))
  const wish = { username: 'vera', email: 'v@post.example', password: PASSWORD, locale: 'de' }
  const asked = await there.signedOut.post(`${KITH}/accounts`, wish, OURS)
  assert.deepEqual([asked.status, asked.body.awaiting_approval], [202, true])
  assert.equal(asked.headers.get('set-cookie'), null)
  const login = { login: 'vera', password: PASSWORD }
  assert.equal((await there.signedOut.post(`${KITH}/session`, login, OURS)).body.code, 'accounts.awaiting_approval')
  const [waiting] = (await owner.get(`${KITH}/accounts/waiting`)).body
  assert.deepEqual([waiting.account.username, waiting.email], ['vera', 'v@post.example'])
  const { id } = waiting.account
  assert.equal((await there.signedOut.get(`/api/v1/accounts/${id}`)).status, 404)
  assert.equal((await owner.put(`${KITH}/accounts/${id}/approval`)).status, 204)
  assert.equal((await there.signedOut.post(`${KITH}/session`, login, OURS)).status, 201)
  assert.equal((await there.as(id).put(`${KITH}/accounts/${id}/approval`)).status, 403)
  assert.equal((await there.as(id).get(`${KITH}/accounts/waiting`)).status, 403)
  assert.deepEqual((await owner.get(`${KITH}/accounts/waiting`)).body, [])
})

test('my settings are mine to see and change', async () => {
  const { id, email, ours } = await member()
  const changes = {
    locale: 'en',
    introductions_from: 'nobody',
    helps_with: ['Räder flicken'],
    looks_for: ['Kammermusik', 'ein Ohr'],
    default_visibility: 'private',
    default_language: 'de',
  }
  const changed = await api.signedOut.patch(`${KITH}/me`, { ...changes, role: 'owner' }, ours)
  const { account, ...rest } = changed.body
  assert.equal(account.id, id)
  assert.deepEqual(rest, { ...changes, email, role: 'member' })
  const refusals: [object, string][] = [
    [{ locale: 'xx' }, 'accounts.locale_unknown'],
    [{ email: 'neu@post.example' }, 'accounts.password_needed'],
    [{ introductions_from: 'everybody' }, 'common.wrong_field'],
    [{ helps_with: Array.from({ length: 11 }, (_, i) => `Sache ${i}`) }, 'people.too_many_wishes'],
    [{ looks_for: ['x'.repeat(81)] }, 'people.wish_too_long'],
  ]
  for (const [wish, code] of refusals) {
    const answer = await api.signedOut.patch(`${KITH}/me`, wish, ours)
    assert.deepEqual([answer.status, answer.body.code], [422, code])
  }
  const moved = await api.signedOut.patch(`${KITH}/me`, { email: 'neu@post.example', password: PASSWORD }, ours)
  assert.equal(moved.body.email, 'neu@post.example')
})

test('one leaves with one’s password, and the cookie with one', async () => {
  const { id, ours } = await member()
  assert.equal((await api.signedOut.post(`${KITH}/me/leave`, { password: 'falsch!!' }, ours)).status, 422)
  const left = await api.signedOut.post(`${KITH}/me/leave`, { password: PASSWORD }, ours)
  assert.equal(left.status, 204)
  assert.match(left.headers.get('set-cookie')!, /Max-Age=0/)
  assert.equal((await api.signedOut.get(`/api/v1/accounts/${id}`)).status, 404)
})

test('every route says in OpenAPI what it is for', async () => {
  const { paths } = (await api.signedOut.get(`${KITH}/openapi.json`)).body
  for (const path of ['/place', '/beginning', '/session', '/sessions', '/password', '/accounts', '/invites', '/me'])
    for (const operation of Object.values<{ summary?: string; description?: string }>(paths[path]))
      assert.ok(operation.summary && operation.description, path)
})
