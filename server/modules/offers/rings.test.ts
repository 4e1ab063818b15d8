import assert from 'node:assert/strict'
import { test } from 'node:test'
import { block, mute } from '#modules/ties'
import { OFFERS, RINGS, ringVillage, THINGS } from '#test/offers'
import type { Name } from '#test/village'
import { proposeRings } from './actions/propose.ts'
import { answerRing } from './actions/rings.ts'

const { ctx, who, as, stand, around, ringsOf, ringOf, say, told } = await ringVillage()

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
  assert.equal((await as.grete.get(`${RINGS}/${ring.id}`)).status, 404)
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

test('with the last yes everything is given, and everybody is told', async () => {
  const { offers, needs } = await around(['jule', 'noor', 'paul'])
  const { id } = await ringOf('jule')
  for (const name of ['paul', 'jule', 'noor'] as const) assert.equal(await say(name, id, 'yes'), 200)
  for (const name of ['jule', 'noor', 'paul'] as const) {
    const ring = await ringOf(name)
    assert.equal(ring.state, 'met')
    assert.deepEqual(await told(name), [['ring_met', true]], 'the other notice is gone')
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
  assert.equal((await as.jule.put(`${RINGS}/${id}/answer`, { answer: 'no' })).body.code, 'offers.ring_met')
  assert.equal(await say('jule', id, 'yes'), 200, 'once')
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
      ['met'],
      'the other is gone',
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
  const first = await as.jule.get(`${RINGS}?limit=1&state=open`)
  const second = await as.jule.get(`${RINGS}?limit=1&max_id=${first.body[0].id}`)
  assert.equal(new Set([...first.body, ...second.body].map(({ id }: { id: string }) => id)).size, 2)
  assert.deepEqual((await as.jule.get(`${RINGS}?state=met`)).body, [])
})
