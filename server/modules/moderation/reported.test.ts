/** What somebody reported is out of their sight, and nobody learns by it that they did. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setRole } from '#modules/accounts'
import { testApi, toldOf, type Client, type TestApi } from '#test/api'
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
  await ctx.pool.query('truncate people, rings, attempts cascade')
  who = await village(ctx)
  as = await signedIn(api, who)
  await setRole(ctx, who.grete, 'moderator')
})

const HOME = '/api/kith/v1'
const OFFERS = `${HOME}/offers`
const stand = async (name: Name, words: object = {}) => {
  const made = await as[name].post(OFFERS, {
    kind: 'offer',
    what: 'Ein Kinderrad',
    way: 'gift',
    reach: 'place',
    ...words,
  })
  assert.equal(made.status, 201, made.text)
  return made.body.id as string
}
const report = async (name: Name, kind: string, id: string) => {
  const said = await as[name].post(`${HOME}/reports`, { kind, id, category: 'spam' })
  assert.equal(said.status, 204, said.text)
}
const idsOf = async (name: Name, path: string) =>
  (await as[name].get(path)).body.map(({ id }: { id: string }) => id) as string[]
const reports = async () => (await as.grete.get(`${HOME}/reports`)).body

test('an offer that one reported stands nowhere for oneself, and for all others as before', async () => {
  const id = await stand('jule')
  const need = await stand('paul', { kind: 'need' })
  const other = await stand('noor', { kind: 'need' })
  await ctx.runJobs()
  assert.deepEqual(await idsOf('paul', `${OFFERS}/${need}/matches`), [id])
  assert.equal((await toldOf(api, as.paul, ['offer_match'])).length, 1)
  await report('paul', 'offer', id)
  assert.deepEqual(await toldOf(api, as.paul, ['offer_match']), [])
  assert.deepEqual(await idsOf('paul', OFFERS), [other])
  assert.deepEqual(await idsOf('paul', `${OFFERS}?by=${who.jule}`), [])
  assert.deepEqual(await idsOf('paul', `${OFFERS}/${need}/matches`), [])
  assert.deepEqual((await as.paul.get(`${OFFERS}/matched`)).body, [])
  assert.deepEqual((await as.paul.get(`${OFFERS}/matched?by=${who.jule}`)).body, [])
  assert.equal((await as.paul.get(`${OFFERS}/${id}`)).status, 404)
  assert.equal((await as.paul.put(`${OFFERS}/${id}/taking`, {})).status, 404)
  assert.deepEqual(await idsOf('jule', `${OFFERS}/${id}/matches`), [other], 'nor do they stand beside it')
  assert.deepEqual(await idsOf('noor', `${OFFERS}/${other}/matches`), [id])
  assert.equal((await as.aylin.get(`${OFFERS}/${id}`)).status, 200)
  const [made] = await reports()
  await as.grete.put(`${HOME}/reports/${made.id}/settled`, { settled: true })
  assert.equal((await as.paul.get(`${OFFERS}/${id}`)).status, 404, 'also once it is dealt with without more')
})

test('who would like what they report would not after all, and who was chosen lets it go', async () => {
  const [waits, chosen] = [await stand('jule'), await stand('jule', { what: 'Ein Topf' })]
  for (const id of [waits, chosen]) await as.paul.put(`${OFFERS}/${id}/taking`, {})
  await as.jule.put(`${OFFERS}/${chosen}/choice`, { person: who.paul })
  for (const id of [waits, chosen]) await report('paul', 'offer', id)
  assert.deepEqual((await as.jule.get(`${OFFERS}/${waits}/takers`)).body, [])
  const { state } = (await as.jule.get(`${OFFERS}/${chosen}`)).body
  assert.equal(state, 'open')
  assert.deepEqual(await idsOf('paul', `${OFFERS}?list=taken`), [])
  assert.deepEqual(await idsOf('paul', `${OFFERS}?list=between&by=${who.jule}`), [], 'nor is it remembered to them')
  assert.equal((await idsOf('jule', `${OFFERS}?list=between&by=${who.paul}`)).length, 1)
  assert.deepEqual(await toldOf(api, as.paul, ['offer_chosen']), [])
})

test('what was handed over before it was reported stays said', async () => {
  const id = await stand('jule')
  await as.paul.put(`${OFFERS}/${id}/taking`, {})
  await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.paul })
  await as.jule.put(`${OFFERS}/${id}/saying`, { saying: 'handed' })
  await report('paul', 'offer', id)
  const seen = (await as.jule.get(`${OFFERS}/${id}`)).body
  assert.deepEqual([seen.state, seen.went.mine], ['given', 'handed'])
  assert.deepEqual((await as.paul.get(`${HOME}/thanks/owed`)).body, [])
  assert.deepEqual((await as.paul.get(`${HOME}/light`)).body, [])
})

const ALL = ['jule', 'noor', 'paul', 'katharina'] as const
const THINGS = ['Ein Kinderrad', 'Eine Bohrmaschine', 'Honig', 'Nachhilfe in Mathe'] as const
async function ringOfFour() {
  const things: string[] = []
  for (const [at, name] of ALL.entries()) {
    things.push(await stand(name, { what: THINGS[at] }))
    await stand(name, { kind: 'need', what: THINGS[(at + 3) % 4] })
  }
  await ctx.runJobs()
  return things
}

test('a ring with what one reported dissolves for all, as by anybody who leaves, also where one does not see who gives it', async () => {
  const [bike] = await ringOfFour()
  for (const name of ALL) assert.equal((await as[name].get(`${HOME}/rings`)).body.length, 1)
  await report('paul', 'offer', bike!)
  for (const name of ALL) {
    assert.deepEqual((await as[name].get(`${HOME}/rings`)).body, [])
    assert.deepEqual(await toldOf(api, as[name], ['ring']), [])
  }
  await ctx.pool.query('delete from rings')
  await ctx.pool.query(`select graphile_worker.add_job('offers.rings', json_build_object('id', $1::text))`, [bike])
  await ctx.runJobs()
  for (const name of ALL) assert.deepEqual((await as[name].get(`${HOME}/rings`)).body, [], 'nor is one proposed')
})

test('a ring that came about is gone for who reports something of it, and stays for the others', async () => {
  const [, drill] = await ringOfFour()
  const [ring] = await idsOf('jule', `${HOME}/rings`)
  for (const name of ALL) await as[name].put(`${HOME}/rings/${ring}/answer`, { answer: 'yes' })
  await report('paul', 'offer', drill!)
  assert.deepEqual(await idsOf('paul', `${HOME}/rings`), [])
  assert.deepEqual(await toldOf(api, as.paul, ['ring_met']), [])
  for (const name of ['jule', 'noor', 'katharina'] as const)
    assert.deepEqual(await idsOf(name, `${HOME}/rings`), [ring])
})

test('an ask, an answer and a thanks that one reported are out of one’s sight', async () => {
  await tie(ctx, who, [['jule', 'paul']])
  const ask = (await as.jule.post(`${HOME}/asks`, { question: 'Wer kauft?', reach: 'place' })).body.id
  const own = (await as.noor.post(`${HOME}/asks`, { question: 'Wer weiß es?', reach: 'place' })).body.id
  for (const name of ['jule', 'aylin'] as const) await as[name].post(`${HOME}/asks/${own}/answers`, { text: 'So.' })
  const [, first] = await idsOf('noor', `${HOME}/asks/${own}/answers`)
  const thanks = (await as.jule.post(`${HOME}/thanks`, { about: 'person', id: who.paul, word: 'Kauf!' })).body.id
  assert.equal((await toldOf(api, as.paul, ['thanks'])).length, 1)
  await report('paul', 'ask', ask)
  await report('noor', 'answer', first!)
  await report('paul', 'thanks', thanks)
  assert.deepEqual(await idsOf('paul', `${HOME}/asks`), [own])
  assert.equal((await as.paul.get(`${HOME}/asks/${ask}`)).status, 404)
  assert.equal((await idsOf('noor', `${HOME}/asks/${own}/answers`)).includes(first!), false)
  assert.equal((await idsOf('aylin', `${HOME}/asks/${own}/answers`)).length, 2)
  assert.deepEqual(await idsOf('paul', `${HOME}/thanks?list=received`), [])
  assert.deepEqual(await toldOf(api, as.paul, ['thanks']), [])
  assert.deepEqual(await idsOf('jule', `${HOME}/thanks?list=given`), [thanks])
  assert.equal((await as.katharina.get(`${HOME}/asks/${ask}`)).status, 200)
})

test('an ask that one reported is not drawn or given to oneself any more', async () => {
  await tie(ctx, who, [
    ['jule', 'noor'],
    ['noor', 'paul'],
  ])
  const { id } = (await as.jule.post(`${HOME}/asks`, { question: 'Wer weiß es?', reach: 'people' })).body
  const insert = `insert into nudges (ask_id, person_id, first_id, wave, created_at) values ($1, $2, $2, 1, now()) returning id`
  const toNoor = (await ctx.pool.query(insert, [id, who.noor])).rows[0].id
  await ctx.pool.query(
    `insert into reports (reporter_id, person_id, about, about_ids) values ($1, $2, 'ask', array[$3::bigint])`,
    [who.paul, who.jule, id],
  )
  const given = await as.noor.put(`${HOME}/nudges/${toNoor}`, { deed: 'passed', to: who.paul })
  assert.ok(given.status < 300, 'whoever gives it on does not learn why it goes nowhere')
  const { rows } = await ctx.pool.query('select person_id from nudges where ask_id = $1', [id])
  assert.ok(!rows.some(({ person_id }) => person_id === who.paul))
})

test('a report of an offer says all its words', async () => {
  const id = await stand('jule', { way: 'swap', details: 'Fast neu', for_what: 'Schlimmes Wort', locality: 'Bei Paul' })
  await report('paul', 'offer', id)
  assert.equal((await reports())[0].words, 'Ein Kinderrad\nFast neu\nSchlimmes Wort\nBei Paul')
})

test('the word of somebody who would like it is reported by whose it is, who does not read it any more', async () => {
  const id = await stand('jule')
  await as.paul.put(`${OFFERS}/${id}/taking`, { word: 'Du blöde Kuh' })
  await as.aylin.put(`${OFFERS}/${id}/taking`, {})
  const [aylin, paul] = (await as.jule.get(`${OFFERS}/${id}/takers`)).body
  for (const [client, taker] of [
    [as.noor, paul],
    [as.paul, paul],
    [as.jule, aylin],
  ] as const)
    assert.equal((await client.post(`${HOME}/reports`, { kind: 'taker', id: taker.id })).status, 404)
  await report('jule', 'taker', paul.id)
  const [made] = await reports()
  assert.deepEqual(
    [made.about, made.account.id, made.reporter.id, made.words],
    ['taker', who.paul, who.jule, 'Du blöde Kuh'],
  )
  const words = (await as.jule.get(`${OFFERS}/${id}/takers`)).body.map(
    (one: { account: { id: string }; word: string | null }) => [one.account.id, one.word],
  )
  assert.deepEqual(words, [
    [who.aylin, null],
    [who.paul, null],
  ])
  assert.equal(
    (await as.paul.get(`${OFFERS}/${id}`)).body.taking.word,
    'Du blöde Kuh',
    'whose it is does not learn of it',
  )
})
