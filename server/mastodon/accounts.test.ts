import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { fileForm, testApi, type TestApi } from '#test/api'
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

test('the own account says what others do not see of it', async () => {
  const jule = api.as(people.jule)
  const { status, body } = await jule.get('/api/v1/accounts/verify_credentials')
  assert.equal(status, 200)
  assert.equal(body.id, people.jule)
  assert.equal(body.source.privacy, 'public')
  assert.equal(body.role.id, '-99')
  assert.equal((await api.signedOut.get('/api/v1/accounts/verify_credentials')).status, 401)
  assert.equal((await api.as(people.jule, ['profile']).get('/api/v1/accounts/verify_credentials')).status, 200)
  assert.equal((await api.as(people.jule, ['write']).get('/api/v1/accounts/verify_credentials')).status, 403)
})

test('a profile is changed by JSON, by a form and by a form with pictures', async () => {
  const paul = api.as(people.paul)
  const path = '/api/v1/accounts/update_credentials'
  const json = await paul.patch(path, {
    display_name: 'Paul',
    note: 'Hallo <b>du</b>',
    fields_attributes: [{ name: 'Ort', value: 'Köln' }],
    source: { privacy: 'private', sensitive: true, language: 'de' },
    locked: true,
  })
  assert.equal(json.status, 200)
  assert.equal(json.body.note, '<p>Hallo &lt;b&gt;du&lt;/b&gt;</p>')
  assert.equal(json.body.source.note, 'Hallo <b>du</b>')
  assert.deepEqual(json.body.source.fields, [{ name: 'Ort', value: 'Köln', verified_at: null }])
  assert.deepEqual([json.body.source.privacy, json.body.source.language, json.body.locked], ['private', 'de', true])

  const form = new URLSearchParams({
    'fields_attributes[0][name]': 'Seite',
    'fields_attributes[0][value]': 'https://paul.example',
    'source[language]': '',
    locked: '0',
  })
  const urlencoded = await paul.patch(path, form)
  assert.match(urlencoded.body.fields[0].value, /href="https:\/\/paul\.example"/)
  assert.deepEqual([urlencoded.body.source.language, urlencoded.body.locked], ['', false])
  assert.equal(urlencoded.body.display_name, 'Paul')

  const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a06030' } })
    .jpeg()
    .toBuffer()
  const multipart = await paul.patch(path, fileForm('avatar', picture, { display_name: 'Paul O.' }))
  assert.equal(multipart.status, 200)
  assert.match(multipart.body.avatar, /^https:\/\/kith\.test\/media\/.+\.webp$/)
  assert.equal(multipart.body.display_name, 'Paul O.')
  const file = await api.fetch(new Request(multipart.body.avatar))
  assert.equal(file.status, 200)
  assert.equal((await paul.get('/api/v1/profile')).body.avatar, multipart.body.avatar)
  const removed = await paul.delete('/api/v1/profile/avatar')
  assert.match(removed.body.avatar, /missing\.png$/)
  assert.equal((await paul.get('/api/v1/profile')).body.avatar, null)
})

test('a profile keeps the sites that may name its person as an author', async () => {
  const grete = api.as(people.grete)
  const change = (attribution_domains: string[]) =>
    grete.patch('/api/v1/accounts/update_credentials', { attribution_domains })
  const { body } = await change(['https://Garten.example/', 'garten.example', '*.blog.example', ''])
  assert.deepEqual(body.source.attribution_domains, ['garten.example', 'blog.example'])
  const domainsNow = async () => (await grete.get('/api/v1/profile')).body.attribution_domains
  assert.deepEqual(await domainsNow(), ['garten.example', 'blog.example'])
  for (const wrong of [['no domain'], ['a.example/page'], Array.from({ length: 101 }, (_, i) => `s${i}.example`)])
    assert.equal((await change(wrong)).status, 422)
  await change([''])
  assert.deepEqual(await domainsNow(), [])
})

test('what is wrong with a profile is said in the person’s language and changes nothing', async () => {
  const noor = api.as(people.noor)
  const path = '/api/v1/accounts/update_credentials'
  const before = (await noor.get('/api/v1/accounts/verify_credentials')).body
  const cases: [object | string, number][] = [
    [{ locked: true, display_name: 'x'.repeat(41) }, 422],
    [{ locked: true, note: 'x'.repeat(10_000) }, 422],
    [{ locked: true, fields_attributes: 'x' }, 422],
    [{ locked: true, fields_attributes: [{ name: {}, value: 'x' }] }, 422],
    [{ locked: true, source: { privacy: 'everybody' } }, 422],
    [{ locked: true, source: { language: 'not a language' } }, 422],
    [{ locked: true, avatar: 'data:image/png;base64,AAAA' }, 422],
    [{ locked: {} }, 422],
  ]
  for (const [body, status] of cases) {
    const answer = await noor.patch(path, body, { 'accept-language': 'de' })
    assert.equal(answer.status, status, JSON.stringify(body))
  }
  const broken = await noor.patch(path, '{"locked": tr', { 'content-type': 'application/json' })
  assert.equal(broken.status, 400)
  const noPicture = await noor.patch(path, fileForm('header', Buffer.from('no picture'), { locked: '1' }))
  assert.equal(noPicture.status, 422)
  assert.deepEqual((await noor.get('/api/v1/accounts/verify_credentials')).body, before)
  const german = await noor.patch(path, { display_name: 'x'.repeat(41) }, { 'accept-language': 'de' })
  assert.equal(german.body.error, 'Ein Name darf bis zu 40 Zeichen haben.')
})

test('people are looked up, searched and fetched several at once', async () => {
  assert.equal((await api.signedOut.get('/api/v1/accounts/lookup?acct=Tomasz')).body.id, people.tomasz)
  assert.equal((await api.signedOut.get('/api/v1/accounts/lookup?acct=tomasz@kith.test')).body.id, people.tomasz)
  assert.equal((await api.signedOut.get('/api/v1/accounts/lookup?acct=nobody')).status, 404)
  assert.equal((await api.signedOut.get('/api/v1/accounts/lookup')).status, 400)
  const several = await api.signedOut.get(`/api/v1/accounts?id[]=${people.noor}&id[]=99&id[]=x&id[]=${people.jule}`)
  assert.deepEqual(
    several.body.map((one: { id: string }) => one.id),
    [people.noor, people.jule],
  )
  const found = await api.as(people.jule).get('/api/v1/accounts/search?q=wieczo&limit=1&resolve=true')
  assert.deepEqual(
    found.body.map((one: { id: string }) => one.id),
    [people.tomasz],
  )
  assert.equal((await api.as(people.jule).get('/api/v1/accounts/search?q=')).status, 400)
})

test('unknown, malformed and suspended people are the same 404', async () => {
  await ctx.db.updateTable('people').set({ suspendedAt: ctx.now() }).where('id', '=', people.ferdinand).execute()
  const jule = api.as(people.jule)
  const bodies = []
  for (const id of ['1', '99999999999999999999', 'abc', people.ferdinand]) {
    for (const path of ['', '/followers', '/following', '/featured_tags', '/lists']) {
      const { status, body } = await jule.get(`/api/v1/accounts/${id}${path}`)
      assert.equal(status, 404, `${id}${path}`)
      if (path === '/followers') bodies.push(body)
    }
    assert.equal((await jule.post(`/api/v1/accounts/${id}/follow`)).status, 404)
  }
  for (const body of bodies) assert.deepEqual(body, bodies[0])
})

test('what a profile does not have here yet is an empty list', async () => {
  const jule = api.as(people.jule)
  for (const path of [
    `/api/v1/accounts/${people.paul}/featured_tags`,
    `/api/v1/accounts/${people.paul}/endorsements`,
    `/api/v1/accounts/${people.paul}/identity_proofs`,
    `/api/v1/accounts/${people.paul}/lists`,
    '/api/v1/featured_tags',
    '/api/v1/endorsements',
    '/api/v1/domain_blocks',
  ])
    assert.deepEqual((await jule.get(path)).body, [], path)
  for (const part of ['identity_proofs', 'lists'])
    assert.equal((await api.signedOut.get(`/api/v1/accounts/${people.paul}/${part}`)).status, 401, part)
  assert.equal((await jule.post('/api/v1/domain_blocks', { domain: 'a.example' })).status, 404)
})

test('preferences are those of the account', async () => {
  const { body } = await api.as(people.paul).get('/api/v1/preferences')
  assert.equal(body['posting:default:visibility'], 'private')
  assert.equal(body['posting:default:sensitive'], true)
})
