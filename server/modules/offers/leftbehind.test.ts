import assert from 'node:assert/strict'
import { test } from 'node:test'
import { removeAccount, suspend, unsuspend } from '#modules/accounts'
import { block } from '#modules/ties'
import { OFFERS, offeringVillage } from '#test/offers'
import { drawDue } from './actions/take.ts'

const { ctx, api, who, as, stand, wants, chooses, see, given } = await offeringVillage()
const jobsFor = async (id: string) => {
  const { rows } = await ctx.pool.query(`select from graphile_worker.jobs where key = 'offers.rings ' || $1`, [id])
  return rows.length
}

test('who was chosen leaves this place for good: the next may have it', async () => {
  const id = await stand('jule')
  for (const name of ['noor', 'paul'] as const) await wants(name, id)
  await chooses('jule', id, 'noor')
  await ctx.runJobs()
  await removeAccount(ctx, who.noor)
  assert.deepEqual([(await see('jule', id)).state, await jobsFor(id)], ['open', 1])
  assert.equal((await chooses('jule', id, 'paul')).status, 200)
})

test('what was handed over to who leaves is over, and what is past its time as well', async () => {
  const handed = await given('jule', 'noor')
  await as.jule.put(`${OFFERS}/${handed}/saying`, { saying: 'handed' })
  const late = await given('jule', 'noor')
  await ctx.pool.query(`update offers set expires_at = now() - interval '1 hour' where id = $1`, [late])
  await removeAccount(ctx, who.noor)
  assert.deepEqual([(await see('jule', handed)).state, (await see('jule', late)).state], ['ended', 'ended'])
})

test('one of a ring that came about leaves: both things of the other stand again', async () => {
  const honey = { what: 'Ein Glas Honig' }
  const mine = [await stand('jule', { kind: 'need', ...honey }), await stand('jule')]
  await stand('noor', { kind: 'need' })
  await stand('noor', honey)
  await ctx.runJobs()
  const [{ id }] = (await as.jule.get('/api/kith/v1/rings')).body
  for (const name of ['jule', 'noor'] as const) await as[name].put(`/api/kith/v1/rings/${id}/answer`, { answer: 'yes' })
  await removeAccount(ctx, who.noor)
  for (const one of mine) assert.equal((await see('jule', one)).state, 'open')
})

test('a block between the two opens what was not handed over, and nobody said that somebody did not come', async () => {
  const [offer, need] = [await given('jule', 'noor'), await given('noor', 'jule', { kind: 'need' })]
  const handed = await given('jule', 'noor')
  await as.noor.put(`${OFFERS}/${handed}/saying`, { saying: 'handed' })
  await block(ctx, who.noor, who.jule)
  assert.deepEqual([(await see('jule', offer)).state, (await see('noor', need)).state], ['open', 'open'])
  assert.equal((await see('jule', handed)).state, 'given')
  const { rows } = await ctx.pool.query(
    'select giver_says, taker_says, let_go_by from takers where let_go_at is not null',
  )
  const nothing = { giver_says: null, taker_says: null, let_go_by: null }
  assert.deepEqual(rows, [nothing, nothing])
  await wants('paul', offer)
  assert.equal((await chooses('jule', offer, 'paul')).status, 200)
})

test('chosen and shut out at once: nobody is chosen between whom a block is', async () => {
  for (let round = 0; round < 8; round++) {
    await ctx.pool.query('truncate blocks, attempts')
    const id = await stand('jule')
    await wants('noor', id)
    await Promise.allSettled([chooses('jule', id, 'noor'), block(ctx, who.noor, who.jule)])
    assert.equal((await see('jule', id)).state, 'open')
  }
})

test('somebody is suspended: what was not handed over to them may be had by the next, and stays so once they are back', async () => {
  const [offer, need] = [await given('jule', 'noor'), await given('jule', 'noor', { kind: 'need' })]
  const handed = await given('jule', 'noor')
  await as.jule.put(`${OFFERS}/${handed}/saying`, { saying: 'handed' })
  const late = await given('jule', 'noor')
  await ctx.pool.query(`update offers set expires_at = now() - interval '1 hour' where id = $1`, [late])
  const theirs = await given('noor', 'jule')
  await ctx.runJobs()
  await suspend(ctx, who.noor)
  const states = async () => Promise.all([offer, need, handed, late].map(async (id) => (await see('jule', id)).state))
  assert.deepEqual(await states(), ['open', 'open', 'given', 'ended'])
  assert.equal(await jobsFor(offer), 1)
  await wants('paul', offer)
  assert.equal((await chooses('jule', offer, 'paul')).status, 200)
  await unsuspend(ctx, who.noor)
  as.noor = api.as(who.noor)
  assert.deepEqual(await states(), ['given', 'open', 'given', 'ended'])
  assert.equal((await wants('noor', need)).status, 200, 'they may say yes anew')
  assert.equal((await see('jule', theirs)).state, 'given', 'what is theirs is as it was')
})

test('who is suspended gets nothing back that is set right meanwhile', async () => {
  const id = await given('jule', 'noor')
  const say = (saying: string | null) => as.jule.put(`${OFFERS}/${id}/saying`, { saying, person: who.noor })
  await say('missed')
  await suspend(ctx, who.noor)
  assert.equal((await say(null)).status, 200)
  assert.equal((await see('jule', id)).state, 'open')
  await unsuspend(ctx, who.noor)
  assert.equal((await say(null)).status, 200)
  assert.equal((await see('jule', id)).state, 'given')
})

test('chosen, or drawn, and suspended or gone at once: nothing is given to nobody', async () => {
  const soon = () => ctx.now().add({ hours: 1 }).toString()
  for (let round = 0; round < 8; round++) {
    await ctx.pool.query('truncate attempts')
    const [chosen, drawn] = [await stand('jule'), await stand('jule')]
    for (const id of [chosen, drawn]) await wants('noor', id)
    await as.jule.put(`${OFFERS}/${drawn}/choice`, { drawn_at: soon() })
    await ctx.pool.query(`update offers set drawn_at = now() - interval '1 second' where id = $1`, [drawn])
    await Promise.allSettled([chooses('jule', chosen, 'noor'), drawDue(ctx), suspend(ctx, who.noor)])
    assert.deepEqual([(await see('jule', chosen)).state, (await see('jule', drawn)).state], ['open', 'open'])
    await unsuspend(ctx, who.noor)
    as.noor = api.as(who.noor)
  }
  const id = await stand('jule')
  await wants('noor', id)
  await Promise.allSettled([chooses('jule', id, 'noor'), removeAccount(ctx, who.noor)])
  assert.equal((await see('jule', id)).state, 'open')
})
