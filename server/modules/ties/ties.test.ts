import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { transaction } from '#platform/db'
import { updateProfile, viewAccount } from '#modules/people'
import {
  acceptFollow,
  befriend,
  block,
  blocksPage,
  follow,
  followersPage,
  followingPage,
  mute,
  mutesPage,
  passOver,
  rejectFollow,
  remark,
  removeFollower,
  requestsPage,
  ties,
  unblock,
  unfollow,
  unmute,
  viewFamiliarFollowers,
  viewRelationship,
  viewRelationships,
  viewSuggestions,
} from './index.ts'

let ctx: TestContext
let people: Village
const all = { limit: 40 }

before(async () => {
  ctx = await testContext()
  people = await village(ctx)
})
after(() => ctx.close())
afterEach(async () => {
  for (const table of ['follows', 'followRequests', 'blocks', 'mutes', 'notices', 'passedOver'] as const)
    await ctx.db.deleteFrom(table).execute()
  await ctx.db
    .updateTable('people')
    .set({ followersCount: 0, followingCount: 0, locked: false, hideCollections: false })
    .execute()
})

const counts = async (id: string) => {
  const { followers_count, following_count } = await viewAccount(ctx, null, id)
  return [followers_count, following_count]
}
const noticesOf = async (id: string) => {
  const found = await ctx.db.selectFrom('notices').select('kind').where('personId', '=', id).orderBy('id').execute()
  return found.map((notice) => notice.kind)
}
const names = (page: { items: { username: string }[] }) => page.items.map((account) => account.username)

test('a follow counts once, tells once, and said again only changes what one wants', async () => {
  const { jule, paul } = people
  await follow(ctx, jule, paul)
  await follow(ctx, jule, paul, { showReblogs: false, notify: true, languages: ['de'] })
  await follow(ctx, jule, paul, {})
  const tie = await viewRelationship(ctx, jule, paul)
  assert.deepEqual(
    [tie.following, tie.showing_reblogs, tie.notifying, tie.languages, tie.followed_by],
    [true, false, true, ['de'], false],
  )
  assert.equal((await viewRelationship(ctx, paul, jule)).followed_by, true)
  assert.deepEqual(
    [await counts(jule), await counts(paul)],
    [
      [0, 1],
      [1, 0],
    ],
  )
  assert.deepEqual(await noticesOf(paul), ['follow'])
  await unfollow(ctx, jule, paul)
  await unfollow(ctx, jule, paul)
  assert.deepEqual(
    [await counts(jule), await counts(paul)],
    [
      [0, 0],
      [0, 0],
    ],
  )
  assert.deepEqual(await noticesOf(paul), [])
})

test('a locked person is asked first', async () => {
  const { jule, paul, noor } = people
  await updateProfile(ctx, paul, { locked: true })
  await follow(ctx, jule, paul, { notify: true })
  await follow(ctx, noor, paul)
  assert.deepEqual(names(await requestsPage(ctx, paul, all)), ['noor', 'jule'])
  const asked = await viewRelationship(ctx, jule, paul)
  assert.deepEqual([asked.following, asked.requested, asked.notifying], [false, true, true])
  assert.equal((await viewRelationship(ctx, paul, jule)).requested_by, true)
  await acceptFollow(ctx, paul, jule)
  await rejectFollow(ctx, paul, noor)
  const tie = await viewRelationship(ctx, jule, paul)
  assert.deepEqual([tie.following, tie.requested, tie.notifying], [true, false, true])
  assert.deepEqual(await noticesOf(paul), ['follow'])
  assert.deepEqual(await counts(paul), [1, 0])
  await assert.rejects(acceptFollow(ctx, paul, noor), { code: 'common.missing' })
  await assert.rejects(rejectFollow(ctx, paul, jule), { code: 'common.missing' })
  await removeFollower(ctx, paul, jule)
  assert.deepEqual(await counts(paul), [0, 0])
})

test('a wish is taken back by not following', async () => {
  await updateProfile(ctx, people.paul, { locked: true })
  await follow(ctx, people.jule, people.paul)
  await unfollow(ctx, people.jule, people.paul)
  assert.deepEqual(names(await requestsPage(ctx, people.paul, all)), [])
  assert.deepEqual(await noticesOf(people.paul), [])
})

test('nobody follows, blocks or mutes themselves, nor somebody unknown', async () => {
  for (const act of [follow, unfollow, block, unblock, mute, unmute, removeFollower, passOver]) {
    await assert.rejects(act(ctx, people.jule, people.jule), { code: 'ties.oneself', status: 422 })
    await assert.rejects(act(ctx, people.jule, '1'), { code: 'common.missing' })
  }
})

test('a block ends everything both ways, and nobody follows across it', async () => {
  const { jule, paul } = people
  await follow(ctx, jule, paul)
  await updateProfile(ctx, jule, { locked: true })
  await follow(ctx, paul, jule)
  await block(ctx, paul, jule)
  await block(ctx, paul, jule)
  assert.deepEqual(
    [await counts(jule), await counts(paul)],
    [
      [0, 0],
      [0, 0],
    ],
  )
  assert.deepEqual([await noticesOf(jule), await noticesOf(paul)], [[], []])
  await assert.rejects(follow(ctx, jule, paul), { code: 'ties.blocked', status: 403 })
  await assert.rejects(follow(ctx, paul, jule), { code: 'ties.blocked', status: 403 })
  const [mine, theirs] = [await viewRelationship(ctx, paul, jule), await viewRelationship(ctx, jule, paul)]
  assert.deepEqual([mine.blocking, mine.blocked_by, theirs.blocking, theirs.blocked_by], [true, false, false, true])
  assert.deepEqual(names(await blocksPage(ctx, paul, all)), ['jule'])
  await unblock(ctx, paul, jule)
  assert.equal((await viewRelationship(ctx, paul, jule)).blocking, false)
})

test('a mute ends by itself', async () => {
  const { jule, paul } = people
  await mute(ctx, jule, paul, { notifications: false })
  assert.equal((await viewRelationship(ctx, jule, paul)).muting_notifications, false)
  await mute(ctx, jule, paul, { seconds: 3600 })
  const tie = await viewRelationship(ctx, jule, paul)
  assert.ok(tie.muting && tie.muting_notifications && tie.muting_expires_at)
  assert.equal((await mutesPage(ctx, jule, all)).items[0]!.mute_expires_at, tie.muting_expires_at)
  await ctx.db
    .updateTable('mutes')
    .set({ expiresAt: ctx.now().subtract({ seconds: 1 }) })
    .execute()
  assert.equal((await viewRelationship(ctx, jule, paul)).muting, false)
  assert.deepEqual(names(await mutesPage(ctx, jule, all)), [])
  await assert.rejects(mute(ctx, jule, paul, { seconds: -1 }), { status: 422 })
  await unmute(ctx, jule, paul)
})

test('whoever is muted is not heard of, unless notices were let through', async () => {
  const { jule, paul, noor } = people
  await mute(ctx, jule, paul)
  await mute(ctx, jule, noor, { notifications: false })
  await follow(ctx, paul, jule)
  await follow(ctx, noor, jule)
  assert.deepEqual(await noticesOf(jule), ['follow'])
})

test('a remark is encrypted where it lies and goes when it is empty', async () => {
  const { jule, paul } = people
  await remark(ctx, jule, paul, ' kennt alle Bäcker ')
  assert.equal((await viewRelationship(ctx, jule, paul)).note, 'kennt alle Bäcker')
  assert.equal((await viewRelationship(ctx, paul, jule)).note, '')
  const { words } = await ctx.db.selectFrom('personNotes').select('words').executeTakeFirstOrThrow()
  assert.ok(!words.toString('latin1').includes('kennt'))
  await assert.rejects(remark(ctx, jule, paul, 'x'.repeat(2001)), { code: 'ties.note_too_long' })
  await remark(ctx, jule, paul, '')
  assert.equal((await viewRelationship(ctx, jule, paul)).note, '')
})

test('relationships come in the order asked for, without unknown ones', async () => {
  const found = await viewRelationships(ctx, people.jule, [people.paul, '1', people.noor, people.jule])
  assert.deepEqual(
    found.map((tie) => tie.id),
    [people.paul, people.noor, people.jule],
  )
})

test('befriended people follow each other, locked or not, and again does no harm', async () => {
  const { jule, paul } = people
  await updateProfile(ctx, jule, { locked: true })
  await follow(ctx, paul, jule)
  for (let i = 0; i < 2; i++) await transaction(ctx.db, (tx) => befriend(tx, jule, paul))
  assert.deepEqual(
    [await counts(jule), await counts(paul)],
    [
      [1, 1],
      [1, 1],
    ],
  )
  assert.deepEqual(names(await requestsPage(ctx, jule, all)), [])
})

test('lists page by the follow, and are empty where somebody keeps them to themselves', async () => {
  const { jule, paul, noor, grete, aylin } = people
  for (const follower of [paul, noor, grete, aylin]) await follow(ctx, follower, jule)
  const first = await followersPage(ctx, null, jule, { limit: 2 })
  assert.deepEqual(names(first), ['aylin', 'grete'])
  const second = await followersPage(ctx, null, jule, { limit: 2, maxId: first.last })
  assert.deepEqual(names(second), ['noor', 'paul'])
  assert.deepEqual(names(await followersPage(ctx, null, jule, { limit: 1, minId: second.first })), ['grete'])
  assert.deepEqual(names(await followingPage(ctx, null, paul, all)), ['jule'])
  await block(ctx, noor, aylin)
  assert.deepEqual(names(await followersPage(ctx, noor, jule, all)), ['grete', 'noor', 'paul'])
  await updateProfile(ctx, jule, { hideCollections: true })
  assert.deepEqual(names(await followersPage(ctx, paul, jule, all)), [])
  assert.equal((await followersPage(ctx, jule, jule, all)).items.length, 4)
})

test('familiar followers are those of mine who follow them too', async () => {
  const { jule, paul, noor, grete } = people
  for (const [follower, followee] of [
    [jule, paul],
    [jule, noor],
    [paul, grete],
    [noor, grete],
  ] as const)
    await follow(ctx, follower, followee)
  await updateProfile(ctx, noor, { hideCollections: true })
  const [familiar] = await viewFamiliarFollowers(ctx, jule, [grete])
  assert.deepEqual(
    familiar!.accounts.map((account) => account.username),
    ['paul'],
  )
})

test('suggested is first whom my people follow, never whom I know or passed over', async () => {
  const { jule, paul, noor, grete, aylin } = people
  await follow(ctx, jule, paul)
  await follow(ctx, paul, noor)
  await follow(ctx, paul, grete)
  await passOver(ctx, jule, grete)
  await block(ctx, aylin, jule)
  const found = (await viewSuggestions(ctx, jule, 40)).map(({ account, sources }) => [account.username, ...sources])
  assert.deepEqual(found[0], ['noor', 'friends_of_friends'])
  const suggested = found.map(([name]) => name)
  for (const name of ['jule', 'paul', 'grete', 'aylin']) assert.ok(!suggested.includes(name), name)
  assert.ok(suggested.includes('tomasz'))
})

test('when somebody leaves, the others count one less', async () => {
  const { jule, paul, noor } = people
  await follow(ctx, jule, paul)
  await follow(ctx, noor, jule)
  await transaction(ctx.db, (tx) => ties.reactions![0]!(ctx, tx, { kind: 'accounts.leaving', personId: jule }))
  assert.deepEqual(
    [await counts(paul), await counts(noor)],
    [
      [0, 0],
      [0, 0],
    ],
  )
})

test('a hundred changes at once between few people neither stall nor miscount', async () => {
  const three = [people.jule, people.paul, people.noor]
  const pairs = three.flatMap((one) => three.filter((other) => other !== one).map((other) => [one, other] as const))
  const acts = [follow, follow, unfollow, removeFollower, block, unblock]
  await Promise.all(
    Array.from({ length: 120 }, (_, i) => {
      const [one, other] = pairs[i % pairs.length]!
      return acts[(i * 7) % acts.length]!(ctx, one, other).catch((error: { code?: string }) => {
        if (error.code !== 'ties.blocked') throw error
      })
    }),
  )
  const follows = await ctx.db.selectFrom('follows').select(['followerId', 'followeeId']).execute()
  for (const id of three) {
    assert.deepEqual(await counts(id), [
      follows.filter((row) => row.followeeId === id).length,
      follows.filter((row) => row.followerId === id).length,
    ])
  }
})
