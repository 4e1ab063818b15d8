/** Those who look after the place take down what was reported: it stands nowhere any more, and whose it is is told once. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setRole } from '#modules/accounts'
import { testApi, toldOf, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { listeners } from '#test/server'
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
const idsOf = async (name: Name, path: string) =>
  (await as[name].get(path)).body.map(({ id }: { id: string }) => id) as string[]
const reports = async () => (await as.grete.get(`${HOME}/reports`)).body
const takeDownLast = async () => {
  const [{ id }] = await reports()
  return (await as.grete.put(`${HOME}/reports/${id}/taken_down`, {})).status
}
const report = async (by: Name, kind: string, id: string) =>
  assert.equal((await as[by].post(`${HOME}/reports`, { kind, id })).status, 204)
const takeDown = async (by: Name, kind: string, id: string) => {
  await report(by, kind, id)
  assert.equal(await takeDownLast(), 204)
}
const told = async (name: Name) =>
  (await toldOf<{ account: { id: string }; taken_down: object }>(api, as[name], ['taken_down'])).map(
    ({ account, taken_down: what }) => [account.id, what],
  )

test('an offer that was taken down stands nowhere, its owner reads so at their own, and nothing opens it again', async () => {
  const id = await stand('jule')
  const need = await stand('noor', { kind: 'need' })
  await ctx.runJobs()
  await as.aylin.put(`${OFFERS}/${id}/taking`, {})
  await as.jule.put(`${OFFERS}/${id}/choice`, { drawn_at: ctx.now().add({ hours: 5 }).toString() })
  await takeDown('paul', 'offer', id)
  for (const name of ['paul', 'noor', 'aylin', 'grete'] as const) {
    assert.ok(!(await idsOf(name, OFFERS)).includes(id))
    assert.equal((await as[name].get(`${OFFERS}/${id}`)).status, 404)
  }
  assert.deepEqual(await idsOf('noor', `${OFFERS}/${need}/matches`), [])
  assert.deepEqual(await idsOf('aylin', `${OFFERS}?list=taken`), [])
  assert.deepEqual((await as.jule.get(`${OFFERS}/${id}/takers`)).body, [], 'nobody waits for it')
  const own = (await as.jule.get(`${OFFERS}/${id}`)).body
  assert.deepEqual([own.taken_down, own.state, own.drawn_at], [true, 'ended', null])
  assert.equal((await as.jule.delete(`${OFFERS}/${id}`)).body.code, 'offers.over')
  assert.equal((await as.jule.patch(`${OFFERS}/${id}`, { what: 'Ein Rad' })).body.code, 'offers.over')
  const again = { drawn_at: ctx.now().add({ hours: 5 }).toString() }
  assert.equal((await as.jule.put(`${OFFERS}/${id}/choice`, again)).body.code, 'offers.over')
  assert.deepEqual(await toldOf(api, as.jule, ['offer_match', 'offer_taker']), [])
})

test('whoever has it open hears that it is gone, and who reported it hears no more of it', async (t) => {
  const heard = await listeners(t, ctx)
  const id = await stand('jule')
  const watch = async (name: Name) => {
    const stream = await heard.stream(who[name], 'user')
    await stream.subscribe('kith:offer', { offer: id })
    return stream
  }
  const [noor, paul] = [await watch('noor'), await watch('paul')]
  await takeDown('paul', 'offer', id)
  await noor.next(({ event }) => event === 'offer.changed')
  assert.ok(!paul.messages.some(({ event }) => event === 'offer.changed'))
})

test('whoever was to have it is let go, and what was handed over stays said and opens it no more', async () => {
  const [promised, handed] = [await stand('jule'), await stand('jule', { what: 'Ein Topf' })]
  for (const id of [promised, handed]) {
    // Once it is given nobody else sees it any more.
    await report('paul', 'offer', id)
    await as.noor.put(`${OFFERS}/${id}/taking`, {})
    await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.noor })
  }
  await as.noor.put(`${OFFERS}/${handed}/saying`, { saying: 'handed' })
  for (const { id } of await reports())
    assert.equal((await as.grete.put(`${HOME}/reports/${id}/taken_down`, {})).status, 204)
  await as.jule.put(`${OFFERS}/${handed}/saying`, { saying: 'missed' })
  for (const id of [promised, handed]) {
    assert.equal((await as.jule.get(`${OFFERS}/${id}`)).body.state, 'ended')
    assert.equal((await as.noor.get(`${OFFERS}/${id}`)).status, 404)
  }
  assert.deepEqual(await toldOf(api, as.noor, ['offer_chosen']), [])
  for (const name of ['noor', 'jule'] as const) {
    const other = name === 'noor' ? who.jule : who.noor
    assert.deepEqual(await idsOf(name, `${OFFERS}?list=between&by=${other}`), [])
    assert.deepEqual((await as[name].get(`${HOME}/light`)).body, [])
  }
})

test('rings with what was taken down dissolve without a word, and one that came about is gone', async () => {
  const THINGS = ['Ein Kinderrad', 'Eine Bohrmaschine', 'Honig'] as const
  const ALL = ['jule', 'noor', 'paul'] as const
  const ring = async () => {
    const things: string[] = []
    for (const [at, name] of ALL.entries()) {
      things.push(await stand(name, { what: THINGS[at] }))
      await stand(name, { kind: 'need', what: THINGS[(at + 2) % 3] })
    }
    await ctx.runJobs()
    const [id] = await idsOf('jule', `${HOME}/rings`)
    assert.ok(id)
    return { id, first: things[0]! }
  }
  const open = await ring()
  await takeDown('aylin', 'offer', open.first)
  for (const name of ALL) {
    assert.deepEqual(await idsOf(name, `${HOME}/rings`), [])
    assert.deepEqual(await toldOf(api, as[name], ['ring']), [])
  }
  await ctx.pool.query('delete from offers')
  const met = await ring()
  for (const name of ALL) await as[name].put(`${HOME}/rings/${met.id}/answer`, { answer: 'yes' })
  assert.deepEqual(await idsOf('paul', `${HOME}/rings`), [met.id])
  const { rows } = await ctx.pool.query(
    `insert into reports (reporter_id, person_id, about, about_ids) values ($1, $2, 'offer', array[$3::bigint]) returning id`,
    [who.aylin, who.jule, met.first],
  )
  assert.equal((await as.grete.put(`${HOME}/reports/${rows[0].id}/taken_down`, {})).status, 204)
  for (const name of ALL) assert.deepEqual(await idsOf(name, `${HOME}/rings`), [])
})

test('whose it is is told once what it was, by nobody, however often it was reported', async () => {
  const id = await stand('jule')
  for (const name of ['paul', 'aylin'] as const)
    await as[name].post(`${HOME}/reports`, { kind: 'offer', id, comment: 'Schlimm' })
  assert.equal(await takeDownLast(), 204)
  assert.equal(await takeDownLast(), 204, 'again is harmless')
  assert.deepEqual(
    (await reports()).map((one: { taken_down: boolean; settled: boolean }) => [one.taken_down, one.settled]),
    [
      [true, true],
      [true, true],
    ],
  )
  assert.deepEqual(await told('jule'), [[who.jule, { about: 'offer', words: 'Ein Kinderrad' }]])
  for (const name of ['paul', 'aylin', 'noor'] as const) assert.deepEqual(await told(name), [])
  const { rows } = await ctx.pool.query('select distinct taken_down_by from reports')
  assert.deepEqual(rows, [{ taken_down_by: who.grete }], 'who took it down stays with the report')
})

test('only those who look after the place take something down, and only what stands by itself', async () => {
  const id = await stand('jule')
  await as.paul.post(`${HOME}/reports`, { kind: 'offer', id })
  const [report] = await reports()
  for (const name of ['paul', 'jule'] as const)
    assert.equal((await as[name].put(`${HOME}/reports/${report.id}/taken_down`, {})).status, 403)
  assert.equal((await as.grete.put(`${HOME}/reports/7/taken_down`, {})).status, 404)
  await as.paul.post('/api/v1/reports', { account_id: who.jule })
  const [person] = await reports()
  const said = await as.grete.put(`${HOME}/reports/${person.id}/taken_down`, {})
  assert.deepEqual([said.status, said.body.code], [422, 'moderation.stays'])
})

test('what somebody said to an offer is taken down, and no other word of theirs takes its place', async () => {
  const id = await stand('jule')
  await as.paul.put(`${OFFERS}/${id}/taking`, { word: 'Du blöde Kuh' })
  const [taker] = (await as.jule.get(`${OFFERS}/${id}/takers`)).body
  await takeDown('jule', 'taker', taker.id)
  assert.deepEqual(
    (await as.paul.get(`${OFFERS}/${id}`)).body.taking,
    { word: null, chosen: false },
    'they would still like it',
  )
  const other = await as.paul.put(`${OFFERS}/${id}/taking`, { word: 'Du Kuh' })
  assert.deepEqual([other.status, other.body.code], [422, 'offers.word_taken_down'])
  await as.paul.delete(`${OFFERS}/${id}/taking`)
  const anew = await as.paul.put(`${OFFERS}/${id}/taking`, { word: 'Du Kuh' })
  assert.deepEqual([anew.status, anew.body.code], [422, 'offers.word_taken_down'], 'nor with a yes said anew')
  assert.equal((await as.paul.put(`${OFFERS}/${id}/taking`, {})).status, 200)
  assert.equal((await as.paul.put(`${OFFERS}/${id}/taking`, {})).status, 200)
  assert.deepEqual(await told('paul'), [[who.paul, { about: 'taker', words: 'Du blöde Kuh' }]])
})

test('what somebody said with a thanks is taken down, and the thanks stays', async () => {
  const { id } = (await as.jule.post(`${HOME}/thanks`, { about: 'person', id: who.paul, word: 'Kauf!' })).body
  await takeDown('paul', 'thanks', id)
  const own = (await as.jule.get(`${HOME}/thanks/${id}`)).body
  assert.equal(own.word, null)
  const again = await as.jule.patch(`${HOME}/thanks/${id}`, { word: 'Kauf doch!' })
  assert.deepEqual([again.status, again.body.code], [422, 'goodwill.word_taken_down'])
  assert.deepEqual(await told('jule'), [[who.jule, { about: 'thanks', words: 'Kauf!' }]])
})

test('a status, an ask and an answer are taken down as if they had been taken back, a public one in both its forms', async () => {
  const status = (await as.jule.post('/api/v1/statuses', { status: 'Kauft!' })).body.id
  const ask = (await as.jule.post(`${HOME}/asks`, { question: 'Wer kauft?', reach: 'everybody' })).body
  const other = (await as.noor.post(`${HOME}/asks`, { question: 'Wer weiß es?', reach: 'everybody' })).body
  await as.jule.post(`${HOME}/asks/${other.id}/answers`, { text: 'Kauft bei mir!' })
  const [answer] = (await as.noor.get(`${HOME}/asks/${other.id}/answers`)).body
  await takeDown('paul', 'ask', ask.id)
  await takeDown('noor', 'answer', answer.id)
  await as.paul.post('/api/v1/reports', { account_id: who.jule, status_ids: [status] })
  assert.equal(await takeDownLast(), 204)
  for (const gone of [status, ask.status_id, answer.status_id])
    assert.equal((await as.jule.get(`/api/v1/statuses/${gone}`)).status, 404)
  assert.equal((await as.jule.get(`${HOME}/asks/${ask.id}`)).status, 404)
  assert.deepEqual(await idsOf('aylin', `${HOME}/asks/${other.id}/answers`), [])
  assert.deepEqual(
    (await told('jule')).map(([, what]) => what),
    [
      { about: 'status', words: 'Kauft!' },
      { about: 'answer', words: 'Kauft bei mir!' },
      { about: 'ask', words: 'Wer kauft?' },
    ],
  )
})

test('what is gone already is settled, and nobody is told', async () => {
  const { id } = (await as.jule.post(`${HOME}/asks`, { question: 'Wer kauft?', reach: 'place' })).body
  await as.paul.post(`${HOME}/reports`, { kind: 'ask', id })
  await as.jule.delete(`${HOME}/asks/${id}`)
  assert.equal(await takeDownLast(), 204)
  assert.deepEqual(await told('jule'), [])
  assert.equal((await reports())[0].settled, true)
})

test('several who take the same down at once, by whichever report of it, are all answered, and it is taken down once', async () => {
  await setRole(ctx, who.katharina, 'moderator')
  const said = async (text: string) => (await as.jule.post('/api/v1/statuses', { status: text })).body.id as string
  const [one, two, three] = [await said('Kauft!'), await said('Kauft, kauft!'), await said('Kauft doch!')]
  // Some of them lie in several reports.
  const reported = [[one], [one, two], [two, three], [one, two, three]]
  for (const [at, name] of (['paul', 'aylin', 'noor', 'tomasz'] as const).entries())
    await as[name].post('/api/v1/reports', { account_id: who.jule, status_ids: reported[at] })
  const offer = await stand('jule')
  for (const name of ['paul', 'aylin', 'noor', 'tomasz'] as const) await report(name, 'offer', offer)
  const all = (await reports()) as { id: string }[]
  const taking = [...all, ...all.toReversed()].flatMap(({ id }) =>
    (['grete', 'katharina'] as const).map((name) => as[name].put(`${HOME}/reports/${id}/taken_down`, {})),
  )
  assert.deepEqual([...new Set((await Promise.all(taking)).map(({ status }) => status))], [204])
  const dealt = (await reports()) as { taken_down: boolean; settled: boolean }[]
  assert.ok(dealt.length === 8 && dealt.every((made) => made.taken_down && made.settled))
  assert.equal((await told('jule')).filter(([, what]) => (what as { about: string }).about === 'offer').length, 1)
})
