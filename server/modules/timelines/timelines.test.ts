import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { follow, mute, unfollow, unmute } from '#modules/ties'
import { testApi, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { dropUnreadFeeds } from './actions.ts'
import { FOLLOWERS_AT_ONCE } from './model.ts'

let ctx: TestContext
let api: TestApi
let who: Village
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
  who = await village(ctx)
})
after(() => ctx.close())
// Jule follows Tomasz and Grete; Tomasz follows Jule.
beforeEach(async () => {
  await ctx.pool.query('truncate follows, mutes, statuses, home_feed, home_feeds cascade')
  await follow(ctx, who.jule, who.tomasz)
  await follow(ctx, who.jule, who.grete)
  await follow(ctx, who.tomasz, who.jule)
})

async function say(person: string, status: string, fields: object = {}): Promise<string> {
  const answer = await api.as(person).post('/api/v1/statuses', { status, ...fields })
  assert.equal(answer.status, 200, answer.text)
  return answer.body.id
}

const boost = (person: string, id: string) => api.as(person).post(`/api/v1/statuses/${id}/reblog`)

type Shown = { content: string; account: { username: string }; reblog: Shown | null }

/** As "tomasz: words" and "grete ↻ tomasz: words", newest first. */
async function homeOf(person: string): Promise<string[]> {
  const { body } = await api.as(person).get('/api/v1/timelines/home')
  const tell = ({ account, reblog, content }: Shown): string =>
    reblog ? `${account.username} ↻ ${tell(reblog)}` : `${account.username}: ${content.replace(/<[^>]*>/g, '')}`
  return body.map(tell)
}

test('a home takes what those say whom one follows, and oneself', async () => {
  await say(who.tomasz, 'Eins')
  await say(who.paul, 'Fremd')
  await say(who.jule, 'Zwei')
  await say(who.grete, 'Drei', { visibility: 'private' })
  assert.deepEqual(await homeOf(who.jule), ['grete: Drei', 'jule: Zwei', 'tomasz: Eins'])
})

test('it takes answers to oneself and to people one follows, and to nobody else', async () => {
  const mine = await say(who.jule, 'Meins')
  const known = await say(who.grete, 'Gretes')
  const unknown = await say(who.paul, 'Pauls')
  for (const [id, words] of [
    [mine, 'zu mir'],
    [known, 'zu Grete'],
    [unknown, 'zu Paul'],
  ] as const)
    await say(who.tomasz, words, { in_reply_to_id: id })
  assert.deepEqual(await homeOf(who.jule), ['tomasz: zu Grete', 'tomasz: zu mir', 'grete: Gretes', 'jule: Meins'])
})

test('what is said to those mentioned alone comes into no home', async () => {
  await say(who.tomasz, '@jule unter uns', { visibility: 'direct' })
  assert.deepEqual(await homeOf(who.jule), [])
  assert.deepEqual(await homeOf(who.tomasz), [])
})

test('something that is passed on by several stands there once', async () => {
  await follow(ctx, who.jule, who.noor)
  const id = await say(who.paul, 'Weitersagen')
  await boost(who.tomasz, id)
  await boost(who.noor, id)
  assert.deepEqual(await homeOf(who.jule), ['tomasz ↻ paul: Weitersagen'])
})

test('of somebody whose boosts one does not want it takes only what they say', async () => {
  await follow(ctx, who.jule, who.tomasz, { showReblogs: false })
  await boost(who.tomasz, await say(who.paul, 'Fremd'))
  await say(who.tomasz, 'Eigen')
  assert.deepEqual(await homeOf(who.jule), ['tomasz: Eigen'])
})

test('of somebody whom one follows for a language it takes that, and what says none', async () => {
  await follow(ctx, who.jule, who.tomasz, { languages: ['de', 'pl'] })
  for (const language of ['de', 'en', 'pl']) await say(who.tomasz, language, { language })
  await say(who.tomasz, 'none')
  await ctx.pool.query(`update statuses set language = null where text = 'none'`)
  await boost(who.tomasz, await say(who.paul, 'boosted', { language: 'en' }))
  const expected = ['tomasz: none', 'tomasz: pl', 'tomasz: de']
  assert.deepEqual(await homeOf(who.jule), expected)
  await rebuilt(who.jule)
  assert.deepEqual(await homeOf(who.jule), expected)
  await unfollow(ctx, who.jule, who.tomasz)
  await follow(ctx, who.jule, who.tomasz, { languages: ['en'] })
  assert.deepEqual(await homeOf(who.jule), ['tomasz ↻ paul: boosted', 'tomasz: none', 'tomasz: en'])
})

test('following brings in the newest, and no longer following takes all of it out', async () => {
  await say(who.paul, 'Früher')
  await say(who.tomasz, 'Dazwischen')
  await follow(ctx, who.jule, who.paul)
  assert.deepEqual(await homeOf(who.jule), ['tomasz: Dazwischen', 'paul: Früher'])
  await unfollow(ctx, who.jule, who.paul)
  assert.deepEqual(await homeOf(who.jule), ['tomasz: Dazwischen'])
})

test('whom one mutes is left out, and there again afterwards', async () => {
  await say(who.tomasz, 'Laut')
  await boost(who.grete, await say(who.tomasz, 'Sehr laut'))
  await mute(ctx, who.jule, who.tomasz, {})
  assert.deepEqual(await homeOf(who.jule), [])
  await unmute(ctx, who.jule, who.tomasz)
  assert.deepEqual(await homeOf(who.jule), ['tomasz: Sehr laut', 'tomasz: Laut'])
})

test('a feed that nobody read for a month is dropped, takes nothing in, and is whole again at the next visit', async () => {
  await say(who.tomasz, 'Vorher')
  assert.deepEqual(await homeOf(who.jule), ['tomasz: Vorher'])
  await ctx.pool.query(`update home_feeds set read_on = current_date - 31 where person_id = $1`, [who.jule])
  await dropUnreadFeeds(ctx)
  await say(who.tomasz, 'Inzwischen')
  assert.equal(await rowsOf(who.jule), 0)
  assert.deepEqual(await homeOf(who.jule), ['tomasz: Inzwischen', 'tomasz: Vorher'])
  await say(who.tomasz, 'Nachher')
  assert.deepEqual(await homeOf(who.jule), ['tomasz: Nachher', 'tomasz: Inzwischen', 'tomasz: Vorher'])
})

test('with more followers than one can wait for, a job brings it to them, and twice does no harm', async () => {
  await ctx.pool.query('update people set followers_count = $2 where id = $1', [who.tomasz, FOLLOWERS_AT_ONCE + 1])
  const id = await say(who.tomasz, 'An alle')
  assert.deepEqual(await homeOf(who.tomasz), ['tomasz: An alle'], 'their own at once')
  await ctx.pool.query(`select graphile_worker.add_job('timelines.deliver', json_build_object('statusId', $1::text))`, [
    id,
  ])
  await ctx.runJobs()
  assert.deepEqual(await homeOf(who.jule), ['tomasz: An alle'])
  await ctx.pool.query('update people set followers_count = 1 where id = $1', [who.tomasz])
})

async function rebuilt(person: string): Promise<void> {
  await ctx.pool.query('update home_feeds set built = false where person_id = $1', [person])
  await ctx.pool.query('delete from home_feed where person_id = $1', [person])
}

async function rowsOf(person: string): Promise<number> {
  const { rowCount } = await ctx.pool.query('select from home_feed where person_id = $1', [person])
  return rowCount ?? 0
}

test('what somebody pinned is one list, the newest pin first, of what its reader may see', async () => {
  const [one, two, three] = [await say(who.grete, 'Eins'), await say(who.grete, 'Zwei'), await say(who.grete, 'Drei')]
  const kept = await say(who.grete, 'Unter uns', { visibility: 'private' })
  for (const id of [two, kept, three, one]) await api.as(who.grete).post(`/api/v1/statuses/${id}/pin`)
  const pinned = (by: { get: typeof api.signedOut.get }) => by.get(`/api/v1/accounts/${who.grete}/statuses?pinned=true`)
  const { body, headers } = await pinned(api.as(who.jule))
  const ids = (statuses: { id: string }[]) => statuses.map(({ id }) => id)
  assert.deepEqual(ids(body), [one, three, kept, two])
  assert.equal(headers.get('link'), null)
  assert.deepEqual(ids((await pinned(api.signedOut)).body), [one, three, two])
})
