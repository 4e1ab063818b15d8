/** Whom an ask is drawn to in a place, wave by wave, what they say to it, and who greets. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { block, follow, mute } from '#modules/ties'
import type { Client } from '#test/api'
import { askingVillage, ASKS } from '#test/asks'

// Jule knows Katharina and Noor, who knows Paul; Jule follows Grete, who does not follow her.
const { ctx, who, as, ask, answer, answersTo, nudged } = await askingVillage([
  ['jule', 'katharina'],
  ['jule', 'noor'],
  ['noor', 'paul'],
])
beforeEach(() => follow(ctx, who.jule, who.grete))

test('two who would know are nudged with the reason, then others while nobody answers, until something helped', async () => {
  for (const name of ['katharina', 'noor', 'tomasz', 'paul', 'aylin', 'ferdinand'] as const)
    await as[name].patch('/api/v1/accounts/update_credentials', { note: 'Ich repariere Geigen und Celli.' })
  const { id } = await ask('jule', { reach: 'place' })
  await ctx.runJobs()
  const first = await nudged(id)
  assert.deepEqual(first.toSorted(), ['katharina', 'noor'], 'who is near comes first')
  const [waiting] = (await as.katharina.get(`${ASKS}?list=waiting`)).body
  assert.deepEqual([waiting.id, waiting.nudge.reason.kind, waiting.nudge.from], [id, 'offers', null])
  await ctx.runJobs()
  assert.equal((await nudged(id)).length, 2, 'there is time to answer')
  ctx.advance({ hours: 13 })
  await routeAgain(id)
  assert.equal((await nudged(id)).length, 5)
  await answer('tomasz', id, 'Ich.')
  const [given] = await answersTo(id, 'jule')
  await as.jule.put(`/api/kith/v1/answers/${given.id}/helped`, { helped: true })
  assert.deepEqual((await as.katharina.get(`${ASKS}?list=waiting`)).body, [], 'what helped waits for nobody')
  ctx.advance({ hours: 48 })
  await routeAgain(id)
  assert.equal((await nudged(id)).length, 5)
})

/** As if its time had come. */
async function routeAgain(id: string) {
  await ctx.pool.query(
    `select graphile_worker.add_job('asks.route', json_build_object('id', $1::text), job_key => 'asks.route ' || $1)`,
    [id],
  )
  await ctx.runJobs()
}

test('nobody is nudged against their settings, who shut the asker out, or more often than they allow', async () => {
  await as.katharina.patch('/api/kith/v1/ask_settings', { weekly: 0 })
  await as.noor.patch('/api/kith/v1/ask_settings', { topics: ['Brot backen'] })
  await mute(ctx, who.tomasz, who.jule)
  await mute(ctx, who.jule, who.aylin)
  await block(ctx, who.ferdinand, who.jule)
  await as.paul.patch('/api/kith/v1/ask_settings', { weekly: 1 })
  const one = await ask('jule', { reach: 'place' })
  await ctx.runJobs()
  ctx.advance({ hours: 13 })
  await routeAgain(one.id)
  assert.deepEqual((await nudged(one.id)).toSorted(), ['grete', 'paul'])
  const other = await ask('jule', { reach: 'place', question: 'Wer kann Brot backen?' })
  await ctx.runJobs()
  assert.ok((await nudged(other.id)).includes('noor'), 'of a topic of hers')
  assert.ok(!(await nudged(other.id)).includes('paul'), 'once this week was enough')
  assert.equal((await as.paul.patch('/api/kith/v1/ask_settings', { weekly: 21 })).status, 422)
})

test('many asks at once nudge nobody more often than they allow', async () => {
  const made = await Promise.all(
    (['katharina', 'noor', 'paul', 'tomasz', 'aylin', 'ferdinand'] as const).flatMap((name) => [
      ask(name, { reach: 'place' }),
      ask(name, { reach: 'place', question: 'Wer spielt Bratsche?' }),
    ]),
  )
  await Promise.all([ctx.runJobs(), ctx.runJobs(), ctx.runJobs()])
  const { rows } = await ctx.pool.query('select person_id, count(*)::int as count from nudges group by 1')
  assert.ok(
    rows.every(({ count }) => count <= 3),
    JSON.stringify(rows),
  )
  assert.equal(made.length, 12)
})

test('somebody who would know is told by a friend, and whoever asked learns through whom the answer came', async () => {
  for (const name of ['katharina', 'grete'] as const) await as[name].patch('/api/kith/v1/ask_settings', { weekly: 0 })
  const { id } = await ask('jule', { named: false })
  await ctx.runJobs()
  assert.deepEqual(await nudged(id), ['noor'])
  const { nudge } = (await as.noor.get(`${ASKS}/${id}`)).body
  const pass = (to: string) =>
    as.noor.put(`/api/kith/v1/nudges/${nudge.id}`, { deed: 'passed', to, word: 'Du baust doch?' })
  assert.equal((await pass(who.tomasz)).body.code, 'asks.not_to_them', 'who is no tie of hers')
  assert.equal((await pass(who.jule)).body.code, 'asks.not_to_them', 'nor back to whoever asked')
  assert.equal((await pass(who.noor)).body.code, 'asks.oneself')
  assert.equal((await as.paul.get(`${ASKS}/${id}`)).status, 404)
  assert.equal((await pass(who.paul)).status, 204)
  const passed = (await as.paul.get(`${ASKS}?list=waiting`)).body[0]
  assert.deepEqual([passed.nudge.from.username, passed.nudge.word, passed.account], ['noor', 'Du baust doch?', null])
  assert.equal((await pass(who.paul)).body.code, 'asks.done_already')
  await answer('paul', id, 'Ich repariere sie.')
  assert.equal((await answersTo(id, 'jule'))[0].via.username, 'noor')
  assert.equal((await answersTo(id, 'katharina'))[0].via, null, 'nobody else does')
  assert.deepEqual((await as.paul.get(`${ASKS}?list=waiting`)).body, [])
})

test('"I don’t know" lowers somebody for that topic alone, "not now" for none', async () => {
  for (const name of ['katharina', 'noor', 'grete'] as const)
    await as[name].patch('/api/v1/accounts/update_credentials', { note: 'Geigen reparieren und Brot backen' })
  const first = await ask('jule')
  await ctx.runJobs()
  const [one] = await nudged(first.id)
  const { nudge } = (await as[one!].get(`${ASKS}/${first.id}`)).body
  const put = (client: Client, deed: string) => client.put(`/api/kith/v1/nudges/${nudge.id}`, { deed })
  assert.equal((await put(as.tomasz, 'unknown')).status, 404)
  assert.equal((await put(as[one!], 'later')).status, 204)
  assert.equal((await put(as[one!], 'unknown')).status, 204)
  assert.equal((await as[one!].get(`${ASKS}/${first.id}`)).body.nudge.deed, 'unknown', 'one may think again')
  await as.jule.delete(`${ASKS}/${first.id}`)
  // The ask is gone and what was said of it with it, so it is asked and passed over once more.
  const again = await ask('jule')
  await ctx.runJobs()
  const who2 = (await nudged(again.id))[0]!
  const later = (await as[who2].get(`${ASKS}/${again.id}`)).body.nudge
  await as[who2].put(`/api/kith/v1/nudges/${later.id}`, { deed: 'unknown' })
  const violins = await ask('jule', { question: 'Wer kann meine Geige reparieren?' })
  await ctx.runJobs()
  assert.ok(!(await nudged(violins.id)).includes(who2), 'of violins no more')
  const bread = await ask('jule', { question: 'Wer kann mit mir Brot backen?' })
  await ctx.runJobs()
  assert.ok((await nudged(bread.id)).includes(who2), 'of bread as before')
})

test('what nobody answered for a day, and a newcomer’s first, is shown to those who greet', async () => {
  // Who would not be nudged for anything else.
  await as.aylin.patch('/api/kith/v1/ask_settings', { greets: true, topics: ['Steuererklärung'] })
  await ctx.pool.query(`update accounts set created_at = now() - interval '90 days' where person_id <> $1`, [
    who.ferdinand,
  ])
  const old = await ask('jule', { reach: 'place' })
  const firsts = await ask('ferdinand', { reach: 'place' })
  await ctx.runJobs()
  const reasonOf = async (id: string) => (await as.aylin.get(`${ASKS}/${id}`)).body.nudge?.reason?.kind
  assert.equal(await reasonOf(firsts.id), 'newcomer', 'at once')
  assert.equal(await reasonOf(old.id), undefined)
  ctx.advance({ hours: 25 })
  await ctx.pool.query(`select graphile_worker.add_job('asks.greet')`)
  await ctx.runJobs()
  assert.equal(await reasonOf(old.id), 'greeter')
  const said = (await as.ferdinand.post('/api/v1/statuses', { status: 'Guten Tag!' })).body
  await as.ferdinand.post('/api/v1/statuses', { status: 'Und noch eins.' })
  const told = await ctx.pool.query(`select person_id, status_id from notices where kind = 'newcomer'`)
  assert.deepEqual(told.rows, [{ person_id: who.aylin, status_id: said.id }])
})
