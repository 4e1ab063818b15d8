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

test('people, hashtags and statuses are found, or only one of them', async () => {
  const said = await api
    .as(people.grete)
    .post('/api/v1/statuses', { status: 'Neue Tomaten #Tomaten im Garten von Tomasz' })
  const jule = api.as(people.jule)
  const { body } = await jule.get('/api/v2/search?q=tomaten')
  assert.deepEqual(ids(body.statuses), [said.body.id])
  assert.equal(body.hashtags[0].name.toLowerCase(), 'tomaten')
  const onlyPeople = await jule.get('/api/v2/search?q=toma&type=accounts')
  assert.deepEqual(ids(onlyPeople.body.accounts), [people.tomasz])
  assert.deepEqual([onlyPeople.body.statuses, onlyPeople.body.hashtags], [[], []])
  assert.deepEqual((await jule.get('/api/v2/search?q=tomaten&type=accounts&following=true')).body.accounts, [])
})

test('a pasted address of this place leads to its person or status', async () => {
  const { body: status } = await api.as(people.grete).post('/api/v1/statuses', { status: 'Hier' })
  const jule = api.as(people.jule)
  const found = await jule.get(`/api/v2/search?q=${encodeURIComponent(status.url)}&resolve=true`)
  assert.deepEqual([ids(found.body.statuses), found.body.accounts], [[status.id], []])
  const person = await jule.get(`/api/v2/search?q=${encodeURIComponent(status.account.url)}&resolve=true&type=accounts`)
  assert.deepEqual(ids(person.body.accounts), [people.grete])
  const nothing = await jule.get(`/api/v2/search?q=${encodeURIComponent('https://kith.test/settings')}`)
  assert.deepEqual(nothing.body, { accounts: [], statuses: [], hashtags: [] })
})

test('nobody finds what they may not see', async () => {
  const grete = api.as(people.grete)
  const { body: secret } = await grete.post('/api/v1/statuses', { status: 'Zaubernuss', visibility: 'private' })
  for (const client of [api.as(people.jule), api.signedOut])
    for (const q of ['Zaubernuss', secret.url])
      assert.deepEqual((await client.get(`/api/v2/search?q=${encodeURIComponent(q)}`)).body.statuses, [])
  assert.deepEqual(ids((await grete.get('/api/v2/search?q=Zaubernuss')).body.statuses), [secret.id])
})

test('words are needed, and a sign-in for going further', async () => {
  assert.equal((await api.signedOut.get('/api/v2/search')).status, 400)
  assert.equal((await api.signedOut.get('/api/v2/search?q=a&resolve=true')).status, 401)
  assert.equal((await api.signedOut.get('/api/v2/search?q=a&offset=1')).status, 401)
  assert.equal((await api.as(people.jule).get('/api/v2/search?q=a&offset=-1')).status, 400)
  assert.equal((await api.as(people.jule).get('/api/v2/search?q=a&type=planets')).status, 422)
  assert.equal((await api.as(people.jule, ['read:accounts']).get('/api/v2/search?q=a')).status, 403)
  for (const q of ['%', '\\', "'", '<script>', '\u0000x', '!!!', 'a'.repeat(5000), '🍞'])
    assert.equal(
      (await api.as(people.jule).get(`/api/v2/search?q=${encodeURIComponent(q)}`)).status,
      200,
      q.slice(0, 9),
    )
})
