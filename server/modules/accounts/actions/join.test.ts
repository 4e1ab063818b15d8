import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testContext, type TestContext } from '#test/context'
import type { Context } from '#platform/context'
import { Refusal } from '#platform/refusal'
import { say, viewPage } from '#modules/statuses'
import { viewRelationship } from '#modules/ties'
import { homeQuery } from '#modules/timelines'
import {
  approve,
  begin,
  createAccount,
  createInvite,
  findOwner,
  join,
  listAccounts,
  openBeginning,
  revokeInvite,
  signIn,
  suspend,
  viewPlace,
} from '../index.ts'

const ctx = await testContext()
const opened: TestContext[] = [ctx]
after(() => Promise.all(opened.map((one) => one.close())))

const PASSWORD = 'sonnenblume'
const newcomer = (username: string) => ({
  username,
  displayName: `${username} Beispiel`,
  email: `${username}@post.example`,
  password: PASSWORD,
  locale: 'de',
  address: '192.0.2.1',
})
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const withRegistrations = (registrations: Context['config']['registrations']): Context => ({
  ...ctx,
  config: { ...ctx.config, registrations },
})
const jule = await createAccount(ctx, { ...newcomer('jule'), role: 'member' })

test('who joins by an invite and the inviter follow each other, and the newcomer’s home is not empty', async () => {
  const said = await say(ctx, { personId: jule, text: 'Wer kommt heute Abend?', visibility: 'public' })
  const { code, id } = await createInvite(ctx, jule, { maxUses: 1, expiresIn: 3600 })
  const { personId, awaitingApproval } = await join(ctx, { ...newcomer('malte'), invite: code })
  assert.equal(awaitingApproval, false)
  const tie = await viewRelationship(ctx, personId, jule)
  assert.ok(tie.following && tie.followed_by)
  assert.ok((await viewPage(ctx, personId, homeQuery(personId, { limit: 20 }))).ids.includes(said))
  await assert.rejects(join(ctx, { ...newcomer('uwe'), invite: code }), refused('accounts.invite_used_up'))
  await assert.rejects(revokeInvite(ctx, personId, id), refused('common.missing'))
})

test('of twenty who come at once by an invite for five, five get in', async () => {
  const { code } = await createInvite(ctx, jule, { maxUses: 5, expiresIn: null })
  const names = Array.from({ length: 20 }, (_, i) => `gast_nr_${i}_x`)
  const outcomes = await Promise.allSettled(names.map((name) => join(ctx, { ...newcomer(name), invite: code })))
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
  assert.equal(failed.length, 15)
  for (const { reason } of failed) assert.ok(refused('accounts.invite_used_up')(reason), String(reason))
  const guests = (await listAccounts(ctx.db)).filter(({ username }) => username.startsWith('gast_nr_'))
  assert.equal(guests.length, 5)
  const { rows } = await ctx.pool.query('select uses, max_uses from invites where code = $1', [code])
  assert.deepEqual(rows, [{ uses: 5, max_uses: 5 }])
})

test('who does not get in does not use the invite up', async () => {
  const { code } = await createInvite(ctx, jule, { maxUses: 1, expiresIn: null })
  await assert.rejects(join(ctx, { ...newcomer('jule'), invite: code }), refused('people.username_taken'))
  await assert.rejects(
    join(ctx, { ...newcomer('lotte'), email: 'JULE@post.example', invite: code }),
    refused('accounts.email_taken'),
  )
  await join(ctx, { ...newcomer('lotte'), invite: code })
})

test('of two who want the same name at once, one gets it', async () => {
  const { code } = await createInvite(ctx, jule, { maxUses: null, expiresIn: null })
  const outcomes = await Promise.allSettled([
    join(ctx, { ...newcomer('Ida'), invite: code }),
    join(ctx, { ...newcomer('ida'), email: 'ida2@post.example', invite: code }),
  ])
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('an invite that has ended, was taken back, or never was says so', async () => {
  const ended = await createInvite(ctx, jule, { maxUses: null, expiresIn: 60 })
  const taken = await createInvite(ctx, jule, { maxUses: null, expiresIn: null })
  await revokeInvite(ctx, jule, taken.id)
  await revokeInvite(ctx, jule, taken.id)
  ctx.advance({ minutes: 2 })
  for (const [code, why] of [
    [ended.code, 'accounts.invite_expired'],
    [taken.code, 'accounts.invite_revoked'],
    ['nosuchinvite', 'accounts.invite_unknown'],
  ] as const)
    await assert.rejects(join(ctx, { ...newcomer('kurt'), invite: code }), refused(why))
})

test('the invite of somebody suspended is good for nothing', async () => {
  const rudi = await createAccount(ctx, { ...newcomer('rudi'), role: 'member' })
  const { code } = await createInvite(ctx, rudi, { maxUses: null, expiresIn: null })
  await suspend(ctx, rudi)
  await assert.rejects(join(ctx, { ...newcomer('kurt'), invite: code }), refused('accounts.invite_unknown'))
})

test('without an invite one joins only where that is open', async () => {
  await assert.rejects(join(ctx, newcomer('kurt')), refused('accounts.invite_needed'))
  const closed = withRegistrations('closed')
  await assert.rejects(join(closed, newcomer('kurt')), refused('accounts.closed'))
  await assert.rejects(createInvite(closed, jule, { maxUses: 1, expiresIn: null }), refused('accounts.closed'))
  const { personId } = await join(withRegistrations('open'), newcomer('kurt'))
  assert.equal(await signIn(ctx, { login: 'kurt', password: PASSWORD, address: '' }), personId)
})

test('who needs approval is unseen and cannot sign in before the owner lets them in', async () => {
  const { personId, awaitingApproval } = await join(withRegistrations('approval'), newcomer('vera'))
  assert.ok(awaitingApproval)
  const enter = () => signIn(ctx, { login: 'vera', password: PASSWORD, address: '' })
  await assert.rejects(enter(), refused('accounts.awaiting_approval'))
  await assert.rejects(
    signIn(ctx, { login: 'vera', password: 'falsch!!', address: '' }),
    refused('accounts.wrong_login'),
  )
  await approve(ctx, personId)
  assert.equal(await enter(), personId)
  await assert.rejects(approve(ctx, personId), refused('common.missing'))
})

test('what does not fit is refused before anything is kept', async () => {
  const { code } = await createInvite(ctx, jule, { maxUses: 1, expiresIn: null })
  for (const [change, why] of [
    [{ username: 'supp0rt' }, 'accounts.username_reserved'],
    [{ email: 'post' }, 'accounts.email_form'],
    [{ password: 'kurz' }, 'accounts.password_short'],
    [{ locale: 'xx' }, 'accounts.locale_unknown'],
    [{ displayName: 'x'.repeat(500) }, 'people.name_too_long'],
  ] as const)
    await assert.rejects(join(ctx, { ...newcomer('ulla'), ...change, invite: code }), refused(why))
  await join(ctx, { ...newcomer('ulla'), displayName: '  ', invite: code })
})

test('sign-up is throttled by address, unless the settings say otherwise', async () => {
  const limited: Context = { ...ctx, config: { ...ctx.config, rateLimits: true, registrations: 'open' } }
  const from = (address: string, i: number) =>
    join(limited, { ...newcomer(`schwarm_${address.length}_${i}_y`), address })
  for (let i = 0; i < 5; i++) await from('198.51.100.1', i)
  await assert.rejects(from('198.51.100.1', 5), refused('common.too_many'))
  await from('198.51.100.27', 6)
  await ctx.pool.query(`update attempts set window_end = now() - interval '1 second'`)
  await from('198.51.100.1', 7)
})

const tokenOf = (link: string | null) => new URL(link!).searchParams.get('token')!

test('the one-time link makes its opener the owner, once', async () => {
  const fresh = await testContext()
  opened.push(fresh)
  const older = tokenOf(await openBeginning(fresh))
  const link = await openBeginning(fresh)
  assert.match(link!, /^https:\/\/kith\.test\/begin\?token=[\w-]{43}$/)
  const wish = { ...newcomer('grete'), placeName: ' Kith Lindenau ', token: tokenOf(link) }
  const { name, description, begun } = await viewPlace(fresh)
  assert.deepEqual({ name, description, begun }, { name: 'Kith', description: '', begun: false })
  await assert.rejects(begin(fresh, { ...wish, token: older }), refused('accounts.beginning_used'))
  await assert.rejects(begin(fresh, { ...wish, token: 'erraten' }), refused('accounts.beginning_used'))
  await assert.rejects(begin(fresh, { ...wish, placeName: '' }), refused('accounts.place_name_missing'))
  const outcomes = await Promise.allSettled([
    begin(fresh, wish),
    begin(fresh, { ...wish, username: 'uwe', email: 'uwe@post.example' }),
  ])
  const won = outcomes.find((outcome) => outcome.status === 'fulfilled')!
  const lost = outcomes.find((outcome) => outcome.status === 'rejected')!
  assert.ok(refused('accounts.beginning_used')(lost.reason), String(lost.reason))
  assert.equal((await findOwner(fresh))!.personId, won.value)
  assert.partialDeepStrictEqual(await viewPlace(fresh), { name: 'Kith Lindenau', description: '', begun: true })
  assert.equal((await listAccounts(fresh.db)).length, 1)
  assert.equal(await openBeginning(fresh), null)
})
