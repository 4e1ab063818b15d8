import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testContext } from '#test/context'
import { listAccounts, signIn, viewPlace } from '#modules/accounts'
import { asksPage } from '#modules/asks'
import { lightPage } from '#modules/goodwill'
import { offersPage, ringsPage } from '#modules/offers'
import { introductionsPage } from '#modules/introductions'
import { findByHandle } from '#modules/people'
import { viewPage, viewStatuses, type Status } from '#modules/statuses'
import { homeQuery } from '#modules/timelines'
import { rows } from '#platform/db'
import { DAYS } from './calendar.ts'
import { PASSWORD, settle } from './settle.ts'
import { readTown, VISITORS } from './town.ts'

const ctx = await testContext()
after(() => ctx.close())

before(async () => {
  const town = readTown()
  // Pictures take the most time, and a few show whether they hang.
  const few = town.said.map((said, i) => (i % 8 === 0 ? said : { ...said, pictures: [] }))
  await settle(ctx, { town: { ...town, said: few }, say: () => {}, signal: new AbortController().signal })
})

test('sixty people are there, and one of them is the owner', async () => {
  const lines = await listAccounts(ctx.db, {})
  assert.equal(lines.length, 60)
  assert.deepEqual(
    lines.filter(({ role }) => role === 'owner').map(({ username }) => username),
    [VISITORS.owner],
  )
  assert.equal((await viewPlace(ctx)).begun, true)
})

test('visitors sign in, and their home is full of others’ words, newest first, none of them in the future', async () => {
  for (const login of Object.values(VISITORS)) {
    const personId = await signIn(ctx, { login, password: PASSWORD, address: '' })
    const home = (await viewPage(ctx, personId, homeQuery(personId, { limit: 40 }))).statuses
    const moments = home.map(({ created_at }) => created_at)
    assert.equal(home.length, 40)
    assert.deepEqual(moments, moments.toSorted().reverse())
    assert.ok(moments[0]! < ctx.now().toString())
    assert.ok(new Set(home.map(({ account }) => account.id)).size > 12)
  }
})

test('six hundred statuses and more tell of three weeks, some with pictures', async () => {
  const [told] = await rows<{ all: number; first: Temporal.Instant; last: Temporal.Instant; moments: number }>(
    ctx.db,
    `select count(*)::int as all, min(created_at) as first, max(created_at) as last,
       count(*) filter (where (id >> 16) <> floor(extract(epoch from created_at) * 1000)::bigint)::int as moments
     from statuses where reblog_of_id is null`,
    [],
  )
  assert.ok(told!.all >= 600)
  assert.equal(told!.moments, 0)
  const days = (ctx.now().epochMilliseconds - told!.first.epochMilliseconds) / 86_400_000
  assert.ok(days > DAYS - 3 && days < DAYS + 7, `${days}`)
  const pictured = await rows<{ id: string }>(ctx.db, 'select distinct status_id as id from media', [])
  const shown = await viewStatuses(
    ctx,
    null,
    pictured.map(({ id }) => id),
  )
  assert.ok(shown.length > 5 && shown.every(hasDescribedPicture))
})

test('a visitor finds introductions in every state', async () => {
  for (const handle of [VISITORS.german, VISITORS.english]) {
    const id = (await findByHandle(ctx.db, ctx.config.domain, handle))!
    const found = await introductionsPage(ctx, id, { limit: 40 })
    const waiting = await introductionsPage(ctx, id, { limit: 40 }, { state: 'waiting' })
    const own = (answer: string) =>
      found.some(({ parties }) => parties.some((one) => one.account.id === id && one.answer === answer))
    assert.ok(waiting.length >= 2)
    assert.ok(own('yes') && own('no'))
    for (const state of ['open', 'met', 'ended'])
      assert.ok(
        found.some((one) => one.state === state),
        `${handle} ${state}`,
      )
    assert.ok(found.some(({ introducer, state }) => introducer.id === id && state === 'open'))
    assert.ok(found.filter(({ state }) => state === 'met').every((one) => one.conversation_id))
  }
})

test('a visitor finds questions, open ones and one that was helped', async () => {
  const jule = (await findByHandle(ctx.db, ctx.config.domain, VISITORS.german))!
  const asks = await asksPage(ctx, jule, { limit: 40 })
  assert.ok(asks.length >= 6)
  assert.ok(asks.some(({ mine, helped, outcome }) => mine && helped && outcome))
  assert.ok(asks.some(({ answered }) => !answered))
  assert.ok(asks.every(({ created_at }) => created_at < ctx.now().toString()))
  const offers = await offersPage(ctx, jule, { limit: 40 }, {})
  const [ring] = await ringsPage(ctx, jule, { limit: 1 }, { list: 'met' })
  assert.ok(ring && ring.way.length === 3, 'a ring came about')
  assert.ok(offers.length >= 12 && offers.every(({ created_at }) => created_at < ctx.now().toString()))
})

test('the light of a visitor went from one to the next, and there are words of thanks', async () => {
  const jule = (await findByHandle(ctx.db, ctx.config.domain, VISITORS.german))!
  const flames = await lightPage(ctx, jule, { limit: 40 })
  const generation = (id: string | null): number =>
    id === null ? 0 : 1 + generation(flames.find((one) => one.id === id)!.lit_by)
  assert.ok(Math.max(...flames.map(({ id }) => generation(id))) >= 5)
  assert.ok(flames.some(({ word }) => word))
})

function hasDescribedPicture({ media_attachments }: Status): boolean {
  return media_attachments.length > 0 && media_attachments.every((one) => (one as { description: string }).description)
}
