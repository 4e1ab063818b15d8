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

test('a pasted address of this place leads to its person, status or hashtag', async () => {
  const { body: status } = await api.as(people.grete).post('/api/v1/statuses', { status: 'Hier #Äpfel' })
  const { account, tags } = status
  const find = async (address: string) =>
    (await api.as(people.jule).get(`/api/v2/search?q=${encodeURIComponent(address)}&resolve=true`)).body
  for (const address of [status.url, status.uri]) {
    const { accounts, statuses, hashtags } = await find(address)
    assert.deepEqual([ids(statuses), accounts, hashtags], [[status.id], [], []], address)
  }
  for (const address of [account.url, account.uri]) {
    const { accounts, statuses, hashtags } = await find(address)
    assert.deepEqual([ids(accounts), statuses, hashtags], [[people.grete], [], []], address)
  }
  const { accounts, statuses, hashtags } = await find(tags[0].url)
  assert.deepEqual([hashtags[0].name, hashtags[0].url, accounts, statuses], ['äpfel', tags[0].url, [], []])
  assert.equal((await find('https://kith.test/tags/%E0')).hashtags.length, 1)
  for (const path of ['settings', 'ap/people/99999999999999999999', 'ap/people/1/statuses/1', '@nobody', 'tags/'])
    assert.deepEqual(await find(`https://kith.test/${path}`), { accounts: [], statuses: [], hashtags: [] }, path)
})

test('what somebody does not want to be found by its words is found by themselves alone', async () => {
  const aylin = api.as(people.aylin)
  const { body: said } = await aylin.post('/api/v1/statuses', { status: 'Quittengelee' })
  const found = async (by = api.as(people.jule)) => ids((await by.get('/api/v2/search?q=Quittengelee')).body.statuses)
  assert.deepEqual(await found(), [said.id])
  const { body } = await aylin.patch('/api/v1/accounts/update_credentials', { indexable: false })
  assert.deepEqual([body.indexable, body.source.indexable], [false, false])
  assert.deepEqual([await found(), await found(aylin)], [[], [said.id]])
})

test('whether one follows a hashtag is said to whoever is signed in', async () => {
  const path = '/api/v1/tags/tomaten'
  assert.equal((await api.as(people.jule).get(path)).body.following, false)
  assert.ok(!('following' in (await api.signedOut.get(path)).body))
})

test('nobody finds what they may not see', async () => {
  const grete = api.as(people.grete)
  const { body: secret } = await grete.post('/api/v1/statuses', { status: 'Zaubernuss', visibility: 'private' })
  for (const client of [api.as(people.jule), api.signedOut])
    for (const q of ['Zaubernuss', secret.url, secret.uri])
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
