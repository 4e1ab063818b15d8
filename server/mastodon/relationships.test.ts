import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testApi, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'

let ctx: TestContext
let api: TestApi
let people: Village

before(async () => {
  ctx = await testContext()
  people = await village(ctx)
  api = testApi(ctx)
})
after(() => ctx.close())

const ids = (body: { id: string }[]) => body.map((one) => one.id)

test('following, its options, and ending it', async () => {
  const jule = api.as(people.jule)
  const path = `/api/v1/accounts/${people.paul}`
  const followed = await jule.post(`${path}/follow`, { reblogs: false, notify: 'true', languages: ['de'] })
  assert.equal(followed.status, 200)
  assert.deepEqual(
    [followed.body.following, followed.body.showing_reblogs, followed.body.notifying, followed.body.languages],
    [true, false, true, ['de']],
  )
  const form = await jule.post(
    `${path}/follow`,
    new URLSearchParams([
      ['reblogs', '1'],
      ['languages[]', 'en'],
    ]),
  )
  assert.deepEqual([form.body.showing_reblogs, form.body.notifying, form.body.languages], [true, true, ['en']])
  assert.deepEqual(ids((await api.signedOut.get(`${path}/followers`)).body), [people.jule])
  assert.deepEqual(ids((await api.signedOut.get(`/api/v1/accounts/${people.jule}/following`)).body), [people.paul])
  assert.equal(
    (await api.as(people.paul).post(`/api/v1/accounts/${people.jule}/remove_from_followers`)).body.followed_by,
    false,
  )
  assert.equal((await jule.post(`${path}/unfollow`)).body.following, false)
  assert.equal((await jule.post(`/api/v1/accounts/${people.jule}/follow`)).status, 422)
  for (const languages of [['\u0000'], ['not a language'], Array.from({ length: 99 }, () => 'de')])
    assert.equal((await jule.post(`${path}/follow`, { languages })).status, 422)
})

test('a locked account answers requests', async () => {
  const paul = api.as(people.paul)
  await paul.patch('/api/v1/accounts/update_credentials', { locked: true })
  for (const one of [people.jule, people.noor]) {
    const { body } = await api.as(one).post(`/api/v1/accounts/${people.paul}/follow`)
    assert.deepEqual([body.following, body.requested], [false, true])
  }
  assert.equal((await paul.get('/api/v1/accounts/verify_credentials')).body.source.follow_requests_count, 2)
  const first = await paul.get('/api/v1/follow_requests?limit=1')
  assert.deepEqual(ids(first.body), [people.noor])
  const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')![1]!
  assert.ok(next.startsWith('https://kith.test/api/v1/follow_requests?limit=1&max_id='))
  assert.deepEqual(ids((await paul.get(next)).body), [people.jule])
  assert.equal((await paul.post(`/api/v1/follow_requests/${people.jule}/authorize`)).body.followed_by, true)
  assert.equal((await paul.post(`/api/v1/follow_requests/${people.noor}/reject`)).body.followed_by, false)
  assert.equal((await paul.post(`/api/v1/follow_requests/${people.noor}/authorize`)).status, 404)
})

test('blocking, muting and remarks', async () => {
  const [jule, tomasz] = [api.as(people.jule), api.as(people.tomasz)]
  const path = `/api/v1/accounts/${people.tomasz}`
  assert.equal((await jule.post(`${path}/block`)).body.blocking, true)
  assert.equal((await tomasz.post(`/api/v1/accounts/${people.jule}/follow`)).status, 403)
  assert.deepEqual(ids((await jule.get('/api/v1/blocks')).body), [people.tomasz])
  assert.equal((await jule.post(`${path}/unblock`)).body.blocking, false)
  const muted = await jule.post(`${path}/mute`, { duration: 600, notifications: false })
  assert.deepEqual([muted.body.muting, muted.body.muting_notifications], [true, false])
  assert.ok((await jule.get('/api/v1/mutes')).body[0].mute_expires_at)
  assert.equal((await jule.post(`${path}/mute`, { duration: 'soon' })).status, 422)
  assert.equal((await jule.post(`${path}/unmute`)).body.muting, false)
  assert.equal((await jule.post(`${path}/note`, { comment: 'aus dem Chor' })).body.note, 'aus dem Chor')
  const many = await jule.get(`/api/v1/accounts/relationships?id[]=${people.tomasz}&id[]=7&id[]=x`)
  assert.deepEqual([ids(many.body), many.body[0].note], [[people.tomasz], 'aus dem Chor'])
  assert.deepEqual(ids((await jule.get(`/api/v1/accounts/relationships?id=${people.paul}`)).body), [people.paul])
})

test('each act needs its scope, and `follow` is good for them all', async () => {
  const acts = ['follow', 'unfollow', 'block', 'unblock', 'mute', 'unmute', 'remove_from_followers']
  const path = `/api/v1/accounts/${people.grete}`
  for (const act of acts) {
    assert.equal((await api.signedOut.post(`${path}/${act}`)).status, 401)
    assert.equal((await api.as(people.aylin, ['read']).post(`${path}/${act}`)).status, 403)
    assert.equal((await api.as(people.aylin, ['follow']).post(`${path}/${act}`)).status, 200, act)
  }
  for (const list of ['blocks', 'mutes', 'follow_requests'])
    assert.equal((await api.as(people.aylin, ['follow']).get(`/api/v1/${list}`)).status, 200)
})

test('suggested people can be passed over', async () => {
  const jule = api.as(people.jule)
  const { body } = await jule.get('/api/v2/suggestions?limit=40')
  assert.ok(ids(body.map((one: { account: { id: string } }) => one.account)).includes(people.grete))
  assert.equal((await jule.delete(`/api/v1/suggestions/${people.grete}`)).status, 200)
  assert.ok(!ids((await jule.get('/api/v1/suggestions?limit=40')).body).includes(people.grete))
  assert.ok((await jule.get(`/api/v1/accounts/familiar_followers?id[]=${people.grete}`)).body)
})
