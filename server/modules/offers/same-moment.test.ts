/** Two who say something in the same moment, where what is held in memory hears of it late. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Events } from '#platform/events'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { keepUp } from './actions/match.ts'

let ctx: TestContext
let api: TestApi
let who: Village
let as: Record<keyof Village, Client>
/** Another process that hears of nothing. */
const deaf: Events = { on: () => () => {}, onLost: () => () => {}, stop: async () => {} }

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
const HOME = '/api/kith/v1/offers'
const stand = async (name: Name, kind: 'offer' | 'need', what: string) => {
  const made = await as[name].post(HOME, { kind, what, way: 'gift', reach: 'place' })
  assert.equal(made.status, 201, made.text)
  return made.body.id as string
}
const told = async () => {
  const { rows } = await ctx.pool.query(`select about_id from notices where kind = 'offer_match' order by about_id`)
  return rows.map((row) => row.about_id)
}
/** What is held is made before anything is said. */
async function holdEarly() {
  const stop = keepUp(ctx, deaf)
  await stand('grete', 'need', 'Ein Klavier')
  await ctx.runJobs()
  return stop
}

test('what was said a moment ago is matched before it is announced to whoever looks', async (t) => {
  t.after(await holdEarly())
  const pair = await Promise.all([stand('jule', 'offer', 'Ein Kinderrad'), stand('noor', 'need', 'Ein Kinderrad')])
  await ctx.runJobs()
  assert.deepEqual(await told(), pair.toSorted())
})

test('what stands open again is matched with what was said meanwhile', async (t) => {
  t.after(await holdEarly())
  const bicycle = await stand('jule', 'offer', 'Ein Kinderrad')
  await as.paul.put(`${HOME}/${bicycle}/taking`, {})
  await as.jule.put(`${HOME}/${bicycle}/choice`, { person: who.paul })
  const need = await stand('noor', 'need', 'Ein Kinderrad')
  await ctx.runJobs()
  assert.deepEqual(await told(), [])
  await as.paul.delete(`${HOME}/${bicycle}/taking`)
  await ctx.runJobs()
  assert.deepEqual(await told(), [bicycle, need].toSorted())
})

test('rings close, too, of what all of them said in the same moment', async (t) => {
  t.after(await holdEarly())
  await Promise.all([
    stand('jule', 'offer', 'Ein Kinderrad'),
    stand('jule', 'need', 'Ein Glas Honig'),
    stand('noor', 'offer', 'Ein Glas Honig'),
    stand('noor', 'need', 'Ein Kinderrad'),
  ])
  await ctx.runJobs()
  assert.equal((await as.jule.get('/api/kith/v1/rings')).body.length, 1)
})
