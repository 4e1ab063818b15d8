/** Asks for everybody, which are public statuses too. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { block } from '#modules/ties'
import type { Client } from '#test/api'
import { askingVillage, ASKS } from '#test/asks'
import { listeners } from '#test/server'

const { ctx, api, who, as, ask, answer, answersTo } = await askingVillage([
  ['jule', 'katharina'],
  ['jule', 'noor'],
])

test('one for everybody is a public status, and public replies of the place to it are answers', async () => {
  const made = await ask('jule', { reach: 'everybody', details: 'Sie klappert.' })
  const status = (await api.signedOut.get(`/api/v1/statuses/${made.status_id}`)).body
  assert.match(status.content, /Wer repariert eine Geige\?.*Sie klappert/)
  const reply = (await as.tomasz.post('/api/v1/statuses', { status: '@jule Ich.', in_reply_to_id: made.status_id }))
    .body
  await as.paul.post('/api/v1/statuses', {
    status: '@jule Heimlich.',
    in_reply_to_id: made.status_id,
    visibility: 'direct',
  })
  await as.noor.post('/api/v1/statuses', { status: '@tomasz Wirklich?', in_reply_to_id: reply.id })
  await answer('katharina', made.id, 'Und ich.')
  const found = await answersTo(made.id, 'jule')
  assert.deepEqual(
    found.map((one: { account: { username: string }; kind: string }) => [one.account.username, one.kind]),
    [
      ['tomasz', 'answer'],
      ['noor', 'comment'],
      ['katharina', 'answer'],
    ],
  )
  const context = (await api.signedOut.get(`/api/v1/statuses/${made.status_id}/context`)).body
  assert.equal(context.descendants.length, 3, 'an answer given here is a reply there')
  await as.tomasz.delete(`/api/v1/statuses/${reply.id}`)
  assert.equal(
    (await answersTo(made.id, 'jule')).some(
      (one: { account: { username: string } }) => one.account.username === 'tomasz',
    ),
    false,
  )
  await as.jule.delete(`${ASKS}/${made.id}`)
  assert.equal((await api.signedOut.get(`/api/v1/statuses/${made.status_id}`)).status, 404)
})

test('its status says that it is an ask, wherever it stands, and no other status does', async (t) => {
  const heard = await listeners(t, ctx)
  const place = await heard.stream(who.paul, 'public:local')
  const said = (await as.jule.post('/api/v1/statuses', { status: 'Guten Morgen' })).body
  const { id, status_id: statusId } = await ask('jule', { reach: 'everybody' })
  await ask('jule', { reach: 'place' })
  const reply = (await as.paul.post('/api/v1/statuses', { status: '@jule Ich.', in_reply_to_id: statusId })).body
  const boost = (await as.noor.post(`/api/v1/statuses/${statusId}/reblog`)).body
  type Shown = { id: string; ask?: object; reblog: Shown | null }
  const seen = { id, closed: false }
  assert.deepEqual([boost.reblog.ask, 'ask' in boost, 'ask' in reply, 'ask' in said], [seen, false, false, false])
  const listsOf = async (client: Client | typeof api.signedOut) => [
    ...(await client.get('/api/v1/timelines/public')).body,
    ...(await client.get(`/api/v1/accounts/${who.jule}/statuses`)).body,
    ...(await client.get(`/api/v1/statuses/${reply.id}/context`)).body.ancestors,
  ]
  for (const client of [api.signedOut, as.paul, as.jule]) {
    const asks = (await listsOf(client)).flatMap((status: Shown) => (status.ask ? [[status.id, status.ask]] : []))
    assert.deepEqual(
      asks,
      Array.from({ length: 3 }, () => [statusId, seen]),
    )
  }
  const home = (await as.katharina.get('/api/v1/timelines/home')).body as Shown[]
  assert.deepEqual(home.find((status) => status.id === statusId)?.ask, seen)
  const heardOf = async (of: string) =>
    JSON.parse((await place.next(({ event, payload }) => event === 'update' && JSON.parse(payload).id === of)).payload)
  assert.deepEqual([(await heardOf(statusId)).ask, 'ask' in (await heardOf(said.id))], [seen, false])
  await as.jule.patch(`${ASKS}/${id}`, { closed: true })
  assert.deepEqual((await as.paul.get(`/api/v1/statuses/${statusId}`)).body.ask, { id, closed: true })
  await block(ctx, who.paul, who.jule)
  assert.deepEqual((await as.paul.get('/api/v1/timelines/public')).body, [])
  const last = await ask('katharina', { reach: 'everybody' })
  // Once it is heard of, nothing else asks the database.
  await heardOf(last.status_id)
  const queriesFor = async (limit: number) => {
    let queries = 0
    const add = () => void (queries += 1)
    ctx.pool.on('acquire', add)
    const { body } = await as.noor.get(`/api/v1/timelines/public?limit=${limit}`)
    ctx.pool.off('acquire', add)
    return { asks: body.filter((status: Shown) => status.ask).length, queries }
  }
  // What is said alike to everybody is read once and kept.
  await queriesFor(40)
  const [one, all] = [await queriesFor(1), await queriesFor(40)]
  assert.deepEqual([one.asks, all.asks], [1, 2])
  assert.equal(one.queries, all.queries, 'a page costs the same, however many asks stand in it')
})
