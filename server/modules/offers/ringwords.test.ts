import assert from 'node:assert/strict'
import { test } from 'node:test'
import { block } from '#modules/ties'
import { OFFERS, RINGS, ringVillage } from '#test/offers'
import type { Name } from '#test/village'
import { sayToRing } from './actions/converse.ts'

const { ctx, who, as, around, ringOf, say } = await ringVillage()
const THREE = ['jule', 'noor', 'paul'] as const

async function met() {
  const made = await around([...THREE])
  const { id } = await ringOf('jule')
  for (const name of THREE) assert.equal(await say(name, id, 'yes'), 200)
  return { ...made, id }
}
const waiting = async (name: Name) => (await as[name].get(`${RINGS}?state=waiting`)).body.length
const conversations = async (name: Name) => (await as[name].get('/api/v1/conversations')).body
const words = (name: Name, id: string, text: string) => as[name].post(`${RINGS}/${id}/words`, { text })

test('nobody speaks for anybody: a ring that came about waits for the first word with each of it', async () => {
  const { id } = await met()
  for (const name of THREE) {
    const ring = await ringOf(name)
    assert.deepEqual([ring.waits, ring.conversation_id, await waiting(name)], [true, null, 1])
    assert.deepEqual(await conversations(name), [])
  }
  const said = await words('noor', id, 'Samstag um drei bei mir?')
  assert.equal(said.status, 200, said.text)
  for (const name of THREE) {
    const [talk, ...others] = await conversations(name)
    assert.deepEqual([talk.id, others], [(await ringOf(name)).conversation_id, []])
    assert.equal(talk.last_status.account.username, 'noor')
    assert.ok(talk.last_status.content.includes('Samstag um drei bei mir?'))
    assert.equal(talk.unread, name !== 'noor', 'it waits for the others now')
    assert.equal(await waiting(name), 0)
  }
})

test('a conversation leads each of it back to what it is about, and nobody by the conversation of another', async () => {
  const { id } = await met()
  await words('noor', id, 'Samstag?')
  const { conversation_id: noors } = await ringOf('noor')
  const about = async (name: Name, of: string) => (await as[name].get(`${RINGS}?conversation=${of}`)).body
  for (const name of THREE) {
    const { conversation_id: own } = await ringOf(name)
    assert.deepEqual(
      (await about(name, own)).map((ring: { id: string }) => ring.id),
      [id],
    )
    assert.equal((await as[name].get(`/api/kith/v1/conversations/${own}`)).body.id, own)
  }
  assert.deepEqual(await about('jule', noors), [])
  assert.equal((await as.jule.get(`/api/kith/v1/conversations/${noors}`)).status, 404)
  assert.equal((await as.jule.get(`${RINGS}?conversation=nothing`)).status, 404)
  assert.deepEqual((await as.noor.get(`/api/kith/v1/introductions?conversation=${noors}`)).body, [])
})

test('two who begin in the same moment are in one conversation, and none of their words is lost', async () => {
  const { id } = await met()
  await Promise.all(THREE.map((name) => sayToRing(ctx, who[name], id, `Hier ist ${name}.`)))
  for (const name of THREE) {
    const all = await conversations(name)
    assert.equal(all.length, 1)
    const { ancestors } = (await as[name].get(`/api/v1/statuses/${all[0].last_status.id}/context`)).body
    const root = ancestors[0] ?? all[0].last_status
    const { descendants } = (await as[name].get(`/api/v1/statuses/${root.id}/context`)).body
    assert.equal(descendants.length, 2)
  }
})

test('it waits for an answer before, and for nothing any more once they say how it went', async () => {
  const { offers, needs } = await around([...THREE])
  const { id } = await ringOf('jule')
  assert.equal(await waiting('jule'), 1)
  await say('jule', id, 'yes')
  assert.equal(await waiting('jule'), 0)
  await say('noor', id, 'yes')
  await say('paul', id, 'yes')
  assert.equal(await waiting('jule'), 1)
  // What Jule gives, and what Jule gets.
  for (const thing of [offers[0], needs[0]])
    assert.equal((await as.jule.put(`${OFFERS}/${thing}/saying`, { saying: 'handed' })).status, 200)
  assert.equal(await waiting('jule'), 0)
  assert.equal(await waiting('noor'), 1, 'what Noor gives to Paul is still to come')
})

test('only its people may, once it came about, while no block is between any two, and with words', async () => {
  await around([...THREE])
  const { id } = await ringOf('jule')
  assert.equal((await words('jule', id, 'Hallo')).status, 404, 'not before')
  for (const name of THREE) await say(name, id, 'yes')
  assert.equal((await words('grete', id, 'Hallo')).status, 404)
  assert.equal((await words('jule', id, ' \n')).body.code, 'statuses.empty')
  await block(ctx, who.noor, who.jule)
  assert.equal((await words('jule', id, 'Hallo')).status, 404)
  assert.equal((await words('paul', id, 'Hallo')).status, 200)
})

test('who left the conversation is not called back, and where its first words are gone it begins anew', async () => {
  const { id } = await met()
  await words('jule', id, 'Hallo ihr')
  const { conversation_id: own } = await ringOf('paul')
  await as.paul.post(`/api/kith/v1/conversations/${own}/leave`)
  assert.equal((await ringOf('paul')).conversation_id, null)
  assert.equal(await waiting('paul'), 0)
  await words('noor', id, 'Hallo')
  assert.deepEqual(await conversations('paul'), [])
  const [{ last_status: last }] = await conversations('jule')
  await as.jule.delete(`/api/v1/statuses/${last.in_reply_to_id}`)
  assert.equal((await words('noor', id, 'Noch einmal')).status, 200)
})
