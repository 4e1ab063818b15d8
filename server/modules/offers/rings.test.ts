import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { befriend, block, mute } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, toldOf, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { listeners } from '#test/server'
import { village, type Village } from '#test/village'
import { proposeRings } from './actions/propose.ts'
import { answerRing } from './actions/rings.ts'

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
  for (const client of Object.values(as)) await client.token()
})

type Name = keyof Village
const HOME = '/api/kith/v1/rings'
const OFFERS = '/api/kith/v1/offers'
/** One thing for each to give. */
const THINGS = ['Ein Kinderrad', 'Nachhilfe in Mathe', 'Ein Glas Honig', 'Eine Bohrmaschine'] as const

const stand = async (name: Name, kind: 'offer' | 'need', what: string, more: object = {}) => {
  const way = what.startsWith('Nachhilfe') ? 'time' : 'gift'
  const made = await as[name].post(OFFERS, { kind, what, way, reach: 'place', ...more })
  assert.equal(made.status, 201, made.text)
  return made.body.id as string
}
/** Each offers something and needs what the one before gives; what the first gives closes it. */
async function around(names: Name[], more: object = {}) {
  const given = (at: number) => THINGS[(at + names.length) % names.length]!
  const needs = await inTurn(names, (name, at) => stand(name, 'need', given(at - 1), more))
  const offers = await inTurn([...names.entries()].toReversed(), ([at, name]) => stand(name, 'offer', given(at), more))
  await ctx.runJobs()
  return { offers: offers.toReversed(), needs }
}
async function inTurn<From, To>(all: From[], work: (one: From, at: number) => Promise<To>): Promise<To[]> {
  const done: To[] = []
  for (const [at, one] of all.entries()) done.push(await work(one, at))
  return done
}
const ringsOf = async (name: Name) => (await as[name].get(HOME)).body
const ringOf = async (name: Name) => {
  const all = await ringsOf(name)
  assert.equal(all.length, 1, `one ring of ${name}`)
  return all[0]
}
const say = async (name: Name, id: string, answer: 'yes' | 'no') =>
  (await as[name].put(`${HOME}/${id}/answer`, { answer })).status
const told = async (name: Name) => {
  type Told = { type: string; account: { id: string } }
  const all = await toldOf<Told>(api, as[name], ['ring', 'ring_met'])
  return all.map(({ type, account }) => [type, account.id === who[name]])
}

test('a ring of three is proposed to all at once, and each sees only those beside them', async () => {
  const { offers, needs } = await around(['jule', 'noor', 'paul'])
  const ring = await ringOf('noor')
  assert.deepEqual(
    [ring.gives.account.username, ring.gives.offer.id, ring.gives.need.id],
    ['paul', offers[1], needs[2]],
  )
  assert.deepEqual([ring.gets.account.username, ring.gets.offer.what, ring.gets.need.id], ['jule', THINGS[0], needs[1]])
  assert.deepEqual([ring.state, ring.answer, ring.conversation_id], ['open', null, null])
  assert.deepEqual(
    ring.way.map((one: { username: string } | null) => one?.username),
    ['noor', 'paul', 'jule'],
  )
  for (const name of ['jule', 'noor', 'paul'] as const)
    assert.deepEqual(await told(name), [['ring', true]], 'from nobody')
  assert.deepEqual(await ringsOf('grete'), [])
  assert.equal((await as.grete.get(`${HOME}/${ring.id}`)).status, 404)
  assert.equal(await say('grete', ring.id, 'yes'), 404)
  await proposeRings(ctx, offers[0]!)
  assert.equal((await ringsOf('noor')).length, 1, 'once')
})

test('of four the one across has no name until all said yes', async () => {
  await around(['jule', 'noor', 'paul', 'grete'])
  const ring = await ringOf('jule')
  assert.deepEqual(
    ring.way.map((one: { username: string } | null) => one?.username),
    ['jule', 'noor', undefined, 'grete'],
  )
  assert.ok(!JSON.stringify(ring).includes('paul'))
  for (const name of ['grete', 'noor', 'jule'] as const) {
    assert.equal(await say(name, ring.id, 'yes'), 200)
    assert.equal((await ringOf('paul')).answer, null)
    assert.ok(!JSON.stringify(await ringOf('paul')).includes('"yes"'), 'nobody learns of another’s yes')
  }
  assert.equal(await say('paul', ring.id, 'yes'), 200)
  assert.deepEqual(
    (await ringOf('jule')).way.map((one: { username: string }) => one.username),
    ['jule', 'noor', 'paul', 'grete'],
  )
})

test('two who could swap are a ring as well', async () => {
  await around(['jule', 'noor'])
  const ring = await ringOf('jule')
  assert.deepEqual([ring.gives.account.username, ring.gets.account.username, ring.way.length], ['noor', 'noor', 2])
})

test('with the last yes everything is given, everybody is told, and one conversation says who gives what to whom', async () => {
  const { offers, needs } = await around(['jule', 'noor', 'paul'])
  const { id } = await ringOf('jule')
  for (const name of ['paul', 'jule', 'noor'] as const) assert.equal(await say(name, id, 'yes'), 200)
  for (const name of ['jule', 'noor', 'paul'] as const) {
    const ring = await ringOf(name)
    assert.equal(ring.state, 'met')
    assert.deepEqual(await told(name), [['ring_met', true]], 'the other notice is gone')
    const { body } = await as[name].get('/api/v1/conversations')
    assert.deepEqual([body.length, body[0].id], [1, ring.conversation_id])
    const words = body[0].last_status.content
    for (const part of [
      'Jule Brandt gives Noor Haddad: Ein Kinderrad',
      'Paul Okonkwo gives Jule Brandt: Ein Glas Honig',
    ])
      assert.ok(words.includes(part), words)
  }
  const seen = async (name: Name, thing: string) => (await as[name].get(`${OFFERS}/${thing}`)).body
  assert.deepEqual(
    [(await seen('noor', offers[0]!)).state, (await seen('noor', offers[0]!)).taking.chosen],
    ['given', true],
  )
  assert.deepEqual(
    [(await seen('jule', needs[1]!)).state, (await seen('jule', needs[1]!)).taking.chosen],
    ['given', true],
  )
  assert.equal((await as.noor.put(`${OFFERS}/${offers[0]}/saying`, { saying: 'handed' })).status, 200)
  const { mine, theirs } = (await seen('jule', offers[0]!)).went
  assert.deepEqual([mine, theirs], [null, 'handed'])
  await as.jule.put(`${OFFERS}/${offers[0]}/saying`, { saying: 'missed' })
  assert.equal((await seen('jule', offers[0]!)).state, 'open', 'what was not fetched stands again')
  assert.equal((await seen('noor', needs[1]!)).state, 'given', 'and what is needed is for whose it is to say')
  assert.equal((await as.jule.put(`${HOME}/${id}/answer`, { answer: 'no' })).body.code, 'offers.ring_met')
  assert.equal(await say('jule', id, 'yes'), 200, 'once')
})

test('what not all may see is not named to them', async () => {
  for (const [one, other] of [
    ['jule', 'noor'],
    ['noor', 'paul'],
    ['paul', 'jule'],
  ] as const)
    await transaction(ctx.db, (tx) => befriend(tx, who[one], who[other]))
  const circle = (await as.jule.post('/api/v1/lists', { title: 'Haus' })).body.id
  await as.jule.post(`/api/v1/lists/${circle}/accounts`, { account_ids: [who.noor] })
  await stand('jule', 'need', THINGS[2])
  await stand('noor', 'need', THINGS[0])
  await stand('paul', 'need', THINGS[1])
  await stand('paul', 'offer', THINGS[2])
  await stand('noor', 'offer', THINGS[1])
  await stand('jule', 'offer', THINGS[0], { reach: 'circles', circle_ids: [circle] })
  await ctx.runJobs()
  const { id } = await ringOf('paul')
  for (const name of ['paul', 'jule', 'noor'] as const) await say(name, id, 'yes')
  const { body } = await as.paul.get('/api/v1/conversations')
  const words = body[0].last_status.content
  assert.ok(words.includes('Jule Brandt gives Noor Haddad something') && !words.includes(THINGS[0]), words)
})

test('one who leaves dissolves it for all, at every door, and is not asked for just that again', async () => {
  const { offers } = await around(['jule', 'noor', 'paul', 'grete'])
  const { id } = await ringOf('jule')
  await say('jule', id, 'yes')
  assert.equal(await say('paul', id, 'no'), 204)
  for (const name of ['jule', 'noor', 'paul', 'grete'] as const) {
    assert.deepEqual(await ringsOf(name), [])
    assert.deepEqual(await told(name), [])
    assert.equal((await as[name].get(`${HOME}/${id}`)).status, 404)
    assert.equal(await say(name, id, 'yes'), 404)
  }
  // Somebody else closes one in which Paul would give the same to the same.
  await stand('aylin', 'need', THINGS[3])
  await stand('aylin', 'offer', THINGS[0])
  await ctx.runJobs()
  assert.deepEqual(await ringsOf('aylin'), [], 'Paul said no to giving that to Grete, and to what Noor gives')
  assert.ok(offers.length === 4)
})

test('that it dissolved each hears at what they give themselves, and at nothing of the one across', async (t) => {
  const heard = await listeners(t, ctx)
  const { offers } = await around(['jule', 'noor', 'paul', 'grete'])
  const jule = await heard.stream(who.jule, 'user')
  for (const offer of offers) await jule.subscribe('kith:offer', { offer })
  const { id } = await ringOf('jule')
  await say('noor', id, 'no')
  await jule.next(({ event, payload }) => event === 'offer.changed' && payload === offers[0])
  await as.grete.delete(`${OFFERS}/${offers[3]}`)
  await jule.next(({ event, payload }) => event === 'offer.changed' && payload === offers[3])
  const changed = jule.messages.filter(({ event }) => event === 'offer.changed').map(({ payload }) => payload)
  assert.deepEqual(changed, [offers[0], offers[3]])
})

test('whatever it is made of that is gone takes it along', async () => {
  const gone: ((made: Awaited<ReturnType<typeof around>>) => Promise<unknown>)[] = [
    ({ offers }) => as.noor.delete(`${OFFERS}/${offers[1]}`),
    ({ needs }) => as.noor.delete(`${OFFERS}/${needs[1]}`),
    async ({ offers }) => {
      await as.grete.put(`${OFFERS}/${offers[1]}/taking`, {})
      await as.noor.put(`${OFFERS}/${offers[1]}/choice`, { person: who.grete })
    },
    ({ offers }) => as.noor.put(`${OFFERS}/${offers[1]}/choice`, { drawn_at: ctx.now().add({ hours: 5 }).toString() }),
    async ({ offers }) => {
      await ctx.pool.query(`update offers set expires_at = now() - interval '1 day' where id = $1`, [offers[1]])
      await ctx.pool.query(`select graphile_worker.add_job('offers.end')`)
      await ctx.runJobs()
    },
    async () => {
      await ctx.pool.query(`update rings set expires_at = now() - interval '1 hour'`)
      await ctx.pool.query(`select graphile_worker.add_job('offers.end-rings')`)
      await ctx.runJobs()
    },
    () => block(ctx, who.jule, who.paul),
    () => mute(ctx, who.paul, who.jule),
  ]
  for (const happens of gone) {
    await ctx.pool.query('delete from offers')
    await ctx.pool.query('delete from rings')
    await ctx.pool.query('delete from blocks')
    const made = await around(['jule', 'noor', 'paul'])
    const { id } = await ringOf('jule')
    await happens(made)
    for (const name of ['jule', 'noor', 'paul'] as const) {
      assert.deepEqual([await ringsOf(name), await told(name)], [[], []], String(happens))
      assert.equal(await say(name, id, 'yes'), 404)
    }
    const { rows } = await ctx.pool.query('select state from rings')
    assert.deepEqual(rows, [{ state: 'ended' }])
    const notices = await ctx.pool.query(`select from notices where kind = 'ring'`)
    assert.equal(notices.rowCount, 0)
  }
})

test('somebody suspended hides theirs from all, until they are back', async () => {
  await around(['jule', 'noor', 'paul'])
  await ctx.pool.query('update people set suspended_at = now() where id = $1', [who.paul])
  assert.deepEqual([await ringsOf('jule'), await told('jule')], [[], []])
  await ctx.pool.query('update people set suspended_at = null where id = $1', [who.paul])
  const { id } = await ringOf('jule')
  for (const name of ['paul', 'jule', 'noor'] as const) assert.equal(await say(name, id, 'yes'), 200)
  await ctx.pool.query('update people set suspended_at = now() where id = $1', [who.paul])
  assert.deepEqual([await ringsOf('jule'), await told('jule')], [[], []], 'nor one that came about')
})

test('two rings share something, and all of both say yes at once: exactly one comes about', async () => {
  for (let round = 0; round < 5; round++) {
    await ctx.pool.query('delete from offers')
    await ctx.pool.query('delete from rings')
    await stand('aylin', 'need', THINGS[0])
    await stand('aylin', 'offer', THINGS[1])
    await around(['jule', 'noor'])
    const both = await ringsOf('jule')
    assert.equal(both.length, 2)
    const others = new Map<string, Name>(
      both.map((ring: { id: string; gives: { account: { username: Name } } }) => [
        ring.id,
        ring.gives.account.username,
      ]),
    )
    for (const [id, name] of others) await say(name, id, 'yes')
    const answers = await Promise.allSettled([...others.keys()].map((id) => answerRing(ctx, who.jule, id, 'yes')))
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    const { rows } = await ctx.pool.query('select state from rings order by state')
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['ended', 'met'],
    )
    assert.equal((await ringsOf('jule')).length, 1)
  }
})

test('what stands open again closes a ring like something new', async () => {
  const bicycle = await stand('jule', 'offer', THINGS[0])
  await as.paul.put(`${OFFERS}/${bicycle}/taking`, {})
  await as.jule.put(`${OFFERS}/${bicycle}/choice`, { person: who.paul })
  await stand('jule', 'need', THINGS[1])
  await stand('noor', 'need', THINGS[0])
  await stand('noor', 'offer', THINGS[1])
  await ctx.runJobs()
  assert.deepEqual(await ringsOf('noor'), [], 'Paul has it')
  await as.paul.delete(`${OFFERS}/${bicycle}/taking`)
  await ctx.runJobs()
  assert.equal((await ringOf('noor')).gets.offer.id, bicycle)
})

test('all of it say at once that it was handed over, of what they gave and of what they needed: each is kept', async () => {
  for (let round = 0; round < 6; round++) {
    await ctx.pool.query('delete from offers; truncate attempts')
    const { offers, needs } = await around(['jule', 'noor'])
    const { id } = (await ringsOf('jule'))[0]
    for (const name of ['jule', 'noor'] as const) await say(name, id, 'yes')
    const handed = (name: Name, thing: string) => as[name].put(`${OFFERS}/${thing}/saying`, { saying: 'handed' })
    const said = await Promise.all([
      handed('jule', offers[0]!),
      handed('noor', needs[1]!),
      handed('noor', offers[1]!),
      handed('jule', needs[0]!),
    ])
    assert.deepEqual(
      said.map(({ status }) => status),
      [200, 200, 200, 200],
    )
    const { rows } = await ctx.pool.query('select distinct giver_says, taker_says from takers')
    assert.deepEqual(rows, [{ giver_says: 'handed', taker_says: 'handed' }])
  }
})

test('nobody has more than three waiting, the best of them', async () => {
  await stand('jule', 'need', THINGS[1])
  for (const name of ['noor', 'paul', 'grete', 'aylin', 'tomasz'] as const) {
    await stand(name, 'need', THINGS[0])
    await stand(name, 'offer', THINGS[1])
  }
  await stand('jule', 'offer', THINGS[0])
  await ctx.runJobs()
  assert.equal((await ringsOf('jule')).length, 3)
  const { rows } = await ctx.pool.query('select count(*)::int as count from rings')
  assert.equal(rows[0].count, 3, 'the others are not kept')
})

test('nobody is in a ring with whom they are not on terms, nor where a lot is to be drawn', async () => {
  await block(ctx, who.jule, who.paul)
  await around(['jule', 'noor', 'paul', 'grete'])
  assert.deepEqual(await ringsOf('noor'), [], 'not even across')
  await ctx.pool.query('delete from blocks')
  await mute(ctx, who.grete, who.noor)
  await around(['jule', 'noor', 'paul', 'grete'])
  assert.deepEqual(await ringsOf('noor'), [])
})

test('a page of rings is cut and goes on', async () => {
  for (const name of ['noor', 'paul'] as const) {
    await stand(name, 'need', THINGS[0])
    await stand(name, 'offer', THINGS[1])
  }
  await stand('jule', 'need', THINGS[1])
  await stand('jule', 'offer', THINGS[0])
  await ctx.runJobs()
  const first = await as.jule.get(`${HOME}?limit=1&state=open`)
  const second = await as.jule.get(`${HOME}?limit=1&max_id=${first.body[0].id}`)
  assert.equal(new Set([...first.body, ...second.body].map(({ id }: { id: string }) => id)).size, 2)
  assert.deepEqual((await as.jule.get(`${HOME}?state=met`)).body, [])
})

test('who leaves this place for good takes their rings along', async () => {
  await around(['jule', 'noor', 'paul'])
  await ringOf('jule')
  await transaction(ctx.db, (tx) => ctx.happen(tx, { kind: 'accounts.leaving', personId: who.paul }))
  assert.deepEqual([await ringsOf('jule'), await told('jule')], [[], []])
})
