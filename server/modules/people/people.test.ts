import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { findByHandles, searchPeople, updateProfile, viewAccount, viewAccounts, viewPerson } from './index.ts'

let ctx: TestContext
let people: Village

before(async () => {
  ctx = await testContext()
  people = await village(ctx)
})
after(() => ctx.close())

const follow = (follower: string, followee: string) =>
  ctx.db.insertInto('follows').values({ followerId: follower, followeeId: followee }).execute()
const namesFound = async (viewerId: string | null, words: string, options = {}) =>
  (await searchPeople(ctx, viewerId, { words, limit: 10, ...options })).map((account) => account.username)

test('an account is what its person wrote, as text', async () => {
  await updateProfile(ctx, people.jule, {
    displayName: '  <b>Jule</b> \u202eB\u0000 ',
    note: 'Ich backe.\n\n<script>alert(1)</script> #Brot mit @grete, https://jule.example/brot',
    fields: [
      { name: 'Seite', value: 'https://jule.example' },
      { name: ' ', value: '' },
    ],
    helpsWith: ['Brot backen', ' Brot  backen', ''],
    looksFor: ['Mehl'],
  })
  const account = await viewAccount(ctx, null, people.jule)
  assert.equal(account.display_name, '<b>Jule</b> B')
  assert.match(
    account.note,
    /^<p>Ich backe\.<\/p><p>&lt;script&gt;alert\(1\)&lt;\/script&gt; <a href="https:\/\/kith\.test\/tags\/Brot"/,
  )
  assert.match(account.note, /href="https:\/\/kith\.test\/@grete" class="u-url mention"/)
  assert.equal(account.fields.length, 1)
  assert.match(account.fields[0]!.value, /rel="nofollow noopener me"/)
  assert.match(account.created_at, /T00:00:00\.000Z$/)
  assert.ok(URL.canParse(account.avatar) && URL.canParse(account.header))
  const page = await viewPerson(ctx, null, people.jule)
  assert.deepEqual(page.helps_with, ['Brot backen'])
  assert.deepEqual(page.looks_for, ['Mehl'])
})

test('what is too long or too much is refused and changes nothing', async () => {
  const cases = [
    [{ displayName: 'x'.repeat(41) }, 'people.name_too_long'],
    [{ note: 'x'.repeat(501) }, 'people.note_too_long'],
    [{ fields: Array.from({ length: 5 }, () => ({ name: 'a', value: 'b' })) }, 'people.too_many_fields'],
    [{ fields: [{ name: 'a', value: 'x'.repeat(256) }] }, 'people.field_too_long'],
    [{ helpsWith: Array.from({ length: 11 }, (_, i) => `${i}`) }, 'people.too_many_wishes'],
    [{ looksFor: ['x'.repeat(81)] }, 'people.wish_too_long'],
  ] as const
  for (const [changes, code] of cases)
    await assert.rejects(updateProfile(ctx, people.paul, { ...(changes as object), locked: true }), { code })
  assert.equal((await viewAccount(ctx, null, people.paul)).locked, false)
  await updateProfile(ctx, people.paul, { note: `https://a.example/${'x'.repeat(600)}`, displayName: 'Ä'.repeat(40) })
  await updateProfile(ctx, people.paul, {})
})

test('accounts come in the order asked for, without unknown ones', async () => {
  const found = await viewAccounts(ctx, null, [people.noor, '1', people.aylin])
  assert.deepEqual(
    found.map((account) => account.username),
    ['noor', 'aylin'],
  )
  await assert.rejects(viewAccount(ctx, null, '1'), { code: 'common.missing' })
})

test('a handle names somebody however it is written', async () => {
  const handles = ['Grete', '@noor', 'paul@KITH.test', 'paul@elsewhere.example', 'nobody']
  assert.deepEqual(
    await findByHandles(ctx.db, 'kith.test', handles),
    new Map([
      ['Grete', people.grete],
      ['@noor', people.noor],
      ['paul@KITH.test', people.paul],
    ]),
  )
})

test('people are found by a part of their name, those I follow first', async () => {
  assert.deepEqual(await namesFound(null, 'wiec'), ['tomasz'])
  assert.deepEqual(await namesFound(null, 'KATHARÍNA'), ['katharina'])
  assert.deepEqual(await namesFound(null, 'https://kith.test/@Noor'), ['noor'])
  await follow(people.jule, people.ferdinand)
  assert.equal((await namesFound(people.jule, 'e'))[0], 'ferdinand')
  assert.deepEqual(await namesFound(people.jule, 'e', { following: true }), ['ferdinand'])
  assert.deepEqual(await namesFound(people.jule, ''), ['ferdinand'])
  assert.deepEqual(await namesFound(null, ''), [])
  assert.deepEqual(await namesFound(null, '%'), [])
  assert.deepEqual(await namesFound(null, '\\'), [])
})

test('who does not want to be found is found by the exact handle and by those who know them', async () => {
  await updateProfile(ctx, people.aylin, { discoverable: false })
  assert.deepEqual(await namesFound(people.noor, 'ayl'), [])
  assert.deepEqual(await namesFound(people.noor, 'aylin'), ['aylin'])
  await follow(people.aylin, people.noor)
  assert.deepEqual(await namesFound(people.noor, 'ayl'), ['aylin'])
})

test('people who block each other do not find each other, nor anybody the suspended', async () => {
  await ctx.db.insertInto('blocks').values({ blockerId: people.tomasz, blockedId: people.jule }).execute()
  assert.deepEqual(await namesFound(people.jule, 'tomasz'), [])
  assert.deepEqual(await namesFound(people.tomasz, 'jule'), [])
  await ctx.db.updateTable('people').set({ suspendedAt: ctx.now() }).where('id', '=', people.katharina).execute()
  assert.deepEqual(await namesFound(null, 'katharina'), [])
  await assert.rejects(viewAccount(ctx, people.jule, people.katharina), { code: 'common.missing' })
  await assert.rejects(viewPerson(ctx, null, people.katharina), { code: 'common.missing' })
  assert.equal((await viewAccount(ctx, people.katharina, people.katharina)).username, 'katharina')
})

test('somebody may be introduced by those whom they follow and who follow them, unless they do not want to be', async () => {
  const mayBe = async (viewer: string | null) => (await viewPerson(ctx, viewer, people.grete)).can_be_introduced
  await follow(people.grete, people.paul)
  assert.equal(await mayBe(people.paul), false)
  await follow(people.paul, people.grete)
  assert.equal(await mayBe(people.paul), true)
  assert.equal(await mayBe(people.jule), false)
  assert.equal(await mayBe(null), false)
  await updateProfile(ctx, people.grete, { introducedBy: 'nobody' })
  assert.equal(await mayBe(people.paul), false)
})
