/** Rings that could be are looked for again, and those that end get in nobody's way. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { suspend } from '#modules/accounts'
import { testApi, toldOf, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { answerRing, endDueRings } from './actions/rings.ts'

let ctx: TestContext
let api: TestApi
let who: Village
let as: Record<keyof Village, Client>
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())
beforeEach(async () => {
  await ctx.pool.query('truncate people, rings, attempts cascade')
  who = await village(ctx)
  as = Object.fromEntries(Object.entries(who).map(([name, id]) => [name, api.as(id)])) as typeof as
})

type Name = keyof Village
const OFFERS = '/api/kith/v1/offers'
const HOME = '/api/kith/v1/rings'
const [BICYCLE, HONEY] = ['Ein Kinderrad', 'Ein Glas Honig']
const stand = async (name: Name, kind: 'offer' | 'need', what: string) => {
  const made = await as[name].post(OFFERS, { kind, what, way: 'gift', reach: 'place' })
  assert.equal(made.status, 201, made.text)
  return made.body.id as string
}
/** Jule gives Noor a bicycle, Noor her honey; the id of the bicycle. */
async function two(): Promise<string> {
  await stand('jule', 'need', HONEY)
  await stand('noor', 'need', BICYCLE)
  await stand('noor', 'offer', HONEY)
  const bicycle = await stand('jule', 'offer', BICYCLE)
  await ctx.runJobs()
  return bicycle
}
const ringsOf = async (name: Name) => (await as[name].get(HOME)).body as { id: string; answer: 'yes' | null }[]
const answer = (name: Name, id: string, said: 'yes' | 'no') => as[name].put(`${HOME}/${id}/answer`, { answer: said })

test('what was given and came back closes its ring again, of which nobody has said anything yet', async () => {
  const bicycle = await two()
  const [before] = await ringsOf('jule')
  await answer('noor', before!.id, 'yes')
  await as.paul.put(`${OFFERS}/${bicycle}/taking`, {})
  await as.jule.put(`${OFFERS}/${bicycle}/choice`, { person: who.paul })
  await ctx.runJobs()
  assert.deepEqual(await ringsOf('jule'), [])
  await as.paul.delete(`${OFFERS}/${bicycle}/taking`)
  await ctx.runJobs()
  const [again, ...others] = await ringsOf('noor')
  assert.deepEqual([again?.answer, others.length], [null, 0])
  assert.notEqual(again!.id, before!.id)
  assert.equal((await toldOf(api, as.noor, ['ring'])).length, 1)
})

test('a lot that is called off closes the ring again', async () => {
  const bicycle = await two()
  const draw = (at: string | null) => as.jule.put(`${OFFERS}/${bicycle}/choice`, { drawn_at: at })
  await draw(ctx.now().add({ hours: 3 }).toString())
  await ctx.runJobs()
  assert.deepEqual(await ringsOf('jule'), [])
  await draw(null)
  await ctx.runJobs()
  assert.equal((await ringsOf('jule')).length, 1)
})

test('one that somebody left, or let pass, is not proposed again', async () => {
  const bicycle = await two()
  const [ring] = await ringsOf('jule')
  await ctx.pool.query(`update rings set expires_at = now() - interval '1 hour'`)
  await endDueRings(ctx)
  const search = () =>
    ctx.pool.query(`select graphile_worker.add_job('offers.rings', json_build_object('id', $1::text))`, [bicycle])
  await search()
  await ctx.runJobs()
  assert.deepEqual(await ringsOf('jule'), [], 'let pass')
  await ctx.pool.query(`update rings set state = 'open', expires_at = now() + interval '1 hour'`)
  await answer('noor', ring!.id, 'no')
  await search()
  await ctx.runJobs()
  assert.deepEqual(await ringsOf('jule'), [], 'left')
})

test('the oldest of many needs is part of a ring as well, of whoever closes it and of those beside them', async () => {
  const many = ['Ein Zelt', 'Ein Klavier', 'Eine Leiter', 'Eine Lampe', 'Ein Sofa', 'Eine Gitarre']
  await stand('jule', 'need', HONEY)
  for (const what of many) await stand('jule', 'need', what)
  await stand('noor', 'need', BICYCLE)
  await stand('noor', 'offer', HONEY)
  await ctx.runJobs()
  await stand('jule', 'offer', BICYCLE)
  await ctx.runJobs()
  assert.equal((await ringsOf('jule')).length, 1)
  // Grete gives to Jule, and Jule to Paul, though that is her oldest; Paul gives to Grete.
  await ctx.pool.query('delete from offers; delete from rings; truncate attempts')
  await stand('jule', 'offer', BICYCLE)
  for (const what of many) await stand('jule', 'offer', what)
  await stand('jule', 'need', HONEY)
  await stand('paul', 'need', BICYCLE)
  await stand('paul', 'offer', 'Ein Kanu')
  await stand('grete', 'need', 'Ein Kanu')
  await stand('grete', 'offer', HONEY)
  await ctx.runJobs()
  assert.equal((await ringsOf('jule')).length, 1)
})

test('who has room again is asked for what was left out, also through other things of theirs', async () => {
  await stand('jule', 'need', HONEY)
  for (const name of ['noor', 'paul', 'grete'] as const) {
    await stand(name, 'need', BICYCLE)
    await stand(name, 'offer', HONEY)
  }
  await stand('jule', 'offer', BICYCLE)
  await ctx.runJobs()
  await stand('aylin', 'need', 'Ein Kanu')
  await stand('aylin', 'offer', 'Ein Zelt')
  await stand('jule', 'need', 'Ein Zelt')
  await stand('jule', 'offer', 'Ein Kanu')
  await ctx.runJobs()
  const before = await ringsOf('jule')
  assert.deepEqual([before.length, (await ringsOf('aylin')).length], [3, 0])
  await answer('jule', before[0]!.id, 'no')
  await ctx.runJobs()
  assert.deepEqual([(await ringsOf('jule')).length, (await ringsOf('aylin')).length], [3, 1])
})

test('a ring that nobody sees, since one of it is suspended, takes nobody’s room', async () => {
  await stand('jule', 'need', HONEY)
  for (const name of ['noor', 'paul', 'grete'] as const) {
    await stand(name, 'need', BICYCLE)
    await stand(name, 'offer', HONEY)
  }
  await stand('jule', 'offer', BICYCLE)
  await ctx.runJobs()
  assert.equal((await ringsOf('jule')).length, 3)
  for (const name of ['noor', 'paul', 'grete'] as const) await suspend(ctx, who[name])
  assert.deepEqual(await ringsOf('jule'), [])
  await stand('aylin', 'need', BICYCLE)
  await stand('aylin', 'offer', HONEY)
  await ctx.runJobs()
  assert.equal((await ringsOf('jule')).length, 1)
})

test('rings that are over end while their people say their last yes', { timeout: 120_000 }, async () => {
  for (let round = 0; round < 10; round++) {
    await ctx.pool.query('delete from offers; delete from rings; truncate attempts')
    await stand('aylin', 'need', BICYCLE)
    await stand('aylin', 'offer', HONEY)
    await two()
    const both = (await as.jule.get(HOME)).body as { id: string; gives: { account: { username: Name } } }[]
    assert.equal(both.length, 2)
    for (const { id, gives } of both) await answer(gives.account.username, id, 'yes')
    const done = await Promise.allSettled([
      ...both.map(({ id }) => answerRing(ctx, who.jule, id, 'yes')),
      endDueRings({ ...ctx, now: () => ctx.now().add({ hours: 24 * 20 }) }),
    ])
    for (const one of done)
      if (one.status === 'rejected') assert.equal(one.reason.code, 'common.missing', String(one.reason))
  }
})
