/** What is said to an ask, here and as a status, and what an answer may turn into. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Client } from '#test/api'
import { askingVillage, ASKS } from '#test/asks'
import type { Name } from '#test/village'

// Jule knows Noor, who knows Paul and Grete.
const { ctx, who, as, nameOf, ask, answer, answersTo } = await askingVillage([
  ['jule', 'noor'],
  ['noor', 'paul'],
  ['noor', 'grete'],
])

type Said = { id: string; kind: string; parent_id: string | null; account: { username: string }; offer: Offer | null }
type Offer = { account: { username: string }; state: string; introduction_id: string | null }
const say = async (name: Name, id: string, text: string, more: object = {}) => {
  const said = await answer(name, id, text, more)
  assert.equal(said.status, 200, said.text)
}
const saidTo = (name: Name, id: string): Promise<Said[]> => answersTo(id, name)
const told = async (name: Name, kind = 'ask_answer') => {
  const text = 'select from_id from notices where person_id = $1 and kind = $2 order by id'
  const { rows } = await ctx.pool.query(text, [who[name], kind])
  return rows.map((row) => nameOf(row.from_id))
}
const deedOf = async (name: Name, id: string) => {
  const text = 'select deed from nudges where ask_id = $1 and person_id = $2'
  return (await ctx.pool.query(text, [id, who[name]])).rows[0]?.deed
}

test('to ask back is no answer, also where the ask is a public status', async () => {
  const { id } = await ask('jule', { reach: 'everybody' })
  await ctx.runJobs()
  await say('noor', id, 'Wie alt ist sie?', { kind: 'comment' })
  assert.deepEqual(
    (await saidTo('jule', id)).map(({ kind }) => kind),
    ['comment'],
  )
  assert.equal(await deedOf('noor', id), null)
  assert.equal((await as.jule.get(`${ASKS}/${id}`)).body.answered, false)
  await say('noor', id, 'Ich kenne jemanden.')
  assert.equal(await deedOf('noor', id), 'answered')
  assert.deepEqual(await told('jule'), [], 'a reply is told as what it is')
  assert.equal((await told('jule', 'mention')).length, 2)
  await as.jule.patch(`${ASKS}/${id}`, { closed: true })
  const { status_id: statusId } = (await as.jule.get(`${ASKS}/${id}`)).body
  await as.paul.post('/api/v1/statuses', { status: '@jule Ich auch.', in_reply_to_id: statusId })
  assert.deepEqual(
    (await saidTo('jule', id)).map(({ kind }) => kind),
    ['comment', 'answer', 'comment'],
    'after it is closed a reply from an app is one more comment',
  )
})

test('everything said is told, to whoever asked and to those it is said to', async () => {
  const { id } = await ask('jule')
  await say('noor', id, 'Wie alt ist sie?', { kind: 'comment' })
  const [asked] = await saidTo('noor', id)
  await say('jule', id, 'Hundert Jahre.', { parent_id: asked!.id })
  await say('noor', id, 'Dann zu Tomasz.')
  await say('noor', id, 'Oder zu Paul.')
  assert.deepEqual(await told('jule'), ['noor', 'noor', 'noor'])
  assert.deepEqual(await told('noor'), ['jule'])
  const [, reply] = await saidTo('jule', id)
  assert.equal(reply!.parent_id, asked!.id)
  await say('noor', id, 'Oh.', { parent_id: reply!.id })
  assert.equal((await saidTo('jule', id)).at(-1)!.parent_id, asked!.id, 'it stands beside what it answers')
})

test('an ask says what its status says, and goes with it', async () => {
  const { id, status_id: statusId } = await ask('jule', { reach: 'everybody', details: 'Sie klappert.' })
  await say('noor', id, 'Ich.')
  await as.jule.put(`/api/v1/statuses/${statusId}`, { status: 'Wer repariert ein Cello?\n\nEs brummt.\n\nImmer.' })
  const { question, details } = (await as.jule.get(`${ASKS}/${id}`)).body
  assert.equal(question, 'Wer repariert ein Cello?')
  assert.match(details, /Es brummt.*Immer/)
  await as.jule.put(`/api/v1/statuses/${statusId}`, { status: 'x'.repeat(400) })
  assert.equal((await as.jule.get(`${ASKS}/${id}`)).body.question.length, 300)
  await as.jule.delete(`/api/v1/statuses/${statusId}`)
  assert.equal((await as.noor.get(`${ASKS}/${id}`)).status, 404)
  assert.deepEqual(await told('jule'), [])
})

test('an answer may offer an introduction, which whoever asked takes up in one step', async () => {
  const { id } = await ask('jule')
  await say('noor', id, 'Ich weiß es nicht, aber Paul baut Celli.', { introduce_to: who.paul })
  const [given] = await saidTo('jule', id)
  assert.deepEqual([given!.offer!.account.username, given!.offer!.state], ['paul', 'open'])
  assert.equal((await saidTo('noor', id))[0]!.offer!.account.username, 'paul')
  const offer = (client: Client, taken: boolean) => client.put(`/api/kith/v1/answers/${given!.id}/offer`, { taken })
  assert.equal((await offer(as.noor, true)).status, 404)
  assert.equal((await offer(as.jule, false)).status, 200)
  assert.equal((await saidTo('jule', id))[0]!.offer!.state, 'declined')
  assert.equal((await saidTo('noor', id))[0]!.offer!.state, 'open', 'of a no nobody hears')
  assert.equal((await offer(as.jule, true)).status, 200)
  assert.equal((await offer(as.jule, true)).status, 200, 'twice is once')
  const { introduction_id: made, state } = (await saidTo('jule', id))[0]!.offer!
  assert.equal(state, 'taken')
  const seen = (await as.jule.get(`/api/kith/v1/introductions/${made}`)).body
  assert.equal(seen.note, 'Ich weiß es nicht, aber Paul baut Celli.')
  assert.equal((await as.paul.put(`/api/kith/v1/introductions/${made}/answer`, { answer: 'yes' })).status, 200)
  assert.equal((await as.jule.get(`/api/kith/v1/introductions/${made}`)).body.state, 'met', 'she had said yes')
})

test('nobody is offered who is not one’s own or does not want it, nor does anybody else see the offer', async () => {
  const { id } = await ask('jule', { reach: 'place' })
  const code = async (name: Name, toId: string) =>
    (await as[name].post(`${ASKS}/${id}/answers`, { text: 'Frag doch.', introduce_to: toId })).body.code
  assert.equal(await code('noor', who.tomasz), 'introductions.not_your_people')
  assert.equal(await code('noor', who.noor), 'asks.oneself')
  assert.equal(await code('noor', '7'), 'common.missing')
  assert.equal(await code('jule', who.noor), 'asks.own_offer')
  await as.grete.patch('/api/v1/accounts/update_credentials', { introduced_by: 'nobody' })
  await say('noor', id, 'Frag Paul.', { introduce_to: who.paul })
  assert.equal((await saidTo('paul', id))[0]!.offer, null)
  const [given] = await saidTo('jule', id)
  await ctx.pool.query('delete from follows where follower_id = $1 and followee_id = $2', [who.paul, who.noor])
  const late = await as.jule.put(`/api/kith/v1/answers/${given!.id}/offer`, { taken: true })
  assert.equal(late.body.code, 'asks.offer_not_now', 'and not why')
})
