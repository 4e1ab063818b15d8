/** What is told of offers and needs is shown as long as it is so, and told once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { removeAccount } from '#modules/accounts'
import { countUnread } from '#modules/notices'
import { mute } from '#modules/ties'
import { toldOf } from '#test/api'
import { OFFERS, offeringVillage } from '#test/offers'
import { type Name, tie } from '#test/village'

const { ctx, api, who, as, stand, wants, chooses } = await offeringVillage()
const clearAll = (name: Name) => as[name].post('/api/v1/notifications/clear')
/** What somebody is told of this kind; the number beside the inbox says the same. */
async function told(name: Name, kind: string) {
  const found = await toldOf<{ offer: { id: string } }>(api, as[name], [kind])
  assert.equal(await countUnread(ctx.db, who[name], { types: [kind] }, 100), found.length)
  return found.map(({ offer }) => offer.id)
}
async function match(offerWords: object = {}, needWords: object = {}) {
  const need = await stand('noor', { kind: 'need', ...needWords })
  const offer = await stand('jule', offerWords)
  await ctx.runJobs()
  return { need, offer }
}

test('a match is told to both for as long as both stand: not once one is withdrawn', async () => {
  const { need, offer } = await match()
  assert.deepEqual([await told('noor', 'offer_match'), await told('jule', 'offer_match')], [[need], [offer]])
  await as.jule.delete(`${OFFERS}/${offer}`)
  assert.deepEqual([await told('noor', 'offer_match'), await told('jule', 'offer_match')], [[], []])
})

test('nor once one is over, also before the hour at which Kith ends what is', async () => {
  const { offer } = await match()
  await ctx.pool.query(`update offers set expires_at = now() - interval '1 minute' where id = $1`, [offer])
  assert.deepEqual([await told('noor', 'offer_match'), await told('jule', 'offer_match')], [[], []])
  await ctx.pool.query(`select graphile_worker.add_job('offers.end')`)
  await ctx.runJobs()
  const kept = await ctx.pool.query(`select from notices where kind = 'offer_match'`)
  assert.equal(kept.rowCount, 0, 'and nothing is kept of it')
})

test('a match that is given to somebody is told again only when it stands again', async () => {
  const { need, offer } = await match()
  await wants('paul', offer)
  await chooses('jule', offer, 'paul')
  assert.deepEqual([await told('noor', 'offer_match'), await told('jule', 'offer_match')], [[], []])
  await as.jule.put(`${OFFERS}/${offer}/saying`, { saying: 'missed' })
  assert.deepEqual([await told('noor', 'offer_match'), await told('jule', 'offer_match')], [[need], [offer]])
})

test('a match is told to nobody whom it may not reach any more, or who mutes whose it is', async () => {
  await tie(ctx, who, [['jule', 'noor']])
  const { need } = await match({ reach: 'people' })
  assert.deepEqual(await told('noor', 'offer_match'), [need])
  await as.jule.post(`/api/v1/accounts/${who.noor}/unfollow`)
  assert.deepEqual(await told('noor', 'offer_match'), [])
  await as.jule.post(`/api/v1/accounts/${who.noor}/follow`)
  assert.deepEqual(await told('noor', 'offer_match'), [need])
  await mute(ctx, who.noor, who.jule, { notifications: false })
  assert.deepEqual(await told('noor', 'offer_match'), [])
})

test('each pair is told of, also where the same two had another before', async () => {
  const { need, offer } = await match()
  await as.jule.delete(`${OFFERS}/${offer}`)
  await stand('jule')
  await ctx.runJobs()
  assert.deepEqual(await told('noor', 'offer_match'), [need])
})

test('who would like it is told of while they would, and while it is to be had', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await wants('paul', id)
  assert.deepEqual(await told('jule', 'offer_taker'), [id, id])
  await as.noor.delete(`${OFFERS}/${id}/taking`)
  assert.deepEqual(await told('jule', 'offer_taker'), [id])
  await as.jule.delete(`${OFFERS}/${id}`)
  assert.deepEqual(await told('jule', 'offer_taker'), [])
})

test('who let it go, or did not come for it, is not told of any more', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await chooses('jule', id, 'noor')
  assert.deepEqual(await told('jule', 'offer_taker'), [id])
  await as.jule.put(`${OFFERS}/${id}/saying`, { saying: 'missed' })
  assert.deepEqual(await told('jule', 'offer_taker'), [])
})

test('who would like it and is not meant by it any more is not told of', async () => {
  await tie(ctx, who, [['jule', 'noor']])
  const id = await stand('jule', { reach: 'people' })
  await wants('noor', id)
  await as.jule.post(`/api/v1/accounts/${who.noor}/unfollow`)
  assert.deepEqual(await told('jule', 'offer_taker'), [])
})

test('who would like it and is not on terms with whose it is cannot be chosen, nor is told of', async () => {
  const id = await stand('jule')
  for (const name of ['noor', 'paul', 'grete'] as const) await wants(name, id)
  await mute(ctx, who.noor, who.jule)
  await mute(ctx, who.jule, who.paul, { notifications: false })
  const takers = (await as.jule.get(`${OFFERS}/${id}/takers`)).body
  assert.deepEqual([takers.length, await told('jule', 'offer_taker')], [1, [id]])
  await chooses('jule', id, 'grete')
  await mute(ctx, who.grete, who.jule)
  assert.deepEqual(await told('jule', 'offer_taker'), [id], 'whoever has it stays')
})

test('those among whom a lot is drawn are told of until it is', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await as.jule.put(`${OFFERS}/${id}/choice`, { drawn_at: ctx.now().add({ hours: 5 }).toString() })
  await ctx.pool.query(`update offers set expires_at = now() - interval '1 minute' where id = $1`, [id])
  assert.deepEqual(await told('jule', 'offer_taker'), [id])
})

test('to whom it was given is told so while it is theirs', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await chooses('jule', id, 'noor')
  assert.deepEqual(await told('noor', 'offer_chosen'), [id])
  await as.jule.put(`${OFFERS}/${id}/saying`, { saying: 'missed' })
  assert.deepEqual(await told('noor', 'offer_chosen'), [])
})

test('who is chosen once more is told once more, and a slip of the finger that is set right tells nothing new', async () => {
  const ids = async () => (await toldOf<{ id: string }>(api, as.noor, ['offer_chosen'])).map(({ id }) => id)
  const id = await stand('jule')
  await wants('noor', id)
  await chooses('jule', id, 'noor')
  const first = await ids()
  await clearAll('noor')
  for (const saying of ['missed', null]) await as.jule.put(`${OFFERS}/${id}/saying`, { saying })
  assert.deepEqual(await ids(), [], 'it stays put away')
  await as.jule.put(`${OFFERS}/${id}/saying`, { saying: 'missed' })
  await wants('noor', id)
  await chooses('jule', id, 'noor')
  const second = await ids()
  assert.equal(second.length, 1)
  assert.notDeepEqual(second, first)
})

test('that who was chosen lets go is told also once its time is over, until the next is chosen, and whether it stands', async () => {
  type LetGo = { offer: { id: string; stands: boolean } }
  const letGo = async () =>
    (await toldOf<LetGo>(api, as.jule, ['offer_let_go'])).map(({ offer }) => [offer.id, offer.stands])
  const over = `update offers set expires_at = now() - interval '1 minute' where id = $1`
  const late = await stand('jule')
  await wants('noor', late)
  await chooses('jule', late, 'noor')
  await ctx.pool.query(over, [late])
  await as.noor.delete(`${OFFERS}/${late}/taking`)
  assert.deepEqual(await letGo(), [[late, false]], 'nobody comes to the door')
  const id = await stand('jule')
  for (const name of ['noor', 'paul'] as const) await wants(name, id)
  await chooses('jule', id, 'noor')
  await as.noor.delete(`${OFFERS}/${id}/taking`)
  assert.deepEqual(await letGo(), [
    [id, true],
    [late, false],
  ])
  await chooses('jule', id, 'paul')
  assert.deepEqual(await letGo(), [[late, false]])
  const soon = await stand('jule')
  await wants('noor', soon)
  await chooses('jule', soon, 'noor')
  await as.noor.delete(`${OFFERS}/${soon}/taking`)
  await ctx.pool.query(over, [soon])
  await ctx.pool.query(`select graphile_worker.add_job('offers.end')`)
  await ctx.runJobs()
  assert.deepEqual(await letGo(), [
    [soon, false],
    [late, false],
  ])
  const back = await stand('jule')
  await wants('noor', back)
  await chooses('jule', back, 'noor')
  await as.noor.delete(`${OFFERS}/${back}/taking`)
  await as.jule.delete(`${OFFERS}/${back}`)
  assert.equal((await letGo()).length, 2, 'not of what is withdrawn')
})

test('what was put away is told by no second wish for the same', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await clearAll('jule')
  await as.noor.delete(`${OFFERS}/${id}/taking`)
  await wants('noor', id)
  assert.deepEqual(await told('jule', 'offer_taker'), [])
})

test('whoever leaves takes along what was told of theirs', async () => {
  await match()
  await removeAccount(ctx, who.jule)
  assert.deepEqual(await told('noor', 'offer_match'), [])
})
