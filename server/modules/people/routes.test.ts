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

test('a profile says whether I may propose them, to anybody else only what is public', async () => {
  await api.as(people.paul).post(`/api/v1/accounts/${people.jule}/follow`)
  await api.as(people.jule).post(`/api/v1/accounts/${people.paul}/follow`)
  const path = `/api/kith/v1/people/${people.paul}`
  const { status, body } = await api.as(people.jule).get(path)
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body).sort(), [
    'account',
    'can_be_introduced',
    'helps_with',
    'introduced_by',
    'looks_for',
    'shows_light',
  ])
  assert.equal(body.can_be_introduced, true)
  assert.equal((await api.signedOut.get(path)).body.can_be_introduced, false)
  await api.as(people.jule).post(`/api/v1/accounts/${people.paul}/unfollow`)
  assert.equal((await api.as(people.jule).get(path)).body.can_be_introduced, false)
  for (const id of ['1', 'x', '99999999999999999999']) {
    const missing = await api.signedOut.get(`/api/kith/v1/people/${id}`)
    assert.deepEqual([missing.status, missing.body.code], [404, 'common.missing'])
  }
})

test('a picker offers my people first, then whoever is called so', async () => {
  const jule = api.as(people.jule)
  await jule.post(`/api/v1/accounts/${people.grete}/follow`)
  const names = async (query: string) =>
    (await jule.get(`/api/kith/v1/people/names${query}`)).body.map((one: { username: string }) => one.username)
  assert.deepEqual(await names(''), ['grete'])
  assert.deepEqual(await names('?q=ayl'), ['aylin'])
  assert.equal((await names('?q=e&limit=2'))[0], 'grete')
  assert.equal((await jule.get('/api/kith/v1/people/names?limit=0')).status, 422)
  assert.equal((await api.signedOut.get('/api/kith/v1/people/names')).status, 401)
})
