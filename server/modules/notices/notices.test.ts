import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { transaction } from '#platform/db'
import { listen, type Announcement } from '#platform/events'
import {
  clear,
  countUnread,
  countUnreadGroups,
  dismiss,
  dismissGroup,
  findGroup,
  findNotices,
  forgetBetween,
  forgetNotice,
  groupMembers,
  groupsPage,
  noticesPage,
  tell,
  tellWatchers,
  type Filter,
  type News,
} from './index.ts'

let ctx: TestContext
let people: Village
let statusId: string
const all = { limit: 40 }

before(async () => {
  ctx = await testContext()
  people = await village(ctx)
  statusId = await status(people.jule, 'public')
})
after(() => ctx.close())
afterEach(async () => {
  for (const table of ['notices', 'mutes', 'blocks', 'markers', 'threadMutes', 'conversations'] as const)
    await ctx.db.deleteFrom(table).execute()
  await ctx.db.updateTable('people').set({ suspendedAt: null }).execute()
})

async function status(personId: string, visibility: string): Promise<string> {
  const { id } = await ctx.db
    .insertInto('statuses')
    .values({ personId, visibility, text: 'Hallo', threadId: '1' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
const told = (news: Partial<News> = {}) =>
  transaction(ctx.db, (tx) =>
    tell(tx, { personId: people.jule, kind: 'favourite', fromId: people.paul, statusId, ...news }),
  )
const listed = async (filter: Filter = {}, page = all) =>
  (await noticesPage(ctx.db, people.jule, filter, page)).map((notice) => notice.from_id)

test('each thing is told once, an edit each time', async () => {
  for (let i = 0; i < 2; i++) await told()
  await told({ kind: 'follow', statusId: null })
  await told({ kind: 'follow', statusId: null })
  for (let i = 0; i < 2; i++) await told({ kind: 'update' })
  const kinds = (await noticesPage(ctx.db, people.jule, {}, all)).map((notice) => notice.kind)
  assert.deepEqual(kinds, ['update', 'update', 'follow', 'favourite'])
})

test('who asked to hear of everything somebody says is told, the mentioned not twice', async () => {
  for (const [followerId, notify] of [
    [people.paul, true],
    [people.noor, false],
    [people.grete, true],
    [people.aylin, true],
  ] as const)
    await ctx.db.insertInto('follows').values({ followerId, followeeId: people.jule, notify }).execute()
  await ctx.db.insertInto('statusMentions').values({ statusId, personId: people.aylin }).execute()
  await transaction(ctx.db, (tx) => tellWatchers(tx, { fromId: people.jule, statusId }))
  const rows = await ctx.db.selectFrom('notices').select(['id', 'personId', 'kind']).execute()
  assert.deepEqual(new Set(rows.map((row) => row.personId)), new Set([people.paul, people.grete]))
  assert.equal(new Set(rows.map((row) => row.id)).size, 2)
})

test('what is taken back is not told any more', async () => {
  await told()
  await forgetNotice(ctx.db, { personId: people.jule, kind: 'favourite', fromId: people.paul, statusId })
  assert.deepEqual(await listed(), [])
})

test('nobody hears of themselves, of people they shut out, nor of what they left', async () => {
  await told({ fromId: people.jule })
  await ctx.db.insertInto('blocks').values({ blockerId: people.noor, blockedId: people.jule }).execute()
  await told({ fromId: people.noor })
  await ctx.db.insertInto('mutes').values({ muterId: people.jule, mutedId: people.grete }).execute()
  await told({ fromId: people.grete })
  await ctx.db
    .insertInto('mutes')
    .values({ muterId: people.jule, mutedId: people.aylin, notifications: false })
    .execute()
  await told({ fromId: people.aylin })
  await ctx.db
    .insertInto('mutes')
    .values({ muterId: people.jule, mutedId: people.tomasz, expiresAt: ctx.now().subtract({ hours: 1 }) })
    .execute()
  await told({ fromId: people.tomasz })
  await ctx.db.updateTable('people').set({ suspendedAt: ctx.now() }).where('id', '=', people.ferdinand).execute()
  await told({ fromId: people.ferdinand })
  await ctx.db.insertInto('threadMutes').values({ personId: people.jule, threadId: '1' }).execute()
  await told({ fromId: people.katharina })
  const rows = await ctx.db.selectFrom('notices').select('fromId').orderBy('id').execute()
  assert.deepEqual(
    rows.map((row) => row.fromId),
    [people.aylin, people.tomasz],
  )
})

test('nobody hears of a conversation they left', async () => {
  await ctx.db.insertInto('conversations').values({ personId: people.jule, threadId: '1', leftAt: ctx.now() }).execute()
  await told({ kind: 'mention' })
  assert.deepEqual(await listed(), [])
})

test('who is muted, blocked or suspended meanwhile takes their notices along', async () => {
  for (const fromId of [people.paul, people.noor, people.grete]) await told({ fromId })
  assert.equal((await listed()).length, 3)
  await ctx.db.insertInto('mutes').values({ muterId: people.jule, mutedId: people.noor }).execute()
  await ctx.db.updateTable('people').set({ suspendedAt: ctx.now() }).where('id', '=', people.grete).execute()
  assert.deepEqual(await listed(), [people.paul])
  const [group] = await groupsPage(ctx.db, people.jule, {}, all)
  assert.deepEqual([group!.count, group!.sample_ids], [1, [people.paul]])
  await forgetBetween(ctx.db, people.paul, people.jule)
  assert.deepEqual(await listed(), [])
})

test('a notice of a status that may not be seen any more is gone', async () => {
  const hidden = await status(people.paul, 'private')
  await told({ kind: 'mention', statusId: hidden })
  assert.deepEqual(await listed(), [])
  assert.deepEqual(await groupsPage(ctx.db, people.jule, {}, all), [])
  assert.equal(await countUnread(ctx.db, people.jule, {}, 100), 0)
  await ctx.db.insertInto('statusMentions').values({ statusId: hidden, personId: people.jule }).execute()
  assert.deepEqual(await listed(), [people.paul])
})

test('our own kinds come only to those who ask for them', async () => {
  await told({ kind: 'introduction', statusId: null, aboutId: '5' })
  await told({ kind: 'mention' })
  const kinds = async (filter: Filter) =>
    (await noticesPage(ctx.db, people.jule, filter, all)).map((notice) => notice.kind)
  assert.deepEqual(await kinds({}), ['mention'])
  assert.deepEqual(await kinds({ supportedTypes: ['introduction'] }), ['mention', 'introduction'])
  assert.deepEqual(await kinds({ types: ['introduction'] }), ['introduction'])
  assert.deepEqual(await kinds({ excludeTypes: ['mention'], supportedTypes: ['introduction'] }), ['introduction'])
  assert.deepEqual(await kinds({ accountId: people.noor }), [])
})

test('favourites of one status within the hour are one group, mentions never', async () => {
  for (const fromId of [people.paul, people.noor, people.grete]) await told({ fromId })
  await told({ kind: 'mention' })
  await told({ fromId: people.aylin })
  const [favourites, mention] = await groupsPage(ctx.db, people.jule, {}, all)
  assert.deepEqual(
    [favourites!.kind, favourites!.count, favourites!.sample_ids],
    ['favourite', 4, [people.aylin, people.grete, people.noor, people.paul]],
  )
  assert.match(favourites!.group_key, new RegExp(`^favourite-${statusId}-\\d+$`))
  assert.equal(mention!.group_key, `ungrouped-${mention!.id}`)
  const apart = await groupsPage(ctx.db, people.jule, { groupedTypes: ['reblog'] }, all)
  assert.equal(apart.length, 5)
  assert.ok(apart.every((group) => group.count === 1 && group.group_key === `ungrouped-${group.id}`))
  assert.equal(await countUnreadGroups(ctx.db, people.jule, {}, 100), 2)
  assert.equal((await findGroup(ctx.db, people.jule, favourites!.group_key))!.count, 4)
  assert.equal((await findGroup(ctx.db, people.jule, `ungrouped-${apart[1]!.id}`))!.kind, 'mention')
  assert.equal(await findGroup(ctx.db, people.paul, favourites!.group_key), null)
  const members = await groupMembers(ctx.db, people.jule, favourites!.group_key, { limit: 2 })
  assert.deepEqual(
    members.map((member) => member.from_id),
    [people.aylin, people.grete],
  )
})

test('a group stands on one page alone, wherever the pages are cut', async () => {
  const other = await status(people.jule, 'public')
  for (const fromId of [people.paul, people.noor, people.grete])
    for (const one of [statusId, other]) await told({ fromId, statusId: one })
  await told({ kind: 'mention' })
  const walked: string[] = []
  let maxId: string | undefined
  for (;;) {
    const page = await groupsPage(ctx.db, people.jule, {}, { limit: 1, maxId })
    if (page.length === 0) break
    walked.push(...page.map((group) => group.group_key))
    maxId = page[0]!.id
  }
  assert.equal(walked.length, 3)
  assert.equal(new Set(walked).size, 3)
  const upwards = await groupsPage(ctx.db, people.jule, {}, { limit: 2, minId: '1' })
  assert.deepEqual(
    upwards.map((group) => group.group_key),
    walked.slice(1),
  )
})

test('unread is what came after the marker', async () => {
  await told()
  await told({ kind: 'mention' })
  assert.equal(await countUnread(ctx.db, people.jule, {}, 100), 2)
  assert.equal(await countUnread(ctx.db, people.jule, {}, 1), 1)
  const [newest, oldest] = await noticesPage(ctx.db, people.jule, {}, all)
  await ctx.db
    .insertInto('markers')
    .values({ personId: people.jule, timeline: 'notifications', lastReadId: oldest!.id })
    .execute()
  assert.equal(await countUnread(ctx.db, people.jule, {}, 100), 1)
  assert.deepEqual((await findNotices(ctx.db, people.jule, [oldest!.id, newest!.id])).length, 2)
  assert.deepEqual(await findNotices(ctx.db, people.paul, [oldest!.id]), [])
})

test('one is dismissed, a group, or all; nobody else’s', async () => {
  for (const fromId of [people.paul, people.noor]) await told({ fromId })
  await told({ kind: 'mention' })
  const [mention, favourite] = await noticesPage(ctx.db, people.jule, {}, all)
  await assert.rejects(dismiss(ctx, people.paul, mention!.id), { code: 'common.missing' })
  await dismiss(ctx, people.jule, mention!.id)
  await assert.rejects(dismissGroup(ctx, people.paul, favourite!.group_key), { code: 'common.missing' })
  await dismissGroup(ctx, people.jule, favourite!.group_key)
  assert.deepEqual(await listed(), [])
  await told()
  await clear(ctx, people.jule)
  assert.deepEqual(await listed(), [])
})

test('watchers hear of a notice once it is certain', async () => {
  const heard: Announcement[] = []
  const events = await listen(ctx.url, ctx.log)
  events.on((event) => heard.push(event))
  await assert.rejects(
    transaction(ctx.db, async (tx) => {
      await tell(tx, { personId: people.jule, kind: 'favourite', fromId: people.noor, statusId })
      throw new Error('undone')
    }),
  )
  await told()
  while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const [notice] = await noticesPage(ctx.db, people.jule, {}, all)
  assert.deepEqual(heard, [{ kind: 'notice', id: notice!.id, person_id: people.jule }])
  await events.stop()
})
