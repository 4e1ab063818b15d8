/** Whom an ask is drawn to, and whom not: waves, quotas, passing on, those who greet. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { suspendPerson } from '#modules/people'
import { block, follow, mute } from '#modules/ties'
import { transaction } from '#platform/db'
import { askingVillage, ASKS } from '#test/asks'
import type { Name } from '#test/village'
import { learnAnew } from './actions/remember.ts'
import { routeAsk } from './actions/route.ts'

// Jule knows Katharina and Noor, who knows Paul and Grete.
const { ctx, api, who, as, ask, answer, nudged } = await askingVillage([
  ['jule', 'katharina'],
  ['jule', 'noor'],
  ['noor', 'paul'],
  ['noor', 'grete'],
])
beforeEach(async () => {
  await ctx.pool.query('delete from graphile_worker._private_jobs')
  learnAnew(ctx)
  await ctx.pool.query(`update accounts set role = 'member', created_at = now() - interval '90 days'`)
})

const knows = async (name: Name, note: string) => {
  await as[name].patch('/api/v1/accounts/update_credentials', { note })
  learnAnew(ctx)
}
const wishes = (name: Name, settings: object) => as[name].patch('/api/kith/v1/ask_settings', settings)
const route = (id: string) => routeAsk(ctx, id)
const nudgeOf = async (name: Name, id: string) => (await as[name].get(`${ASKS}/${id}`)).body.nudge
const pass = async (name: Name, id: string, to: Name) =>
  as[name].put(`/api/kith/v1/nudges/${(await nudgeOf(name, id)).id}`, { deed: 'passed', to: who[to] })
const told = async (name: Name, kind: string) => {
  const text = 'select about_id, status_id from notices where person_id = $1 and kind = $2 order by id'
  return (await ctx.pool.query(text, [who[name], kind])).rows
}

test('who greets and was shown it already takes no place in a wave', async () => {
  await ctx.pool.query('update accounts set created_at = now() where person_id = $1', [who.ferdinand])
  for (const name of ['aylin', 'tomasz'] as const) await wishes(name, { greets: true })
  const { id } = await ask('ferdinand', { reach: 'place' })
  await route(id)
  const all = await nudged(id)
  assert.deepEqual(all.slice(0, 2).toSorted(), ['aylin', 'tomasz'])
  assert.equal(all.length, 4, 'and two who may know')
})

test('a stranger who knows comes before a friend who does not', async () => {
  await knows('tomasz', 'Ich repariere Geigen.')
  const { id } = await ask('jule', { reach: 'place' })
  await route(id)
  assert.deepEqual(await nudged(id), ['tomasz'])
})

test('what was asked and taken back counts against what somebody allows', async () => {
  await wishes('katharina', { weekly: 1 })
  await wishes('noor', { weekly: 0 })
  const first = await ask('jule')
  await route(first.id)
  assert.deepEqual(await nudged(first.id), ['katharina'])
  await as.jule.delete(`${ASKS}/${first.id}`)
  const again = await ask('jule')
  await route(again.id)
  assert.deepEqual(await nudged(again.id), [])
  ctx.advance({ hours: 24 * 8 })
  await route(again.id)
  assert.deepEqual(await nudged(again.id), ['katharina'], 'it waited until she can be asked')
})

test('an answer gives the asker a day; then it goes on unless something helped, and on again if that did not', async () => {
  for (const name of ['katharina', 'noor', 'tomasz', 'paul', 'aylin', 'ferdinand', 'grete'] as const)
    await knows(name, 'Ich repariere Geigen.')
  const { id } = await ask('jule', { reach: 'place' })
  await route(id)
  assert.equal((await nudged(id)).length, 2)
  assert.equal((await answer('grete', id, 'Ich.')).status, 200)
  ctx.advance({ hours: 13 })
  await route(id)
  assert.equal((await nudged(id)).length, 2)
  ctx.advance({ hours: 12 })
  await route(id)
  assert.equal((await nudged(id)).length, 5)
  const [{ id: given }] = (await as.jule.get(`${ASKS}/${id}/answers`)).body
  const helped = (yes: boolean) => as.jule.put(`/api/kith/v1/answers/${given}/helped`, { helped: yes })
  await helped(true)
  ctx.advance({ hours: 13 })
  await route(id)
  assert.equal((await nudged(id)).length, 5)
  await helped(false)
  await ctx.runJobs()
  assert.ok((await nudged(id)).length > 5)
})

test('one for a circle stays there; one that is over is not passed on', async () => {
  const circle = (await as.jule.post('/api/v1/lists', { title: 'Musik' })).body.id
  await as.jule.post(`/api/v1/lists/${circle}/accounts`, { account_ids: [who.noor] })
  const { id } = await ask('jule', { reach: 'circles', circle_ids: [circle] })
  await route(id)
  assert.equal((await nudgeOf('noor', id)).passable, false)
  assert.equal((await pass('noor', id, 'paul')).body.code, 'asks.stays_there')
  const other = await ask('jule')
  await route(other.id)
  assert.equal((await nudgeOf('noor', other.id)).passable, true)
  await as.jule.patch(`${ASKS}/${other.id}`, { closed: true })
  assert.equal((await pass('noor', other.id, 'paul')).body.code, 'asks.closed')
  await as.jule.patch(`${ASKS}/${other.id}`, { closed: false })
  assert.equal((await pass('noor', other.id, 'paul')).status, 204)
})

test('it is passed on to nobody who shut the friend out, or wants to be asked about other things', async () => {
  const { id } = await ask('jule')
  await route(id)
  await mute(ctx, who.paul, who.noor)
  assert.equal((await pass('noor', id, 'paul')).body.code, 'asks.not_to_them')
  await wishes('grete', { topics: ['Brot'] })
  assert.equal((await pass('noor', id, 'grete')).body.code, 'asks.asked_enough')
  await wishes('grete', { topics: ['Geigen'] })
  assert.equal((await pass('noor', id, 'grete')).status, 204)
})

test('whether something is between a friend and whoever asks is not told: it goes nowhere', async () => {
  await block(ctx, who.paul, who.jule)
  const { id } = await ask('jule', { named: false })
  await route(id)
  assert.equal((await pass('noor', id, 'paul')).status, 204)
  assert.equal((await nudgeOf('noor', id)).deed, 'passed')
  assert.ok(!(await nudged(id)).includes('paul'))
  // Grete knows Jule, who does not follow her and so stays hidden from her.
  await follow(ctx, who.grete, who.jule)
  const hidden = await ask('jule', { named: false, question: 'Wer stimmt ein Klavier?' })
  await route(hidden.id)
  assert.equal((await pass('noor', hidden.id, 'grete')).status, 204)
  const back = await pass('grete', hidden.id, 'jule')
  assert.equal(back.body.code, 'asks.not_to_them', 'who is no tie of hers')
})

test('two at once pass one nudge on to one', async () => {
  const { id } = await ask('jule')
  await route(id)
  const answers = await Promise.all([pass('noor', id, 'paul'), pass('noor', id, 'grete')])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 422])
  const handed = await ctx.pool.query('select from nudges where ask_id = $1 and from_id = $2', [id, who.noor])
  assert.equal(handed.rows.length, 1)
})

test('where nobody who greets can be asked it is tried again, until its time is over', async () => {
  const late = ctx.now().add({ hours: 30 }).toString()
  const { id } = await ask('jule', { reach: 'place' })
  const ended = await ask('jule', { reach: 'place', deadline: late })
  const shut = await ask('paul', { reach: 'place' })
  await ctx.runJobs()
  ctx.advance({ hours: 31 })
  const greet = async () => {
    await ctx.pool.query(`select graphile_worker.add_job('asks.greet')`)
    await ctx.runJobs()
  }
  await greet()
  await wishes('aylin', { greets: true, topics: ['Steuern'] })
  await transaction(ctx.db, (tx) => suspendPerson(tx, who.paul, ctx.now()))
  await greet()
  assert.equal((await nudgeOf('aylin', id)).reason.kind, 'greeter')
  assert.ok(!(await nudged(ended.id)).includes('aylin') && !(await nudged(shut.id)).includes('aylin'))
})

test('whoever looks after the place greets until they say otherwise, and nobody who wants no nudges', async () => {
  await ctx.pool.query(`update accounts set role = 'owner' where person_id = $1`, [who.tomasz])
  await ctx.pool.query('update accounts set created_at = now() where person_id in ($1, $2)', [who.paul, who.aylin])
  assert.equal((await as.tomasz.get('/api/kith/v1/ask_settings')).body.greets, true)
  await as.paul.post('/api/v1/statuses', { status: 'Hallo!' })
  assert.equal((await told('tomasz', 'newcomer')).length, 1)
  await wishes('tomasz', { weekly: 0 })
  await as.aylin.post('/api/v1/statuses', { status: 'Hallo!' })
  await wishes('tomasz', { weekly: 3, greets: false })
  assert.equal((await as.tomasz.get('/api/kith/v1/ask_settings')).body.greets, false)
  await as.grete.post('/api/v1/statuses', { status: 'Hallo!' })
  assert.equal((await told('tomasz', 'newcomer')).length, 1)
})

test('a newcomer’s first question comes once, as a question, also where a second follows at once', async () => {
  await wishes('aylin', { greets: true, topics: ['Steuern'] })
  await ctx.pool.query('update accounts set created_at = now() where person_id = $1', [who.paul])
  const first = await ask('paul', { reach: 'everybody' })
  const second = await ask('paul', { reach: 'place' })
  await ctx.runJobs()
  assert.equal((await nudgeOf('aylin', first.id)).reason.kind, 'newcomer')
  assert.equal(await nudgeOf('aylin', second.id), null)
  assert.deepEqual(await told('aylin', 'newcomer'), [])
  assert.equal((await told('aylin', 'ask_nudge')).length, 1)
})

test('of what somebody suspended asks nothing is told, whoever handed it on', async () => {
  const { id } = await ask('jule')
  await route(id)
  await pass('noor', id, 'paul')
  const kinds = 'types[]=ask_nudge&supported_types[]=ask_nudge'
  const heard = async () => {
    const headers = { authorization: `Bearer ${await as.paul.token()}` }
    return (await api.fetch(new Request(`https://kith.test/api/v1/notifications?${kinds}`, { headers }))).json()
  }
  assert.equal(((await heard()) as []).length, 1)
  await transaction(ctx.db, (tx) => suspendPerson(tx, who.jule, ctx.now()))
  assert.deepEqual(await heard(), [])
})

test('of what was taken back, or is asked by somebody one shut out, nothing waits', async () => {
  const { id } = await ask('jule')
  await ctx.runJobs()
  assert.deepEqual(await told('noor', 'ask_nudge'), [{ about_id: id, status_id: null }])
  await as.jule.delete(`${ASKS}/${id}`)
  assert.deepEqual(await told('noor', 'ask_nudge'), [])
  const other = await ask('jule')
  await ctx.runJobs()
  assert.equal((await told('noor', 'ask_nudge')).length, 1)
  await follow(ctx, who.noor, who.jule)
  await block(ctx, who.noor, who.jule)
  assert.deepEqual(await told('noor', 'ask_nudge'), [], `of ${other.id}`)
})
