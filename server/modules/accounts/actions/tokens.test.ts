import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testContext } from '#test/context'
import type { Context } from '#platform/context'
import { listen, type Announcement } from '#platform/events'
import { Refusal } from '#platform/refusal'
import { follow } from '#modules/ties'
import { findByHandle, viewAccounts } from '#modules/people'
import {
  changePassword,
  countAccounts,
  createAccount,
  deleteAccount,
  endSession,
  findApp,
  findCode,
  findToken,
  issueCode,
  issueToken,
  join,
  listSessions,
  registerApp,
  revokeToken,
  setRole,
  settingsOf,
  signIn,
  startSession,
  suspend,
  unsuspend,
  updateSettings,
  useCode,
} from '../index.ts'
import { jobs } from '../jobs.ts'

const ctx = await testContext()
const events = await listen(ctx.url, ctx.log)
const heard: Announcement[] = []
events.on((event) => heard.push(event))
after(async () => {
  await events.stop()
  await ctx.close()
})

const PASSWORD = 'sonnenblume'
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
let count = 0
async function member(role: 'owner' | 'moderator' | 'member' = 'member') {
  const username = `mensch_nr_${++count}_x`
  const email = `${username}@post.example`
  const id = await createAccount(ctx, { username, email, displayName: '', password: PASSWORD, locale: 'de', role })
  return {
    id,
    username,
    email,
    enter: (password = PASSWORD) => signIn(ctx, { login: username, password, address: '' }),
  }
}
const app = () =>
  registerApp(ctx, {
    name: 'Elk',
    website: '',
    redirectUris: ['https://elk.example/'],
    scopes: 'read write',
    address: '',
  })
const whenHeard = async (kind: string, id: string) => {
  while (!heard.some((event) => event.kind === kind && event.id === id))
    await new Promise((done) => setTimeout(done, 5))
}

test('one signs in by name or e-mail address, however it is written', async () => {
  const { id, username, email } = await member()
  for (const login of [username, `@${username}`, username.toUpperCase(), email, ` ${email.toUpperCase()} `])
    assert.equal(await signIn(ctx, { login, password: PASSWORD, address: '' }), id, login)
})

test('a wrong password and an unknown login are refused alike', async () => {
  const { username } = await member()
  for (const login of [username, 'niemand', 'niemand@post.example', '', '%'])
    await assert.rejects(signIn(ctx, { login, password: 'falsch!!', address: '' }), refused('accounts.wrong_login'))
})

test('guessing is throttled by login and by address, and a success forgives', async () => {
  const limited: Context = { ...ctx, config: { ...ctx.config, rateLimits: true } }
  const { username } = await member()
  const enter = (login: string, password: string, address: string) => signIn(limited, { login, password, address })
  for (let i = 0; i < 9; i++)
    await assert.rejects(enter(username, 'falsch!!', '192.0.2.1'), refused('accounts.wrong_login'))
  await enter(username, PASSWORD, '192.0.2.1')
  for (let i = 0; i < 10; i++)
    await assert.rejects(enter(username, 'falsch!!', '192.0.2.1'), refused('accounts.wrong_login'))
  await assert.rejects(enter(username, PASSWORD, '192.0.2.1'), refused('common.too_many'))
  await enter(username, PASSWORD, '192.0.2.2')
  for (let i = 0; i < 4; i++)
    await assert.rejects(enter(`x_${i}`, 'falsch!!', '192.0.2.1'), refused('accounts.wrong_login'))
  await assert.rejects(enter('x_9', 'falsch!!', '192.0.2.1'), refused('common.too_many'))
  await ctx.pool.query(`update attempts set window_end = now() - interval '1 second'`)
  await enter(username, PASSWORD, '192.0.2.1')
})

test('a token stands for its person, app and scopes, and nothing else does', async () => {
  const { id } = await member('moderator')
  const { id: appId } = await app()
  const secret = await issueToken(ctx, { appId, personId: id, scopes: ['read'] })
  const { id: tokenId, ...rest } = (await findToken(ctx, secret))!
  assert.match(tokenId, /^\d+$/)
  assert.deepEqual(rest, { appId, scopes: ['read'], asker: { personId: id, role: 'moderator', locale: 'de' } })
  for (const wrong of ['', `${secret}x`, secret.slice(1), tokenId]) assert.equal(await findToken(ctx, wrong), null)
  const own = await issueToken(ctx, { appId, personId: null, scopes: ['read'] })
  assert.equal((await findToken(ctx, own))!.asker, null)
})

test('only hashes of secrets are kept', async () => {
  const { id } = await member()
  const secret = await startSession(ctx, id)
  const { clientSecret } = await app()
  for (const table of ['access_tokens', 'apps', 'accounts']) {
    const { rows } = await ctx.pool.query<{ row: string }>(`select t::text as row from ${table} t`)
    const text = rows.map(({ row }) => row).join()
    for (const kept of [secret, clientSecret, PASSWORD, Buffer.from(secret).toString('hex')])
      assert.ok(!text.includes(kept))
  }
})

test('that a token was used is written down at first, and then once an hour', async () => {
  const { id } = await member()
  const secret = await startSession(ctx, id)
  const lastUse = async () => (await listSessions(ctx.db, id))[0]!.lastUsedAt!.epochMilliseconds
  const { active } = await countAccounts(ctx)
  await findToken(ctx, secret)
  assert.equal((await countAccounts(ctx)).active, active + 1)
  const began = await lastUse()
  await findToken(ctx, secret)
  assert.equal(await lastUse(), began)
  ctx.advance({ minutes: 61 })
  await findToken(ctx, secret)
  const next = await lastUse()
  assert.ok(next - began >= 61 * 60_000)
  await findToken(ctx, secret)
  assert.equal(await lastUse(), next)
  const { rows } = await ctx.pool.query('select last_seen_on from accounts where person_id = $1', [id])
  assert.match(rows[0].last_seen_on, /^\d{4}-\d\d-\d\d$/)
})

test('sessions are listed and ended, each person’s own alone', async () => {
  const [one, other] = [await member(), await member()]
  const phone = await startSession(ctx, one.id, { userAgent: `Phone${'x'.repeat(500)}` })
  const { id: appId } = await app()
  await issueToken(ctx, { appId, personId: one.id, scopes: ['read'] })
  const theirs = await startSession(ctx, other.id)
  const sessions = await listSessions(ctx.db, one.id)
  assert.deepEqual(sessions.map(({ application }) => application).sort(), ['Elk', 'Kith'])
  assert.equal(sessions.find(({ application }) => application === 'Kith')!.userAgent!.length, 300)
  const { id: foreign } = (await findToken(ctx, theirs))!
  await assert.rejects(endSession(ctx, one.id, foreign), refused('common.missing'))
  const { id: ended } = (await findToken(ctx, phone))!
  await endSession(ctx, one.id, ended)
  await whenHeard('token.revoked', ended)
  assert.equal(await findToken(ctx, phone), null)
  assert.ok(await findToken(ctx, theirs))
  await assert.rejects(endSession(ctx, one.id, ended), refused('common.missing'))
})

test('an app gives back its own tokens only', async () => {
  const { id } = await member()
  const [mine, foreign] = [await app(), await app()]
  const secret = await issueToken(ctx, { appId: mine.id, personId: id, scopes: ['read'] })
  const found = (await findToken(ctx, secret))!
  assert.equal(await revokeToken(ctx, foreign.id, secret), false)
  assert.ok(await findToken(ctx, secret))
  assert.equal(await revokeToken(ctx, mine.id, secret), true)
  await whenHeard('token.revoked', found.id)
  assert.equal(await findToken(ctx, secret), null)
  assert.equal(await revokeToken(ctx, mine.id, secret), true)
})

test('a new password ends every other session and every open code', async () => {
  const { id, username, enter } = await member()
  const [here, there] = [await startSession(ctx, id), await startSession(ctx, id)]
  const { id: appId } = await app()
  const code = await issueCode(ctx, { appId, personId: id, redirectUri: 'x:', scopes: ['read'], codeChallenge: null })
  const { id: keepTokenId } = (await findToken(ctx, here))!
  const change = (current: string, next: string) => changePassword(ctx, id, { current, next, keepTokenId })
  await assert.rejects(change('falsch!!', 'mondfinsternis'), refused('accounts.wrong_password'))
  await assert.rejects(change(PASSWORD, 'kurz'), refused('accounts.password_short'))
  await assert.rejects(change(PASSWORD, username), refused('accounts.password_own_name'))
  assert.ok(await findToken(ctx, there))
  await change(PASSWORD, 'mondfinsternis')
  assert.ok(await findToken(ctx, here))
  assert.equal(await findToken(ctx, there), null)
  assert.equal(await findCode(ctx, code), null)
  await assert.rejects(enter(), refused('accounts.wrong_login'))
  assert.equal(await enter('mondfinsternis'), id)
})

test('settings change one by one, and another e-mail address needs the password', async () => {
  const [{ id, email }, other] = [await member(), await member()]
  await updateSettings(ctx, id, { locale: 'en', introducedBy: 'nobody', helpsWith: ['Fahrräder', ' Fahrräder '] })
  await updateSettings(ctx, id, { defaultVisibility: 'private', defaultLanguage: 'de', defaultSensitive: true })
  await updateSettings(ctx, id, { defaultLanguage: '', email })
  const { username: _, ...rest } = await settingsOf(ctx, id)
  assert.deepEqual(rest, {
    email,
    role: 'member',
    locale: 'en',
    defaultVisibility: 'private',
    defaultSensitive: true,
    defaultLanguage: null,
    introducedBy: 'nobody',
    showsLight: false,
    helpsWith: ['Fahrräder'],
    looksFor: [],
    awaitingApproval: false,
  })
  await assert.rejects(updateSettings(ctx, id, { locale: 'xx' }), refused('accounts.locale_unknown'))
  await assert.rejects(updateSettings(ctx, id, { email: 'neu@post.example' }), refused('accounts.password_needed'))
  const next = { email: 'neu@post.example', password: 'falsch!!' }
  await assert.rejects(updateSettings(ctx, id, next), refused('accounts.wrong_password'))
  await assert.rejects(
    updateSettings(ctx, id, { email: other.email.toUpperCase(), password: PASSWORD, locale: 'de' }),
    refused('accounts.email_taken'),
  )
  assert.equal((await settingsOf(ctx, id)).locale, 'en')
  await updateSettings(ctx, id, { ...next, password: PASSWORD })
  assert.equal((await settingsOf(ctx, id)).email, 'neu@post.example')
})

test('there is one owner, whose role only another’s taking it over ends', async () => {
  const [owner, heir, third] = [await member('owner'), await member(), await member()]
  await assert.rejects(member('owner'), refused('accounts.owner_exists'))
  await assert.rejects(setRole(ctx, owner.id, 'member'), refused('accounts.owner_needed'))
  await assert.rejects(suspend(ctx, owner.id), refused('accounts.owner_needed'))
  await assert.rejects(deleteAccount(ctx, owner.id, PASSWORD), refused('accounts.owner_needed'))
  await setRole(ctx, third.id, 'moderator')
  await setRole(ctx, heir.id, 'owner')
  const roles = await Promise.all([owner, heir, third].map(async ({ id }) => (await settingsOf(ctx, id)).role))
  assert.deepEqual(roles, ['moderator', 'owner', 'moderator'])
  await assert.rejects(setRole(ctx, '1', 'member'), refused('common.missing'))
})

test('who is suspended is signed out everywhere and cannot come in, until it is undone', async () => {
  const { id, enter } = await member()
  const secret = await startSession(ctx, id)
  await suspend(ctx, id)
  assert.equal(await findToken(ctx, secret), null)
  await assert.rejects(enter(), refused('accounts.suspended'))
  // One that slipped through at the same moment is good for nothing either.
  const late = await startSession(ctx, id)
  assert.equal(await findToken(ctx, late), null)
  await unsuspend(ctx, id)
  assert.equal(await enter(), id)
})

test('who waits for approval is not let in by lifting a suspension', async () => {
  const open: Context = { ...ctx, config: { ...ctx.config, registrations: 'approval' } }
  const wish = { username: 'wartende', displayName: '', email: 'w@post.example', password: PASSWORD, locale: 'de' }
  const { personId } = await join(open, { ...wish, address: '' })
  await assert.rejects(unsuspend(ctx, personId), refused('accounts.not_suspended'))
  assert.deepEqual(await viewAccounts(ctx, null, [personId]), [])
})

test('who leaves takes everything along, and others’ counts go down', async () => {
  const [gone, friend] = [await member(), await member()]
  const secret = await startSession(ctx, gone.id)
  await follow(ctx, gone.id, friend.id)
  await assert.rejects(deleteAccount(ctx, gone.id, 'falsch!!'), refused('accounts.wrong_password'))
  const { id: tokenId } = (await findToken(ctx, secret))!
  await deleteAccount(ctx, gone.id, PASSWORD)
  await whenHeard('token.revoked', tokenId)
  assert.equal(await findByHandle(ctx.db, ctx.config.domain, gone.username), null)
  assert.equal(await findToken(ctx, secret), null)
  await assert.rejects(gone.enter(), refused('accounts.wrong_login'))
  const [account] = await viewAccounts(ctx, friend.id, [friend.id])
  assert.equal(account!.followers_count, 0)
})

test('a code is good once and for ten minutes', async () => {
  const { id } = await member()
  const { id: appId } = await app()
  const consent = { appId, personId: id, redirectUri: 'x:', scopes: ['read'], codeChallenge: null }
  const [used, old] = [await issueCode(ctx, consent), await issueCode(ctx, consent)]
  assert.equal((await findCode(ctx, used))!.personId, id)
  const outcomes = await Promise.all([useCode(ctx, used), useCode(ctx, used), useCode(ctx, used)])
  assert.equal(outcomes.filter(Boolean).length, 1)
  assert.equal(await findCode(ctx, used), null)
  ctx.advance({ minutes: 11 })
  assert.equal(await findCode(ctx, old), null)
})

test('what nobody needs any more is swept out', async () => {
  const { id } = await member()
  const [unused, inUse] = [await app(), await app()]
  await issueToken(ctx, { appId: inUse.id, personId: id, scopes: ['read'] })
  await issueCode(ctx, { appId: inUse.id, personId: id, redirectUri: 'x:', scopes: [], codeChallenge: null })
  ctx.advance({ hours: 49 })
  const fresh = await app()
  await ctx.pool.query(`update apps set created_at = now() + interval '48 hours' where id = $1`, [fresh.id])
  await jobs(ctx)['accounts.sweep']!({} as never)
  assert.equal(await findApp(ctx.db, unused.clientId), null)
  assert.ok(await findApp(ctx.db, inUse.clientId))
  assert.ok(await findApp(ctx.db, fresh.clientId))
  const { rows } = await ctx.pool.query('select count(*)::int as left from authorization_codes')
  assert.deepEqual(rows, [{ left: 0 }])
})
