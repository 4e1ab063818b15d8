import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toldOf } from '#test/api'
import { OFFERS, RINGS, ringVillage } from '#test/offers'
import type { Name } from '#test/village'

const town = await ringVillage()
const { ctx, api, who, as, stand, wants, see, around, ringOf, say } = town

const chooses = (name: Name, id: string, whom: Name) => as[name].put(`${OFFERS}/${id}/choice`, { person: who[whom] })
const takesBack = async (name: Name, id: string) => {
  const { status, body } = await as[name].delete(`${OFFERS}/${id}/choice`)
  return status === 200 ? body.state : body.code
}
const told = async (name: Name) => {
  const text = `select kind, about_id from notices where person_id = $1 and kind in ('offer_chosen', 'offer_unchosen') order by id`
  return (await ctx.pool.query(text, [who[name]])).rows.map(({ kind, about_id: id }) => [kind, id])
}

test('whose it is rather chooses somebody else: the chosen one is told once, still would like it, and failed nobody', async () => {
  const id = await stand('jule', 'offer', 'Ein Kinderrad')
  await wants('noor', id, 'Für meine Tochter')
  await wants('paul', id)
  await chooses('jule', id, 'noor')
  assert.equal(await takesBack('noor', id), 'common.missing')
  assert.equal(await takesBack('jule', id), 'open')
  assert.deepEqual(await told('noor'), [['offer_unchosen', id]])
  assert.deepEqual(await told('paul'), [])
  assert.deepEqual((await see('noor', id)).taking, { word: 'Für meine Tochter', chosen: false })
  assert.equal((await see('noor', id)).went, null)
  assert.deepEqual((await as.jule.get(`${OFFERS}?list=between&by=${who.noor}`)).body, [])
  assert.equal(await takesBack('jule', id), 'common.missing')
  assert.equal((await chooses('jule', id, 'noor')).status, 200, 'and may be chosen after all')
  assert.deepEqual(await told('noor'), [['offer_chosen', id]])
})

test('that one was chosen no more is told while one’s yes stands, and not once it is withdrawn, or another’s', async () => {
  const shown = () => toldOf(api, as.noor, ['offer_unchosen'])
  const unchosen = async () => {
    const id = await stand('jule', 'offer', 'Ein Kinderrad')
    for (const name of ['noor', 'paul'] as const) await wants(name, id)
    await chooses('jule', id, 'noor')
    await takesBack('jule', id)
    assert.equal((await shown()).length, 1)
    return id
  }
  await as.jule.delete(`${OFFERS}/${await unchosen()}`)
  assert.deepEqual(await shown(), [])
  await chooses('jule', await unchosen(), 'paul')
  assert.deepEqual(await shown(), [])
  await as.noor.delete(`${OFFERS}/${await unchosen()}/taking`)
  assert.deepEqual(await shown(), [])
})

test('it may not be taken back once something was said of it, nor when its time is over, nor in a ring', async () => {
  const id = await stand('jule', 'offer', 'Eine Säge')
  await wants('noor', id)
  await chooses('jule', id, 'noor')
  await as.noor.put(`${OFFERS}/${id}/saying`, { saying: 'handed' })
  assert.equal(await takesBack('jule', id), 'offers.said')
  const over = await stand('jule', 'offer', 'Ein Hammer', { until: ctx.now().add({ hours: 1 }).toString() })
  await wants('noor', over)
  await chooses('jule', over, 'noor')
  ctx.advance({ hours: 2 })
  assert.equal(await takesBack('jule', over), 'offers.over')
  const { offers } = await around(['jule', 'noor'])
  const ring = await ringOf('jule')
  for (const name of ['jule', 'noor'] as const) await say(name, ring.id, 'yes')
  assert.equal(await takesBack('jule', offers[0]!), 'offers.ring_met')
})

test('a need is settled by whose it is: over, and not taken back', async () => {
  const id = await stand('jule', 'need', 'Eine Leiter')
  await wants('noor', id)
  assert.equal((await as.noor.put(`${OFFERS}/${id}/settled`)).status, 404)
  const offer = await stand('jule', 'offer', 'Ein Glas Honig')
  assert.equal((await as.jule.put(`${OFFERS}/${offer}/settled`)).body.code, 'offers.no_need')
  const { body } = await as.jule.put(`${OFFERS}/${id}/settled`)
  assert.deepEqual([body.state, body.settled], ['ended', true])
  assert.deepEqual([(await see('noor', id)).state, (await see('noor', id)).settled], ['ended', true])
  assert.equal((await as.jule.put(`${OFFERS}/${id}/settled`)).body.code, 'offers.over')
})

test('what was settled and stands again, or is given again, is not settled any more', async () => {
  const id = await stand('jule', 'need', 'Eine Leiter')
  for (const name of ['noor', 'paul'] as const) await wants(name, id)
  await chooses('jule', id, 'noor')
  await as.jule.put(`${OFFERS}/${id}/saying`, { saying: 'missed' })
  await as.jule.put(`${OFFERS}/${id}/settled`)
  assert.equal((await see('paul', id)).settled, true)
  await as.jule.put(`${OFFERS}/${id}/saying`, { saying: 'handed', person: who.noor })
  const seen = async () => [(await see('jule', id)).state, (await see('jule', id)).settled]
  assert.deepEqual(await seen(), ['given', false])
  await as.jule.put(`${OFFERS}/${id}/saying`, { saying: null })
  assert.equal(await takesBack('jule', id), 'open')
  assert.deepEqual(await seen(), ['open', false])
  await as.jule.delete(`${OFFERS}/${id}`)
  assert.equal((await as.paul.get(`${OFFERS}/${id}`)).status, 404, 'withdrawn, it is gone for others')
})

test('what somebody got names the needs of theirs that it meets, and to whom it did not come what else is like it', async () => {
  const need = await stand('noor', 'need', 'Ein Kinderrad für meine Tochter')
  await stand('noor', 'need', 'Eine Bohrmaschine')
  await stand('paul', 'need', 'Ein Kinderrad')
  const id = await stand('jule', 'offer', 'Ein Kinderrad, 20 Zoll')
  const like = await stand('grete', 'offer', 'Kinderrad, blau')
  await stand('grete', 'offer', 'Ein Glas Honig')
  await wants('noor', id)
  await wants('paul', id)
  await chooses('jule', id, 'noor')
  const list = async (name: Name, which: string) =>
    (await as[name].get(`${OFFERS}/${id}/${which}`)).body.map((one: { id: string }) => one.id)
  assert.deepEqual(await list('noor', 'met'), [need])
  assert.equal((await as.aylin.get(`${OFFERS}/${id}/met`)).status, 404, 'who has nothing to do with it')
  assert.deepEqual(await list('paul', 'alike'), [like])
  assert.deepEqual((await as.paul.get(`${OFFERS}/${like}/alike`)).body, [], 'nothing is like itself')
  assert.equal((await as.grete.get(`${OFFERS}/${id}/alike`)).status, 404)
  await as.noor.put(`${OFFERS}/${need}/settled`)
  assert.deepEqual(await list('noor', 'met'), [])
})

test('a need tells whose it is what they were chosen for that meets it, since it stands and while it did not fail', async () => {
  const before = await stand('jule', 'offer', 'Ein Kinderrad, rot')
  await wants('noor', before)
  await chooses('jule', before, 'noor')
  const need = await stand('noor', 'need', 'Ein Kinderrad für meine Tochter')
  const ids = [await stand('jule', 'offer', 'Ein Kinderrad, 20 Zoll'), await stand('jule', 'offer', 'Ein Glas Honig')]
  const agreed = async (name: Name) => {
    const { status, body } = await as[name].get(`${OFFERS}/${need}/agreed`)
    return status === 200 ? body.map((one: { id: string }) => one.id) : status
  }
  for (const id of ids) await wants('noor', id)
  assert.deepEqual(await agreed('noor'), [], 'nobody was chosen')
  for (const id of ids) await chooses('jule', id, 'noor')
  assert.deepEqual([await agreed('noor'), await agreed('jule')], [[ids[0]], 404])
  await as.noor.put(`${OFFERS}/${ids[0]}/saying`, { saying: 'handed' })
  assert.deepEqual(await agreed('noor'), [ids[0]])
  await as.noor.put(`${OFFERS}/${ids[0]}/saying`, { saying: 'missed' })
  assert.deepEqual(await agreed('noor'), [])
})

test('what was given in a ring says so to its people, leads to their conversation, and is one hand-over between two', async () => {
  const { offers, needs } = await around(['jule', 'noor', 'paul'])
  const { id } = await ringOf('jule')
  assert.equal((await see('jule', offers[0]!)).ring, null)
  for (const name of ['jule', 'noor', 'paul'] as const) await say(name, id, 'yes')
  assert.deepEqual((await see('jule', offers[0]!)).ring, { id, conversation_id: null })
  await as.paul.post(`${RINGS}/${id}/words`, { text: 'Samstag?' })
  const { conversation_id: talk } = (await as.noor.get(`${RINGS}/${id}`)).body
  assert.ok(talk)
  for (const thing of [offers[0]!, needs[1]!])
    assert.deepEqual((await see('noor', thing)).ring, { id, conversation_id: talk })
  assert.equal((await as.grete.get(`${OFFERS}/${offers[0]}`)).status, 404, 'of others it is gone')
  const between = async (name: Name, other: Name) =>
    (await as[name].get(`${OFFERS}?list=between&by=${who[other]}`)).body.map((one: { id: string }) => one.id)
  assert.deepEqual(await between('jule', 'noor'), [offers[0]])
  assert.deepEqual(await between('noor', 'jule'), [offers[0]])
  assert.deepEqual(await between('jule', 'paul'), [offers[2]])
})
