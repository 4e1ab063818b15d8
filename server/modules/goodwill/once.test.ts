/** One thing is thanked for once and told once, and what is sent is held to its form. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { testApi, toldOf, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { type Name, signedIn, village, type Village } from '#test/village'

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
})

const KITH = '/api/kith/v1'
const HOME = `${KITH}/thanks`

/** Jule gives Noor a bicycle, and Noor gives Jule honey: a ring of two. */
async function ring() {
  const stand = async (name: Name, kind: string, what: string) =>
    (await as[name].post(`${KITH}/offers`, { kind, what, way: 'gift', reach: 'place' })).body.id as string
  const need = await stand('noor', 'need', 'Ein Kinderrad')
  await stand('jule', 'need', 'Ein Glas Honig')
  const offer = await stand('jule', 'offer', 'Ein Kinderrad')
  await stand('noor', 'offer', 'Ein Glas Honig')
  await ctx.runJobs()
  const [{ id }] = (await as.jule.get(`${KITH}/rings`)).body
  for (const name of ['jule', 'noor'] as const) await as[name].put(`${KITH}/rings/${id}/answer`, { answer: 'yes' })
  return { offer, need }
}
const say = (name: Name, id: string, saying: string) => as[name].put(`${KITH}/offers/${id}/saying`, { saying })
const thank = (name: Name, id: string) => as[name].post(HOME, { about: 'offer', id })

test('what was handed over in a ring is thanked for once, by the offer or by the need', async () => {
  const { offer, need } = await ring()
  await say('noor', offer, 'handed')
  const said = await thank('noor', need)
  assert.deepEqual([said.status, said.body.about_id], [200, offer])
  assert.equal((await thank('noor', offer)).body.id, said.body.id)
  for (const thing of [offer, need]) {
    const found = (await as.noor.get(`${HOME}?list=given&of=${thing}`)).body as { id: string }[]
    assert.deepEqual(
      found.map(({ id }) => id),
      [said.body.id],
    )
  }
  assert.equal((await toldOf(api, as.jule, ['thanks'])).length, 1)
  assert.deepEqual((await as.noor.get(`${HOME}/owed`)).body, [])
})

test('a need that a ring did not meet after all is thanked for by itself, to whoever helped', async () => {
  const { need } = await ring()
  await say('noor', need, 'missed')
  await as.paul.put(`${KITH}/offers/${need}/taking`, {})
  await as.noor.put(`${KITH}/offers/${need}/choice`, { person: who.paul })
  const said = await thank('noor', need)
  assert.deepEqual([said.status, said.body.about_id, said.body.to?.username], [200, need, 'paul'])
})

test('a thanks that was put away is told by no other word to it', async () => {
  const made = await as.jule.post(HOME, { about: 'person', id: who.noor, word: 'Für alles.' })
  assert.equal((await toldOf(api, as.noor, ['thanks'])).length, 1)
  await as.noor.post('/api/v1/notifications/clear')
  for (const word of [null, 'Für den Kuchen.', null, 'Für den Kaffee.'])
    await as.jule.patch(`${HOME}/${made.body.id}`, { word })
  assert.deepEqual(await toldOf(api, as.noor, ['thanks']), [])
})

test('a thanks is passed on by an offer, and a need is refused', async () => {
  const { id } = (await as.jule.post(HOME, { about: 'person', id: who.noor })).body
  const wish = { what: 'Eine Stunde Vorlesen', way: 'time', reach: 'place' }
  const refusal = await as.noor.post(`${HOME}/${id}/passing`, { ...wish, kind: 'need' })
  assert.deepEqual([refusal.status, refusal.body.code], [422, 'common.wrong_field'])
  assert.equal((await as.noor.post(`${HOME}/${id}/passing`, { ...wish, kind: 'offer' })).status, 201)
})

test('about at most a hundred things thanks are asked for at once', async () => {
  const of = (many: number) => Array.from({ length: many }, (_, at) => `of=${at + 1}`).join('&')
  assert.equal((await as.jule.get(`${HOME}?${of(100)}`)).status, 200)
  assert.equal((await as.jule.get(`${HOME}?${of(101)}`)).status, 422)
})
