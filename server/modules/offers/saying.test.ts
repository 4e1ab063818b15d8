import assert from 'node:assert/strict'
import { test } from 'node:test'
import { block } from '#modules/ties'
import { toldOf } from '#test/api'
import { OFFERS, offeringVillage } from '#test/offers'
import type { Name } from '#test/village'

const { ctx, api, who, as, stand, wants, chooses, see, given } = await offeringVillage()
const say = (name: Name, id: string, saying: string | null, more: object = {}) =>
  as[name].put(`${OFFERS}/${id}/saying`, { saying, ...more })
type Went = { went: { mine: string | null; theirs: string | null; let_go: boolean } }
const between = async (name: Name, other: Name) =>
  (await as[name].get(`${OFFERS}?list=between&by=${who[other]}`)).body.map(({ went }: Went) => [
    went.mine,
    went.theirs,
    went.let_go,
  ])

test('who did not come does not wipe that by letting go afterwards', async () => {
  const id = await given('jule', 'noor')
  await as.noor.delete(`${OFFERS}/${id}/taking`)
  assert.equal((await say('jule', id, 'missed')).status, 200)
  assert.equal((await see('jule', id)).state, 'open', 'it stands, once')
  assert.deepEqual(await between('jule', 'noor'), [['missed', null, true]])
  await wants('paul', id)
  await chooses('jule', id, 'paul')
  assert.equal((await say('jule', id, 'missed', { person: who.noor })).status, 200)
  assert.equal((await see('jule', id)).state, 'given', 'what the next has stays theirs')
})

test('whoever is said not to have come says how it was as well, also where it is not for them any more', async () => {
  const id = await given('jule', 'noor')
  await say('jule', id, 'missed')
  assert.equal((await say('noor', id, 'missed')).body.went.theirs, 'missed', 'nobody was at home')
  await wants('paul', id)
  await chooses('jule', id, 'paul')
  const said = await say('noor', id, 'handed')
  assert.deepEqual([said.status, said.body.state, said.body.went.mine], [200, 'ended', 'handed'])
  assert.deepEqual(await between('jule', 'noor'), [['missed', 'handed', true]])
  assert.deepEqual(await between('noor', 'jule'), [['handed', 'missed', true]])
  assert.equal((await say('grete', id, 'missed')).status, 404)
})

test('a slip of the finger is set right: it is theirs as before, and the next only where nobody has it yet', async () => {
  const id = await given('jule', 'noor')
  await wants('paul', id)
  await say('jule', id, 'missed')
  await wants('noor', id)
  assert.equal((await say('jule', id, null)).status, 200)
  assert.deepEqual([(await see('noor', id)).state, (await see('noor', id)).taking.chosen], ['given', true])
  await say('jule', id, 'missed')
  await say('jule', id, 'handed')
  assert.equal((await see('noor', id)).taking.chosen, true)
  assert.deepEqual(await between('jule', 'noor'), [['handed', null, false]])
  await say('jule', id, 'missed')
  await wants('grete', id)
  await chooses('jule', id, 'grete')
  assert.equal((await say('jule', id, 'handed', { person: who.noor })).status, 200)
  assert.deepEqual([(await see('grete', id)).taking.chosen, (await see('jule', id)).went.mine], [true, null])
})

test('who let go themselves is not made to have it again', async () => {
  const id = await given('jule', 'noor')
  await as.noor.delete(`${OFFERS}/${id}/taking`)
  await say('jule', id, 'missed')
  await say('jule', id, null)
  assert.equal((await see('jule', id)).state, 'open')
  assert.equal((await wants('noor', id)).body.code, 'offers.let_go')
})

test('whom the owner let go may be chosen again, and what was before stays as it was', async () => {
  const id = await given('jule', 'noor')
  await say('jule', id, 'missed')
  assert.deepEqual([(await see('noor', id)).let_go, (await wants('noor', id)).status], [false, 200])
  const [{ missed, chosen }] = (await as.jule.get(`${OFFERS}/${id}/takers`)).body
  assert.deepEqual([missed.length, chosen], [1, false])
  assert.equal((await chooses('jule', id, 'noor')).status, 200)
  await say('noor', id, 'handed')
  assert.deepEqual(await between('jule', 'noor'), [
    [null, 'handed', false],
    ['missed', null, true],
  ])
  const first = await as.jule.get(`${OFFERS}?list=between&by=${who.noor}&limit=1`)
  const next = /<https:\/\/kith\.test([^>]+)>; rel="next"/.exec(first.headers.get('link')!)![1]!
  assert.equal((await as.jule.get(next)).body[0].went.mine, 'missed', 'each turn stands on a page')
})

test('what was let go may be said for thirty days', async () => {
  const id = await given('jule', 'noor')
  await say('jule', id, 'missed')
  await ctx.pool.query(`update takers set let_go_at = now() - interval '31 days'`)
  assert.equal((await say('noor', id, 'missed')).body.code, 'offers.over')
  assert.deepEqual(await between('jule', 'noor'), [['missed', null, true]])
})

test('between whom a block is nothing is said any more, nor does anybody else hear of it', async () => {
  const id = await given('jule', 'noor')
  await say('jule', id, 'missed')
  const everything = JSON.stringify([await see('grete', id), (await as.grete.get(OFFERS)).body])
  assert.ok(!everything.includes('missed') && !everything.includes('noor'))
  await block(ctx, who.noor, who.jule)
  assert.equal((await say('jule', id, null)).status, 404)
  assert.equal((await say('noor', id, 'missed')).status, 404)
})

test('what is said without a name of whom a block shut out is not said of somebody before them', async () => {
  const id = await given('jule', 'noor')
  await say('jule', id, 'missed')
  await wants('paul', id)
  await chooses('jule', id, 'paul')
  await block(ctx, who.paul, who.jule)
  assert.equal((await say('jule', id, 'handed')).status, 404)
  assert.deepEqual([(await see('jule', id)).state, await between('jule', 'noor')], ['open', [['missed', null, true]]])
  assert.equal((await say('jule', id, 'handed', { person: who.noor })).status, 200)
})

test('whose it is hears that who was chosen lets go, and of nothing that was handed over', async () => {
  const told = async () =>
    (await toldOf<{ offer: { id: string }; account: { id: string } }>(api, as.jule, ['offer_let_go'])).map(
      ({ offer, account }) => [offer.id, account.id],
    )
  const id = await given('jule', 'noor')
  await as.noor.delete(`${OFFERS}/${id}/taking`)
  assert.deepEqual(await told(), [[id, who.noor]])
  const other = await given('jule', 'paul')
  await say('paul', other, 'handed')
  const refused = await as.paul.delete(`${OFFERS}/${other}/taking`)
  assert.deepEqual([refused.status, refused.body.code], [422, 'offers.handed_over'])
  await wants('grete', id)
  await as.grete.delete(`${OFFERS}/${id}/taking`)
  assert.equal((await told()).length, 1, 'who was not chosen goes quietly')
})

test('what one said is answered as one said it, also of what was let go, and of whom before', async () => {
  const id = await given('jule', 'noor')
  const answered = async (name: Name, saying: string, more: object = {}) => {
    const { body } = await say(name, id, saying, more)
    return [body.state, body.went.mine, body.went.theirs, body.went.let_go]
  }
  assert.deepEqual(await answered('jule', 'missed'), ['open', 'missed', null, true])
  assert.deepEqual(await answered('noor', 'handed'), ['open', 'handed', 'missed', true])
  await wants('paul', id)
  await chooses('jule', id, 'paul')
  assert.deepEqual(await answered('jule', 'handed', { person: who.noor }), ['given', 'handed', 'handed', true])
  assert.deepEqual(await answered('jule', 'handed'), ['given', 'handed', null, false])
})

test('what is asked for by half, or twice over, is refused', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  assert.equal((await as.jule.get(`${OFFERS}?list=between`)).body.code, 'common.wrong_field')
  const both = { person: who.noor, drawn_at: ctx.now().add({ hours: 2 }).toString() }
  assert.equal((await as.jule.put(`${OFFERS}/${id}/choice`, both)).status, 422)
  assert.deepEqual([(await see('jule', id)).state, (await see('jule', id)).drawn_at], ['open', null])
})
