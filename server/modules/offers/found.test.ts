/** What is found among much else, who is told of it, and what of a swap is for it. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { removeAccount, suspend, unsuspend } from '#modules/accounts'
import { addPerson } from '#modules/people'
import { transaction } from '#platform/db'
import type { Announcement, Events } from '#platform/events'
import { listen } from '#platform/events'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { keepUp, pairsOf } from './actions/match.ts'

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
const HOME = '/api/kith/v1/offers'
const stand = async (name: Name, words: object = {}) => {
  const made = await as[name].post(HOME, {
    kind: 'offer',
    what: 'Ein Kinderrad',
    way: 'gift',
    reach: 'place',
    ...words,
  })
  assert.equal(made.status, 201, made.text)
  return made.body.id as string
}
const matches = async (name: Name, id: string) =>
  (await as[name].get(`${HOME}/${id}/matches`)).body.map((one: { id: string }) => one.id)
const told = async (name: Name) => {
  const text = `select about_id from notices where person_id = $1 and kind = 'offer_match' order by about_id`
  return (await ctx.pool.query(text, [who[name]])).rows.map((row) => row.about_id)
}
/** Offered and needed by strangers, for their own people alone. */
async function fill(many: number) {
  const strangers = await transaction(ctx.db, async (tx) => {
    const made: string[] = []
    for (let i = 0; i < many; i++) made.push(await addPerson(tx, { username: `fremd${i}`, displayName: 'x' }))
    return made
  })
  await ctx.pool.query(
    `insert into offers (person_id, kind, what, way, reach, expires_at, created_at)
     select id, kind, what, 'gift', 'people', now() + interval '9 days', now()
     from unnest($1::bigint[]) id cross join unnest(array['offer', 'need']) kind
       cross join unnest(array['Ein Kinderrad', 'Ein Glas Honig']) what`,
    [strangers],
  )
}

test('what one may hear of is found, told and closed to a ring among much that is for others', async () => {
  await fill(120)
  const honey = { what: 'Ein Glas Honig' }
  const offer = await stand('jule')
  await stand('jule', { ...honey, kind: 'need' })
  await stand('noor', honey)
  const need = await stand('noor', { kind: 'need' })
  await ctx.runJobs()
  assert.deepEqual(await matches('noor', need), [offer])
  assert.ok((await told('jule')).includes(offer) && (await told('noor')).includes(need))
  assert.equal((await as.jule.get('/api/kith/v1/rings')).body.length, 1)
  const about = (await as.noor.get(`${HOME}/matched?by=${who.jule}`)).body
  assert.equal(about.length, 2, 'what is mine, too')
})

test('who is let in again is matched again, though what is held was made meanwhile', async (t) => {
  const offer = await stand('jule')
  await suspend(ctx, who.jule)
  const events = await listen(ctx.url, ctx.log)
  const stop = keepUp(ctx, events)
  t.after(async () => {
    stop()
    await events.stop()
  })
  const before = await stand('noor', { kind: 'need' })
  await ctx.runJobs()
  assert.deepEqual([await matches('noor', before), await told('noor')], [[], []], 'not while they are out')
  await unsuspend(ctx, who.jule)
  const need = await stand('paul', { kind: 'need' })
  await ctx.runJobs()
  assert.deepEqual([await matches('paul', need), await told('paul')], [[offer], [need]])
})

test('what somebody who left had is held no longer', async (t) => {
  const heard = new Set<(event: Announcement) => void>()
  const events: Events = { on: (one) => (heard.add(one), () => {}), onLost: () => () => {}, stop: async () => {} }
  const real = await listen(ctx.url, ctx.log)
  t.after(keepUp(ctx, events))
  t.after(() => real.stop())
  const offer = await stand('jule')
  const need = await stand('noor', { kind: 'need' })
  const held = async () => (await pairsOf(ctx, [need])).map(({ otherId }) => otherId)
  assert.deepEqual(await held(), [offer])
  const gone = new Promise<void>((resolve) => {
    real.on((event) => {
      for (const hear of heard) hear(event)
      if (event.kind === 'offer.changed' && event.id === offer) resolve()
    })
  })
  await removeAccount(ctx, who.jule)
  await gone
  for (let tries = 0; tries < 100 && (await held()).length > 0; tries++)
    await new Promise((done) => setTimeout(done, 10))
  assert.deepEqual(await held(), [])
})

test('of a swap it is told both ways what is for it, of whichever kind', async () => {
  const drill = 'Eine Bohrmaschine'
  const bicycle = await stand('jule', { way: 'swap', for_what: drill })
  const swapped = await stand('noor', { what: drill, way: 'swap', for_what: 'Fahrrad fürs Kind' })
  const wanted = await stand('paul', { kind: 'need', what: 'Ein Klavier', way: 'swap', for_what: drill })
  await stand('grete', { what: 'Ein Zelt', way: 'swap', for_what: 'Ein Kanu' })
  await ctx.runJobs()
  assert.deepEqual((await matches('jule', bicycle)).toSorted(), [swapped, wanted].toSorted())
  assert.deepEqual(
    [await told('jule'), await told('noor'), await told('paul')],
    [[bicycle, bicycle], [swapped], [wanted]],
  )
  assert.deepEqual(await told('grete'), [])
  assert.deepEqual((await as.jule.get('/api/kith/v1/rings')).body, [], 'what is for it is given in no ring')
})

test('of five who need the same each is told of some that are offered, whoever was first', async () => {
  const five = ['noor', 'paul', 'grete', 'aylin', 'tomasz'] as const
  for (const name of five) await stand(name, { kind: 'need' })
  await ctx.runJobs()
  const offers = [await stand('jule')]
  await ctx.runJobs()
  await ctx.pool.query(`select graphile_worker.add_job('offers.match', json_build_object('id', $1::text))`, offers)
  await ctx.runJobs()
  const { rows } = await ctx.pool.query(`select from notices where kind = 'offer_match' and about_id = $1`, offers)
  assert.equal(rows.length, 3, 'the same three, though the job ran twice')
  await stand('jule')
  await ctx.runJobs()
  const times = await Promise.all(five.map(async (name) => (await told(name)).length))
  assert.deepEqual(times.toSorted(), [1, 1, 1, 1, 2], 'two are told to three, and nobody twice before all were once')
})
