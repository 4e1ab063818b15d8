import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { Refusal } from '#platform/refusal'
import { checkAppName, checkRedirectUris, checkWebsite, OUT_OF_BAND } from './apps.ts'
import { admit, checkInvite, whyUnusable, type InviteRow } from './invites.ts'
import { checkPassword, hashPassword, passwordMatches } from './passwords.ts'
import { parseScopes, SCOPES, within } from './scopes.ts'
import { checkEmail, checkLanguage, checkLocale, checkPlaceDescription, checkPlaceName } from './settings.ts'
import { checkUsername, misleads } from './usernames.ts'

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('names are made of letters, digits and underscores, at most thirty', () => {
  for (const name of ['a', 'Grete', 'grete_sommer', '_x_', '1984', 'x'.repeat(30)])
    assert.equal(checkUsername(name), name)
  for (const name of ['', '_', '___', 'gréte', 'a b', 'a-b', 'a.b', 'a@b', 'a\n', '\u0430', '\u212A', 'a\u200B'])
    assert.throws(() => checkUsername(name), refused('accounts.username_form'), JSON.stringify(name))
  assert.throws(() => checkUsername('x'.repeat(31)), refused('accounts.username_long'))
})

test('names that could mislead are reserved, however they are dressed up', () => {
  const misleading = `admin Admin ADMIN adm1n admin_ _admin ad_min admin2 admin_42 4dmin adrnin admln admins r00t
    kith k1th kith_ kith_support support_kith support5 supp0rt moderator moderat0r m0derat0r help he1p system sy5tem
    info lnfo security postmaster webmaster abuse verwaltung betreiber betreiberin team_kith kith_team vorstand hilfe
    sicherheit datenschutz administratorin leitung`
  for (const name of misleading.trim().split(/\s+/)) {
    assert.ok(misleads(name), name)
    assert.throws(() => checkUsername(name), refused('accounts.username_reserved'), name)
  }
})

test('ordinary names are free', () => {
  const ordinary = `grete tomasz noor helpful_hannah teamwork kithara martin adminton rosy moderna system_of_a_down
    infotainment helge roland supportive hostel katharina officer press_gang prestige all4you ben10 lena_admin_fan`
  for (const name of ordinary.trim().split(/\s+/)) assert.ok(!misleads(name), name)
})

test('the owner may give away a reserved name', () => {
  assert.equal(checkUsername('admin', { reservedToo: true }), 'admin')
})

test('no digit or underscore at the end of a reserved name makes it free', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('admin', 'kith', 'root', 'verwaltung'),
      fc.stringMatching(/^[\d_]{0,8}$/),
      (name, end) => misleads(name + end),
    ),
  )
})

test('an e-mail address looks like one', () => {
  for (const email of ['a@b.de', ' a@b.de ', 'grete+kith@post.example', 'root@localhost', 'grüße@bücher.example'])
    assert.equal(checkEmail(email), email.trim())
  for (const email of [
    '',
    'a',
    '@b',
    'a@',
    'a@b@c',
    'a b@c.de',
    'a@b..c',
    'a@b.de\nBcc: c@d.de',
    `a@${'b'.repeat(260)}.de`,
  ])
    assert.throws(() => checkEmail(email), refused('accounts.email_form'), JSON.stringify(email))
})

test('a password is long enough, not too long, and not one’s own name', () => {
  const own = { username: 'grete_sommer', email: 'grete@post.example' }
  assert.equal(checkPassword('zwölfkämpfer', own), 'zwölfkämpfer')
  assert.equal(checkPassword('🕯🕯🕯🕯🕯🕯🕯🕯', own).length, 16)
  assert.throws(() => checkPassword('1234567', own), refused('accounts.password_short'))
  assert.throws(() => checkPassword('🕯🕯🕯🕯', own), refused('accounts.password_short'))
  assert.throws(() => checkPassword('x'.repeat(129), own), refused('accounts.password_long'))
  for (const name of ['grete_sommer', 'GRETE_SOMMER', 'Grete@post.example'])
    assert.throws(() => checkPassword(name, own), refused('accounts.password_own_name'))
})

test('passwords are kept as Argon2id with what OWASP asks for, each with a salt of its own', async () => {
  const kept = await hashPassword('sonnenblume')
  assert.match(kept, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.notEqual(kept, await hashPassword('sonnenblume'))
  assert.ok(await passwordMatches('sonnenblume', kept))
  assert.ok(!(await passwordMatches('Sonnenblume', kept)))
  assert.ok(!(await passwordMatches('', kept)))
})

test('a password matches however the keyboard composed its letters', async () => {
  assert.ok(await passwordMatches('fru\u0308hstu\u0308ck', await hashPassword('frühstück')))
})

test('a login that does not exist takes as long as a wrong password', async () => {
  const kept = await hashPassword('sonnenblume')
  await passwordMatches('x', null)
  const [missing, wrong] = [await median(null), await median(kept)]
  assert.ok(missing > wrong / 3, `${missing} ms for nobody, ${wrong} ms for somebody`)
})

async function median(hash: string | null): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 9; round++) {
    const began = performance.now()
    assert.equal(await passwordMatches('falsch', hash), false)
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)[4]!
}

test('settings are checked', () => {
  assert.equal(checkLocale('de'), 'de')
  assert.throws(() => checkLocale('tlh'), refused('accounts.locale_unknown'))
  for (const language of ['de', 'pt-BR', 'gsw']) assert.equal(checkLanguage(language), language)
  for (const language of ['', 'd', 'deutsch', 'de_DE', '../x'])
    assert.throws(() => checkLanguage(language), refused('accounts.language_unknown'))
  assert.equal(checkPlaceName('  Kith   Lindenau '), 'Kith Lindenau')
  assert.throws(() => checkPlaceName(' \n'), refused('accounts.place_name_missing'))
  assert.throws(() => checkPlaceName('x'.repeat(61)), refused('accounts.place_name_long'))
  assert.throws(() => checkPlaceDescription('x'.repeat(501)), refused('accounts.place_description_long'))
})

test('apps may send people back to any address but those a browser would run', () => {
  const good = [
    'https://elk.example/api/oauth/kith.test%3A3000/callback',
    'http://localhost:8080/',
    'http://[::1]:5000/cb?x=1',
    'tusky://oauth',
    'icecubesapp://',
    'com.example.app:/callback',
    OUT_OF_BAND,
  ]
  assert.deepEqual(checkRedirectUris([...good, good[0]!]), good)
  assert.throws(() => checkRedirectUris([]), refused('accounts.redirect_uri_missing'))
  const bad = [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '/callback',
    'elk.example',
    'https://',
    'https://elk.example/#x',
    'https://elk.example/#',
    'https://elk.example/\nx',
    'https://elk.example/ü',
    `https://elk.example/${'x'.repeat(2000)}`,
  ]
  for (const uri of bad) assert.throws(() => checkRedirectUris([uri]), refused('accounts.redirect_uri_form'), uri)
})

test('an app has a name, and a website or none', () => {
  assert.equal(checkAppName(' Elk \n'), 'Elk')
  assert.throws(() => checkAppName(undefined), refused('accounts.app_name_missing'))
  assert.throws(() => checkAppName('x'.repeat(61)), refused('accounts.app_name_long'))
  assert.equal(checkWebsite(''), null)
  assert.equal(checkWebsite('https://elk.example'), 'https://elk.example')
  assert.throws(() => checkWebsite('javascript:alert(1)'), refused('accounts.app_website'))
})

test('scopes are Mastodon’s and those of introductions; read when none is named', () => {
  assert.deepEqual(parseScopes(undefined), ['read'])
  assert.deepEqual(parseScopes('read write:statuses  read'), ['read', 'write:statuses'])
  assert.deepEqual(parseScopes('read+push'), ['read', 'push'])
  assert.throws(() => parseScopes('read everything'), refused('accounts.scope_unknown'))
  for (const scope of ['profile', 'follow', 'push', 'read:introductions', 'write:media', 'admin:read:reports'])
    assert.ok(SCOPES.includes(scope), scope)
  assert.ok(!SCOPES.includes('write:search'))
})

test('what is asked for must be in what was registered', () => {
  assert.ok(within(['read:statuses', 'write'], ['read', 'write']))
  assert.ok(within(['follow', 'read:blocks'], ['follow']))
  assert.ok(!within(['read'], ['read:statuses']))
  assert.ok(!within(['write'], ['read']))
  assert.ok(!within(['admin:read'], ['read', 'write']))
})

const now = Temporal.Instant.from('2026-01-01T00:00:00Z')
const invite: InviteRow = {
  id: '1',
  code: 'x',
  inviterId: '2',
  maxUses: null,
  uses: 0,
  expiresAt: null,
  revokedAt: null,
  createdAt: now,
}

test('an invite says why it cannot be used', () => {
  assert.equal(whyUnusable(invite, now), null)
  assert.equal(whyUnusable({ ...invite, maxUses: 2, uses: 1, expiresAt: now.add({ seconds: 1 }) }, now), null)
  assert.equal(whyUnusable({ ...invite, expiresAt: now }, now), 'accounts.invite_expired')
  assert.equal(whyUnusable({ ...invite, maxUses: 2, uses: 2 }, now), 'accounts.invite_used_up')
  assert.equal(whyUnusable({ ...invite, revokedAt: now, maxUses: 2, uses: 2 }, now), 'accounts.invite_revoked')
})

test('an invite’s uses and time are within reason', () => {
  checkInvite({ maxUses: null, expiresIn: null })
  checkInvite({ maxUses: 1000, expiresIn: 60 })
  for (const maxUses of [0, -1, 1001, 1.5, NaN])
    assert.throws(() => checkInvite({ maxUses, expiresIn: null }), refused('accounts.invite_uses'))
  for (const expiresIn of [0, 59, 1e9, 60.5])
    assert.throws(() => checkInvite({ maxUses: null, expiresIn }), refused('accounts.invite_time'))
})

test('who may join depends on the place and on being invited', () => {
  assert.deepEqual(admit('open', false), { awaitingApproval: false })
  assert.deepEqual(admit('approval', false), { awaitingApproval: true })
  assert.deepEqual(admit('approval', true), { awaitingApproval: false })
  assert.deepEqual(admit('invite', true), { awaitingApproval: false })
  assert.throws(() => admit('invite', false), refused('accounts.invite_needed'))
  for (const invited of [true, false]) assert.throws(() => admit('closed', invited), refused('accounts.closed'))
})
