import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { transaction } from '#platform/db'
import { befriend } from '#modules/ties'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { signedIn, village, type Name, type Village } from '#test/village'

let ctx: TestContext
let api: TestApi
let who: Village
let as: Record<Name, Client>

before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())
beforeEach(async () => {
  await ctx.pool.query('truncate people, rings, attempts cascade')
  who = await village(ctx)
  as = await signedIn(api, who)
  await transaction(ctx.db, (tx) => befriend(tx, who.jule, who.noor))
})

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
const change = async (name: Name, id: string, words: object) => {
  const { status, body } = await as[name].patch(`${HOME}/${id}`, words)
  return status === 200 ? body : (body?.code ?? status)
}
const wants = (name: Name, id: string, word?: string) => as[name].put(`${HOME}/${id}/taking`, { word })
const takersOf = async (name: Name, id: string) =>
  (await as[name].get(`${HOME}/${id}/takers`)).body.map(
    (one: { account: { username: string } }) => one.account.username,
  )
const told = async (name: Name, kind: string) => {
  const text = 'select about_id from notices where person_id = $1 and kind = $2 order by id'
  return (await ctx.pool.query(text, [who[name], kind])).rows.map((row) => row.about_id)
}
const ringsOf = async (name: Name) => (await as[name].get('/api/kith/v1/rings')).body.length

test('what is not said stays as it was, and whose it is reads it as they said it', async () => {
  const until = ctx.now().add({ hours: 100 }).toString({ smallestUnit: 'millisecond' })
  const id = await stand('jule', { details: 'Mit *Klingel*.', locality: 'Plagwitz', language: 'de', until })
  const changed = await change('jule', id, { what: ' Ein  Laufrad ', way: 'swap', for_what: 'Honig' })
  assert.deepEqual(
    [changed.what, changed.for_what, changed.locality, changed.until],
    ['Ein Laufrad', 'Honig', 'Plagwitz', until],
  )
  assert.ok(changed.changed_at)
  const said = (await as.jule.get(`${HOME}/${id}/words`)).body
  assert.deepEqual(said, {
    kind: 'offer',
    what: 'Ein Laufrad',
    details: 'Mit *Klingel*.',
    way: 'swap',
    for_what: 'Honig',
    locality: 'Plagwitz',
    language: 'de',
    reach: 'place',
    circle_ids: [],
    until,
  })
  assert.equal((await change('jule', id, { way: 'lend', locality: null })).for_what, null)
  assert.equal((await as.noor.get(`${HOME}/${id}/words`)).status, 404, 'others read what they may see')
})

test('it may be changed by whose it is, while it stands and nobody was chosen', async () => {
  const id = await stand('jule')
  assert.equal(await change('noor', id, { what: 'Meins' }), 'common.missing')
  await wants('noor', id)
  await as.jule.put(`${HOME}/${id}/choice`, { person: who.noor })
  assert.equal(await change('jule', id, { what: 'Ein Laufrad' }), 'offers.over')
  const other = await stand('jule')
  await as.jule.delete(`${HOME}/${other}`)
  assert.equal(await change('jule', other, { what: 'Ein Laufrad' }), 'offers.over')
  assert.equal((await as.jule.get(`${HOME}/${other}/words`)).body.what, 'Ein Kinderrad', 'to put it anew')
})

test('what limits a new one limits what is changed, and it counts as one', async () => {
  const circle = (await as.noor.post('/api/v1/lists', { title: 'Haus' })).body.id
  const id = await stand('jule')
  assert.equal(await change('jule', id, { what: ' ' }), 'offers.what_missing')
  assert.equal(await change('jule', id, { details: 'a'.repeat(1001) }), 'offers.details_too_long')
  assert.equal(await change('jule', id, { reach: 'circles' }), 'offers.circle_missing')
  assert.equal(await change('jule', id, { reach: 'circles', circle_ids: [circle] }), 'common.missing')
  assert.equal(await change('jule', id, { until: ctx.now().subtract({ hours: 1 }).toString() }), 'offers.until_past')
  assert.equal(
    await change('jule', id, {
      until: ctx
        .now()
        .add({ hours: 24 * 366 })
        .toString(),
    }),
    'offers.until_too_far',
  )
  await as.jule.put(`${HOME}/${id}/choice`, { drawn_at: ctx.now().add({ hours: 48 }).toString() })
  assert.equal(await change('jule', id, { until: ctx.now().add({ hours: 24 }).toString() }), 'offers.lot_too_late')
  for (let at = 0; at < 35; at++) await change('jule', id, { what: 'Ein Kinderrad' })
  assert.equal(
    (await change('jule', id, { what: 'Ein Kinderrad' })).changed_at,
    null,
    'where nothing is new, nothing happens',
  )
  for (let at = 1; at < 30; at++) assert.ok((await change('jule', id, { what: `Ein Rad ${at}` })).id)
  assert.equal(await change('jule', id, { what: 'Ein Rad' }), 'common.too_many_hours')
})

test('who would like it stays where it still reaches them', async () => {
  const id = await stand('jule')
  await wants('noor', id, 'Für meine Tochter')
  await wants('paul', id)
  await change('jule', id, { what: 'Ein Laufrad' })
  assert.deepEqual(await takersOf('jule', id), ['noor', 'paul'])
  await change('jule', id, { reach: 'people' })
  assert.deepEqual(await takersOf('jule', id), ['noor'], 'Paul is none of Jule’s people')
  assert.equal((await as.paul.get(`${HOME}/${id}`)).status, 404)
  await change('jule', id, { reach: 'place' })
  assert.deepEqual(await takersOf('jule', id), ['noor'])
  assert.equal((await as.noor.get(`${HOME}/${id}`)).body.taking.word, 'Für meine Tochter')
})

test('what answers it is found anew and told where it is new, and nothing twice', async () => {
  const needs = [
    await stand('noor', { kind: 'need', what: 'Eine Bohrmaschine' }),
    await stand('paul', { kind: 'need', what: 'Ein Kinderrad' }),
  ]
  const id = await stand('jule')
  await ctx.runJobs()
  assert.deepEqual([await told('noor', 'offer_match'), await told('paul', 'offer_match')], [[], [needs[1]]])
  await change('jule', id, { what: 'Eine Bohrmaschine' })
  await ctx.runJobs()
  assert.deepEqual(await told('noor', 'offer_match'), [needs[0]])
  assert.deepEqual(
    (await as.jule.get(`${HOME}/${id}/matches?likely=true`)).body.map((one: { id: string }) => one.id),
    [needs[0]],
  )
  await change('jule', id, { what: 'Ein Kinderrad' })
  await ctx.runJobs()
  assert.deepEqual(await told('paul', 'offer_match'), [needs[1]])
  assert.deepEqual(await told('jule', 'offer_match'), [id, id])
})

test('a ring it is part of dissolves, and is asked anew, with other words, another way or another audience, and not with another day', async () => {
  for (const words of [
    { what: 'Ein Kinderrad, blau' },
    { way: 'lend' },
    { reach: 'people' },
    { locality: 'Plagwitz' },
  ]) {
    await stand('jule', { kind: 'need', what: 'Ein Glas Honig' })
    await stand('noor', { kind: 'need' })
    await stand('noor', { what: 'Ein Glas Honig' })
    const id = await stand('jule')
    await ctx.runJobs()
    assert.deepEqual([await ringsOf('jule'), await ringsOf('noor')], [1, 1])
    await change('jule', id, { until: ctx.now().add({ hours: 300 }).toString() })
    assert.deepEqual([await ringsOf('jule'), await ringsOf('noor')], [1, 1])
    await change('jule', id, words)
    assert.deepEqual([await ringsOf('jule'), await ringsOf('noor')], [0, 0], JSON.stringify(words))
    assert.deepEqual(await told('noor', 'ring'), [])
    await ctx.runJobs()
    assert.deepEqual([await ringsOf('jule'), await ringsOf('noor')], [1, 1], 'and they are asked of what is said now')
    await ctx.pool.query('truncate offers, rings, notices cascade')
  }
})
