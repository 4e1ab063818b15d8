import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { befriend, block, follow, unfollow } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { listeners } from '#test/server'
import { village, type Village } from '#test/village'

let ctx: TestContext
let api: TestApi
let who: Village
let jule: Client
let circle: string

before(async () => {
  ctx = await testContext()
  who = await village(ctx)
  api = testApi(ctx)
  jule = api.as(who.jule)
  for (const other of [who.tomasz, who.noor, who.paul]) await transaction(ctx.db, (tx) => befriend(tx, who.jule, other))
  await follow(ctx, who.jule, who.grete)
})
beforeEach(async () => {
  circle = (await jule.post('/api/v1/lists', { title: 'Chor' })).body.id
})
after(() => ctx.close())

const ids = (body: { id: string }[]) => body.map((one) => one.id)
const members = (personIds: string[]) => ({ account_ids: personIds })
const takeIn = (...personIds: string[]) => jule.post(`/api/v1/lists/${circle}/accounts`, members(personIds))
const say = async (client: Client, body: object) => (await client.post('/api/v1/statuses', body)).body

test('a circle is made, changed and deleted by its owner, and is missing to everybody else', async () => {
  const made = await jule.post('/api/v1/lists', new URLSearchParams({ title: '  Hausmusik ', exclusive: 'true' }))
  assert.deepEqual({ ...made.body, id: 0 }, { id: 0, title: 'Hausmusik', replies_policy: 'list', exclusive: true })
  const path = `/api/v1/lists/${made.body.id}`
  const changed = await jule.put(path, { title: 'Musik', replies_policy: 'none', exclusive: false })
  assert.deepEqual([changed.body.title, changed.body.replies_policy, changed.body.exclusive], ['Musik', 'none', false])
  assert.deepEqual((await jule.get(path)).body, changed.body)
  assert.ok(ids((await jule.get('/api/v1/lists')).body).includes(made.body.id))
  const tomasz = api.as(who.tomasz)
  assert.deepEqual((await tomasz.get('/api/v1/lists')).body, [])
  for (const answer of [
    await tomasz.get(path),
    await tomasz.put(path, { title: 'Meins' }),
    await tomasz.delete(path),
    await tomasz.get(`${path}/accounts`),
    await tomasz.post(`${path}/accounts`, members([who.jule])),
    await tomasz.delete(`${path}/accounts`, members([who.jule])),
    await tomasz.get(`/api/v1/timelines/list/${made.body.id}`),
    await tomasz.post('/api/v1/statuses', { status: 'Hallo', circle_id: made.body.id }),
  ])
    assert.equal(answer.status, 404)
  assert.deepEqual((await jule.delete(path)).body, {})
  assert.equal((await jule.get(path)).status, 404)
  assert.equal((await jule.post('/api/v1/lists', { title: ' ' })).status, 400)
  assert.equal((await jule.post('/api/v1/lists', { title: 'x'.repeat(101) })).status, 422)
  assert.equal((await jule.post('/api/v1/lists', { title: 'x', replies_policy: 'all' })).status, 422)
})

test('only those one follows are taken in, again is harmless, and whom one follows no longer is out', async () => {
  assert.equal((await takeIn(who.tomasz, who.noor)).status, 200)
  assert.equal((await takeIn(who.noor)).status, 200)
  assert.equal((await takeIn(who.paul, who.ferdinand)).status, 404)
  const list = () => jule.get(`/api/v1/lists/${circle}/accounts`)
  assert.deepEqual(ids((await list()).body).toSorted(), [who.tomasz, who.noor].toSorted(), 'nobody of a refused few')
  assert.deepEqual(ids((await jule.get(`/api/v1/accounts/${who.noor}/lists`)).body), [circle])
  assert.deepEqual((await api.as(who.noor).get(`/api/v1/accounts/${who.noor}/lists`)).body, [], 'nobody sees theirs')
  const page = await jule.get(`/api/v1/lists/${circle}/accounts?limit=1`)
  assert.equal(page.body.length, 1)
  assert.match(page.headers.get('link')!, /max_id=/)
  assert.equal((await jule.get(`/api/v1/lists/${circle}/accounts?limit=0`)).body.length, 2)
  await jule.delete(`/api/v1/lists/${circle}/accounts?account_ids[]=${who.noor}`)
  assert.deepEqual(ids((await list()).body), [who.tomasz])
  await unfollow(ctx, who.jule, who.tomasz)
  assert.deepEqual((await list()).body, [])
  await follow(ctx, who.jule, who.tomasz)
  assert.deepEqual((await list()).body, [], 'and is not back by being followed again')
})

test('what is said to a circle its following members get, who see a followers-only status and nothing of a circle', async () => {
  await takeIn(who.tomasz, who.noor, who.grete)
  const said = await say(jule, { status: '@paul @grete Probe um acht', circle_id: circle })
  assert.deepEqual([said.visibility, said.circle], ['private', { id: circle, title: 'Chor' }])
  for (const [name, sees] of Object.entries({ tomasz: true, noor: true, grete: false, paul: false })) {
    const client = api.as(who[name as keyof Village])
    const answer = await client.get(`/api/v1/statuses/${said.id}`)
    assert.equal(answer.status, sees ? 200 : 404, name)
    assert.equal(answer.body.circle, undefined)
    assert.equal(ids((await client.get('/api/v1/timelines/home')).body).includes(said.id), sees, name)
    assert.deepEqual((await client.get('/api/v1/notifications?types[]=mention')).body, [], name)
  }
  for (const client of [jule, api.as(who.tomasz)])
    assert.equal((await client.post(`/api/v1/statuses/${said.id}/reblog`)).status, 403)
  assert.equal(
    (await jule.post('/api/v1/statuses', { status: 'x', circle_id: circle, visibility: 'public' })).status,
    422,
  )
  assert.equal((await jule.post('/api/v1/statuses', { status: 'x', circle_id: '7' })).status, 404)
})

test('a comment goes to the same circle, and the owner may answer to another', async () => {
  await takeIn(who.tomasz, who.noor)
  const said = await say(jule, { status: 'Probe um acht', circle_id: circle })
  await follow(ctx, who.paul, who.tomasz)
  const comment = await say(api.as(who.tomasz), {
    status: 'Komme',
    visibility: 'private',
    in_reply_to_id: said.id,
  })
  assert.equal(comment.circle, undefined, 'whoever comments is not told of a circle either')
  const path = `/api/v1/statuses/${comment.id}`
  assert.deepEqual((await jule.get(path)).body.circle, { id: circle, title: 'Chor' })
  assert.equal((await api.as(who.noor).get(path)).status, 200)
  assert.equal((await api.as(who.paul).get(path)).status, 404, 'a follower of whoever comments, and no member')
  const thread = (await api.as(who.noor).get(`/api/v1/statuses/${said.id}/context`)).body
  assert.deepEqual(ids(thread.descendants), [comment.id])
  const other = (await jule.post('/api/v1/lists', { title: 'Noten' })).body.id
  await jule.post(`/api/v1/lists/${other}/accounts`, members([who.noor]))
  const aside = await say(jule, { status: 'Noten?', circle_id: other, in_reply_to_id: comment.id })
  assert.equal((await api.as(who.noor).get(`/api/v1/statuses/${aside.id}`)).status, 200)
  assert.equal((await api.as(who.tomasz).get(`/api/v1/statuses/${aside.id}`)).status, 404)
})

test('somebody taken out, unfollowed or blocked sees it no longer, and a deleted circle leaves it to its owner', async () => {
  await takeIn(who.tomasz, who.noor, who.paul)
  const said = await say(jule, { status: 'Unter uns', circle_id: circle })
  const comment = await say(api.as(who.noor), { status: 'Ja', visibility: 'private', in_reply_to_id: said.id })
  const sees = async (personId: string) => (await api.as(personId).get(`/api/v1/statuses/${said.id}`)).status === 200
  await jule.delete(`/api/v1/lists/${circle}/accounts`, members([who.tomasz]))
  assert.equal(await sees(who.tomasz), false)
  await block(ctx, who.paul, who.jule)
  assert.equal(await sees(who.paul), false)
  assert.equal(await sees(who.noor), true)
  await jule.delete(`/api/v1/lists/${circle}`)
  assert.equal(await sees(who.noor), false)
  assert.deepEqual((await jule.get(`/api/v1/statuses/${said.id}`)).body.circle, { id: circle, title: 'Chor' })
  assert.equal((await jule.get(`/api/v1/statuses/${comment.id}`)).status, 200, 'what was answered stays readable')
  assert.equal((await jule.post('/api/v1/statuses', { status: 'Noch da?', circle_id: circle })).status, 404)
})

test('a circle’s feed shows what its members say, as its policy says, and may keep them out of the home', async () => {
  await takeIn(who.tomasz, who.noor)
  const [tomasz, noor] = [api.as(who.tomasz), api.as(who.noor)]
  const first = await say(tomasz, { status: 'Eins' })
  await follow(ctx, who.tomasz, who.grete)
  const outside = await say(api.as(who.grete), { status: 'Draußen' })
  const toMember = await say(noor, { status: '@tomasz zwei', in_reply_to_id: first.id })
  const toFollowed = await say(noor, { status: '@grete drei', in_reply_to_id: outside.id })
  const feed = async () => ids((await jule.get(`/api/v1/timelines/list/${circle}?limit=3`)).body)
  assert.deepEqual(await feed(), [toMember.id, first.id].concat(await older(first.id)).slice(0, 3))
  await jule.put(`/api/v1/lists/${circle}`, { replies_policy: 'followed' })
  assert.deepEqual(await feed(), [toFollowed.id, toMember.id, first.id])
  await jule.put(`/api/v1/lists/${circle}`, { replies_policy: 'none' })
  assert.equal((await feed())[0], first.id)
  const home = async () => ids((await jule.get('/api/v1/timelines/home')).body)
  assert.ok((await home()).includes(first.id))
  await jule.put(`/api/v1/lists/${circle}`, { exclusive: true })
  assert.ok(!(await home()).includes(first.id))
  assert.ok((await home()).includes(outside.id))
  const page = await jule.get(`/api/v1/timelines/list/${circle}?limit=1`)
  const next = /max_id=(\d+)/.exec(page.headers.get('link')!)![1]
  assert.equal(next, first.id)

  async function older(id: string) {
    return ids((await jule.get(`/api/v1/timelines/list/${circle}?max_id=${id}`)).body)
  }
})

test('what its owner says to it stands in its feed, and in no other', async () => {
  await takeIn(who.tomasz)
  const other = (await jule.post('/api/v1/lists', { title: 'Noten' })).body.id
  const theirs = await say(api.as(who.tomasz), { status: 'Wann?' })
  await say(jule, { status: 'An alle' })
  const said = await say(jule, { status: 'Um acht', circle_id: circle })
  const feed = async (id: string) => ids((await jule.get(`/api/v1/timelines/list/${id}?limit=2`)).body)
  assert.deepEqual(await feed(circle), [said.id, theirs.id])
  assert.deepEqual(await feed(other), [])
})

test('its stream brings what its feed shows, and is its owner’s alone', async (t) => {
  const heard = await listeners(t, ctx)
  await takeIn(who.tomasz)
  const mine = await heard.stream(who.jule, 'user')
  await mine.subscribe('list', { list: circle })
  const { id } = await heard.say(who.tomasz, { status: 'Guten Morgen' })
  const message = await mine.next(({ stream }) => stream[0] === 'list')
  assert.deepEqual([message.stream, JSON.parse(message.payload).id], [['list', circle], id])
  const own = await heard.say(who.jule, { status: 'Unter uns', circle_id: circle })
  const told = await mine.next(({ stream, payload }) => stream[0] === 'list' && payload.includes(own.id))
  assert.deepEqual(JSON.parse(told.payload).circle, { id: circle, title: 'Chor' })
  const tomasz = await heard.stream(who.tomasz, 'user')
  const again = await heard.say(who.jule, { status: 'Und noch eins', circle_id: circle })
  assert.equal(JSON.parse((await tomasz.next(({ payload }) => payload.includes(again.id))).payload).circle, undefined)
})
