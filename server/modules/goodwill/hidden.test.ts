/** Whom a chain hides, no mute and no list tells either. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { mute, unmute } from '#modules/ties'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { type Name, signedIn, tie, village, type Village } from '#test/village'

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
  await ctx.pool.query('truncate people, attempts cascade')
  who = await village(ctx)
  as = await signedIn(api, who)
  await tie(ctx, who, [
    ['jule', 'noor'],
    ['noor', 'paul'],
    ['paul', 'grete'],
    ['grete', 'aylin'],
  ])
})

const KITH = '/api/kith/v1'
const HOME = `${KITH}/thanks`

/** Jule is introduced to Aylin by way of Noor, Paul and Grete; she thanks Grete, and both let it be shown. */
async function thankGrete() {
  const wish = { target: who.aylin, via: who.noor, note: 'Ich baue Geigen.' }
  const { body: made } = await as.jule.post(`${KITH}/introduction_requests`, wish)
  const deeds = [
    ['noor', { deed: 'passed', to: who.paul }],
    ['paul', { deed: 'passed', to: who.grete }],
    ['grete', { deed: 'proposed' }],
  ] as const
  for (const [name, deed] of deeds) {
    const text = 'select id from request_steps where request_id = $1 and holder_id = $2'
    const [step] = (await ctx.pool.query(text, [made.id, who[name]])).rows
    const said = await as[name].put(`${KITH}/passed_requests/${step.id}/deed`, deed)
    assert.ok(said.status < 300, said.text)
  }
  const text = `select introduction_id as id from request_steps where request_id = $1 and introduction_id is not null`
  const [{ id }] = (await ctx.pool.query(text, [made.id])).rows
  await as.aylin.put(`${KITH}/introductions/${id}/answer`, { answer: 'yes' })
  const said = await as.jule.post(HOME, { about: 'introduction', id, word: 'Danke!', shows: true })
  assert.equal(said.status, 200, said.text)
  await as.grete.patch(`${HOME}/${said.body.id}`, { shows: true })
}

type Named = { username: string } | null
const called = (one: Named) => one?.username ?? null
const shown = async (name: Name, by: Name) =>
  ((await as[name].get(`${HOME}?list=shown&by=${who[by]}`)).body as { from: Named; to: Named }[]).map((one) => [
    called(one.from),
    called(one.to),
  ])

test('nobody is told by their mutes who it is that a chain hides from them', async () => {
  await thankGrete()
  assert.deepEqual(await shown('paul', 'grete'), [[null, 'grete']])
  await mute(ctx, who.paul, who.jule)
  assert.deepEqual(await shown('paul', 'grete'), [[null, 'grete']])
  assert.deepEqual(await shown('tomasz', 'grete'), [['jule', 'grete']])
  await mute(ctx, who.tomasz, who.jule)
  assert.deepEqual(await shown('tomasz', 'grete'), [])
})

test('on the page of whom the chain hides from them nobody finds the thanks of their chain', async () => {
  await thankGrete()
  // Noor knows that Jule thanks, and not that it is Grete.
  assert.deepEqual(await shown('noor', 'grete'), [])
})

test('nor does the light of somebody name to them whom the chain hides, whomever they mute', async () => {
  await thankGrete()
  for (const name of ['jule', 'grete'] as const)
    await ctx.pool.query('update people set shows_light = true where id = $1', [who[name]])
  const light = async (name: Name, whose: Name) =>
    ((await as[name].get(`${KITH}/people/${who[whose]}/light`)).body as { kind: string; by: Named; for: Named }[])
      .filter(({ kind }) => kind === 'thanked')
      .map((one) => [called(one.by), called(one.for)])
  assert.deepEqual(await light('tomasz', 'grete'), [['jule', 'grete']])
  assert.deepEqual(await light('noor', 'grete'), [[null, 'grete']], 'no more than the month')
  assert.deepEqual(await light('paul', 'grete'), [[null, 'grete']])
  await mute(ctx, who.paul, who.jule)
  assert.deepEqual(await light('paul', 'grete'), [[null, 'grete']])
  await mute(ctx, who.paul, who.grete)
  assert.deepEqual(await light('paul', 'grete'), [[null, 'grete']])
  await unmute(ctx, who.paul, who.grete)
  assert.deepEqual(await light('paul', 'jule'), [])
})
