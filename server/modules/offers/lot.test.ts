import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suspend, unsuspend } from '#modules/accounts'
import { follow, unfollow } from '#modules/ties'
import { OFFERS, offeringVillage } from '#test/offers'
import type { Name } from '#test/village'
import { drawDue } from './actions/take.ts'
import { drawableTakers } from './views/lookups.ts'

const { ctx, who, as, stand, wants, chooses, see, given } = await offeringVillage()
const draws = (name: Name, id: string, at: Temporal.Instant | null) =>
  as[name].put(`${OFFERS}/${id}/choice`, { drawn_at: at?.toString() ?? null })
const in5hours = () => ctx.now().add({ hours: 5 })
const isDue = (id: string) =>
  ctx.pool.query(`update offers set drawn_at = now() - interval '1 second' where id = $1`, [id])
const say = (name: Name, id: string, saying: string) => as[name].put(`${OFFERS}/${id}/saying`, { saying })
const received = async (name: Name) => {
  const id = await stand('ferdinand')
  await wants(name, id)
  return (await drawableTakers(ctx.db, id, ctx.now())).find(({ personId }) => personId === who[name])!.received
}

test('what one got lately counts, offered or as help, and not what one says never came', async () => {
  const need = await given('noor', 'grete', { kind: 'need' })
  assert.deepEqual([await received('noor'), await received('grete')], [1, 0])
  await given('grete', 'noor')
  assert.equal(await received('noor'), 2)
  await say('noor', need, 'missed')
  assert.equal(await received('noor'), 1, 'the help never came, and the need stands again')
  const promised = await given('paul', 'noor')
  await say('noor', promised, 'missed')
  assert.equal(await received('noor'), 1)
  const help = await given('noor', 'aylin', { kind: 'need' })
  await say('aylin', help, 'missed')
  assert.equal(await received('noor'), 1, 'who was to help says that they did not')
})

test('of a ring what one got counts once', async () => {
  const honey = { what: 'Ein Glas Honig' }
  await stand('jule', { kind: 'need', ...honey })
  await stand('noor', { kind: 'need' })
  const bicycle = await stand('jule')
  await stand('noor', honey)
  await ctx.runJobs()
  const [{ id }] = (await as.jule.get('/api/kith/v1/rings')).body
  for (const name of ['jule', 'noor'] as const) await as[name].put(`/api/kith/v1/rings/${id}/answer`, { answer: 'yes' })
  assert.deepEqual([await received('jule'), await received('noor')], [1, 1])
  await say('jule', bicycle, 'missed')
  assert.deepEqual([await received('jule'), await received('noor')], [1, 0], 'who gives says that it never came')
})

test('who comes after the hour is not in the lot', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await draws('jule', id, in5hours())
  await isDue(id)
  assert.equal((await wants('paul', id)).body.code, 'offers.lot_closed')
  await drawDue(ctx, () => 0.99)
  assert.equal((await see('noor', id)).taking.chosen, true)
})

test('nothing of somebody suspended is drawn, but once they are back', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await draws('jule', id, in5hours())
  await suspend(ctx, who.jule)
  await isDue(id)
  const state = async () => (await ctx.pool.query('select state from offers where id = $1', [id])).rows[0].state
  await drawDue(ctx)
  assert.equal(await state(), 'open')
  await unsuspend(ctx, who.jule)
  await drawDue(ctx)
  assert.equal(await state(), 'given')
})

test('who is not meant by it any more is neither listed, nor chosen, nor drawn', async () => {
  await follow(ctx, who.jule, who.noor)
  const ids = [await stand('jule', { reach: 'people' }), await stand('jule', { reach: 'people' })]
  for (const id of ids) await wants('noor', id)
  await unfollow(ctx, who.jule, who.noor)
  assert.deepEqual((await as.jule.get(`${OFFERS}/${ids[0]}/takers`)).body, [])
  assert.equal((await chooses('jule', ids[0]!, 'noor')).status, 404)
  await draws('jule', ids[1]!, in5hours())
  await isDue(ids[1]!)
  await drawDue(ctx)
  assert.deepEqual(
    [(await see('jule', ids[1]!)).state, (await as.noor.get(`${OFFERS}/${ids[1]}`)).status],
    ['open', 404],
  )
})

test('who has it stays so whatever its reach, and its owner goes on seeing whom they chose', async () => {
  await follow(ctx, who.jule, who.noor)
  const id = await given('jule', 'noor', { reach: 'people' })
  await unfollow(ctx, who.jule, who.noor)
  const [taker] = (await as.jule.get(`${OFFERS}/${id}/takers`)).body
  assert.deepEqual([taker.account.username, taker.chosen, (await see('noor', id)).state], ['noor', true, 'given'])
})

test('a lot is at a time to come, and until it is called off nobody is chosen otherwise', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  assert.equal((await draws('jule', id, ctx.now().subtract({ hours: 1 }))).body.code, 'offers.lot_past')
  await draws('jule', id, in5hours())
  assert.equal((await chooses('jule', id, 'noor')).body.code, 'offers.lot_promised')
  assert.equal((await chooses('jule', id, 'paul')).status, 404, 'who is none of them is not told of it')
  await draws('jule', id, null)
  assert.equal((await chooses('jule', id, 'noor')).status, 200)
})

test('a lot that cannot be drawn keeps no other waiting, and is drawn as soon as it can', async () => {
  const [first, second] = [await stand('jule'), await stand('paul')]
  for (const id of [first, second]) await wants('noor', id)
  for (const [name, id] of [
    ['jule', first],
    ['paul', second],
  ] as const) {
    await draws(name, id, in5hours())
    await isDue(id)
  }
  await ctx.pool.query(
    `alter table takers add constraint broken check (offer_id <> ${first} or chosen_at is null) not valid`,
  )
  await drawDue(ctx)
  const states = async () => [(await see('jule', first)).state, (await see('paul', second)).state]
  assert.deepEqual(await states(), ['open', 'given'])
  await ctx.pool.query('alter table takers drop constraint broken')
  await drawDue(ctx)
  assert.deepEqual(await states(), ['given', 'given'])
})

test('whom the lot chose stays chosen, and may say that they would not, or be said not to have come', async () => {
  const id = await stand('jule')
  for (const name of ['noor', 'paul'] as const) await wants(name, id)
  const drawn = async () => {
    await draws('jule', id, in5hours())
    await isDue(id)
    await drawDue(ctx, () => 0)
  }
  const back = async () => (await as.jule.delete(`${OFFERS}/${id}/choice`)).body
  await drawn()
  assert.equal((await see('noor', id)).taking.chosen, true)
  assert.equal((await back()).code, 'offers.drawn')
  assert.deepEqual([(await see('jule', id)).went.drawn, (await see('noor', id)).went.drawn], [true, true])
  await say('jule', id, 'missed')
  assert.equal((await chooses('jule', id, 'paul')).status, 200)
  assert.equal((await see('jule', id)).went.drawn, false)
  assert.equal((await back()).state, 'open', 'whom oneself chose one may choose no more')
  await drawn()
  await as.paul.delete(`${OFFERS}/${id}/taking`)
  assert.equal((await see('jule', id)).state, 'open')
})

test('those to whom a lot is promised are not left out of it by a narrower reach', async () => {
  await follow(ctx, who.jule, who.paul)
  const circle = (await as.jule.post('/api/v1/lists', { title: 'Nachbarn' })).body.id
  const id = await stand('jule', { reach: 'people' })
  await wants('paul', id)
  await draws('jule', id, in5hours())
  const change = async (words: object) => {
    const { status, body } = await as.jule.patch(`${OFFERS}/${id}`, words)
    return status === 200 ? body.reach : body.code
  }
  assert.equal(await change({ reach: 'circles', circle_ids: [circle] }), 'offers.lot_promised')
  assert.equal(await change({ reach: 'place', what: 'Ein Kinderrad, rot' }), 'place')
  assert.equal(await change({ reach: 'people' }), 'offers.lot_promised')
  await draws('jule', id, null)
  assert.equal(await change({ reach: 'circles', circle_ids: [circle] }), 'circles')
  const other = (await as.jule.post('/api/v1/lists', { title: 'Chor' })).body.id
  await draws('jule', id, in5hours())
  assert.equal(await change({ circle_ids: [circle, other] }), 'circles')
  assert.equal(await change({ circle_ids: [other] }), 'offers.lot_promised')
})
