import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApi } from '#test/api'
import { cookieOf, KITH, member, PASSWORD } from '#test/browser'
import { testContext, type TestContext } from '#test/context'
import { createAccount, createInvite, openBeginning } from '../index.ts'

const ctx = await testContext()
const opened: TestContext[] = [ctx]
after(() => Promise.all(opened.map((one) => one.close())))
const api = testApi(ctx)
const ORIGIN = ctx.config.origin
const OURS = { origin: ORIGIN }

test('the place tells everybody what it is, and its owner changes that', async () => {
  const [owner, guest] = [await member(ctx, 'owner'), await member(ctx)]
  const changes = { name: 'Kith Lindenau', description: 'Für alle am Kanal', requests_open: 2, requests_weekly: 0 }
  assert.equal((await api.signedOut.patch(`${KITH}/place`, changes, guest.ours)).status, 403)
  assert.equal((await api.signedOut.patch(`${KITH}/place`, changes)).status, 401)
  const changed = await api.signedOut.patch(`${KITH}/place`, changes, owner.ours)
  const wrong = await api.signedOut.patch(`${KITH}/place`, { requests_open: -1 }, owner.ours)
  assert.equal(wrong.status, 422)
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
  const [host, other] = [await member(ctx), await member(ctx)]
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
  const { id } = await member(ctx)
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
  const host = await member(ctx)
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
  const { username } = await member(ctx)
  assert.deepEqual(await ask('hedwig'), { available: true })
  assert.deepEqual(await ask(username.toUpperCase()), { available: false, reason: 'So heißt hier schon jemand.' })
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
  const { id, email, ours } = await member(ctx)
  const changes = {
    locale: 'en',
    introductions_from: 'nobody',
    helps_with: ['Räder flicken'],
    looks_for: ['Kammermusik', 'ein Ohr'],
    default_visibility: 'private',
    default_language: 'de',
    shows_light: true,
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
  const { id, ours } = await member(ctx)
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
