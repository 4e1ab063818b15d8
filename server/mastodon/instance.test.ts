import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testApi, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'

let ctx: TestContext
let api: TestApi
let who: Village

before(async () => {
  ctx = await testContext({ KITH_REGISTRATIONS: 'approval' })
  api = testApi(ctx)
  who = await village(ctx)
})
after(() => ctx.close())

describe('the instance', () => {
  it('tells apps what they may do here, in both forms', async () => {
    const { status, body } = await api.signedOut.get('/api/v2/instance')
    assert.equal(status, 200)
    assert.match(body.version, /^4\.5\.0 \(compatible; Kith /)
    assert.equal(body.configuration.urls.streaming, 'wss://kith.test')
    assert.equal(body.configuration.media_attachments.image_matrix_limit, 33_177_600)
    assert.deepEqual([body.registrations.enabled, body.registrations.approval_required], [true, true])
    const older = (await api.signedOut.get('/api/v1/instance')).body
    assert.equal(older.urls.streaming_api, 'wss://kith.test')
    assert.deepEqual(older.configuration.statuses, body.configuration.statuses)
  })

  it('shows its owner, but not the address they sign in with', async () => {
    await api.as(who.grete).get('/api/v1/accounts/verify_credentials')
    await ctx.pool.query(`update accounts set role = 'owner' where person_id = $1`, [who.grete])
    const { body, text } = await api.signedOut.get('/api/v2/instance')
    assert.equal(body.contact.account.username, 'grete')
    assert.ok(!text.includes('grete@kith.test'))
  })

  it('answers the small questions', async () => {
    await api.as(who.jule).post('/api/v1/statuses', { status: 'Hallo' })
    for (const part of [
      'rules',
      'peers',
      'domain_blocks',
      'extended_description',
      'privacy_policy',
      'translation_languages',
    ]) {
      assert.equal((await api.signedOut.get(`/api/v1/instance/${part}`)).status, 200, part)
    }
    const weeks = (await api.signedOut.get('/api/v1/instance/activity')).body
    assert.equal(weeks.length, 12)
    assert.equal(weeks[0].statuses, '1')
    const { body: languages } = await api.signedOut.get('/api/v1/instance/languages')
    assert.ok(languages.some(({ code, name }: { code: string; name: string }) => code === 'de' && name === 'German'))
    assert.equal((await api.signedOut.get('/api/v1/instance/terms_of_service')).status, 404)
  })
})

describe('what apps ask for at the start', () => {
  it('is there, though empty', async () => {
    const jule = api.as(who.jule)
    for (const path of [
      'v1/filters',
      'v2/filters',
      'v1/lists',
      'v1/announcements',
      'v1/followed_tags',
      'v1/featured_tags',
    ]) {
      assert.deepEqual((await jule.get(`/api/${path}`)).body, [], path)
      assert.equal((await api.signedOut.get(`/api/${path}`)).status, 401, path)
    }
    for (const path of [
      'v1/endorsements',
      'v1/scheduled_statuses',
      'v1/directory',
      'v1/custom_emojis',
      'v1/trends/tags',
    ]) {
      assert.deepEqual((await jule.get(`/api/${path}`)).body, [], path)
    }
    assert.equal((await jule.get('/api/v1/push/subscription')).status, 404)
    assert.equal((await api.as(who.jule, ['read:statuses']).get('/api/v1/lists')).status, 403)
  })

  it('is a JSON 404 where there is nothing, whatever the method', async () => {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const { status, body } = await api.as(who.jule)[method]('/api/v2/media/17')
      assert.equal(status, 404)
      assert.equal(typeof body.error, 'string')
    }
    assert.equal((await api.signedOut.get('/api/v1/nonsense')).status, 404)
    assert.equal((await api.signedOut.delete('/api/v2/instance')).status, 404)
  })

  it('says how many more requests are taken, also to a token that stands for nothing', async () => {
    const limited = testApi({ ...ctx, config: { ...ctx.config, rateLimits: true } })
    for (const [client, status] of [
      [limited.as(who.jule), 200],
      [limited.withToken('wrong'), 401],
    ] as const) {
      const answer = await client.get('/api/v1/announcements')
      assert.deepEqual([answer.status, answer.headers.get('x-ratelimit-remaining')], [status, '299'])
    }
  })

  it('may be asked for by pages of any origin, without their cookies', async () => {
    const preflight = await api.fetch(
      new Request(`${ctx.config.origin}/api/v1/statuses`, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://elk.test',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,idempotency-key',
        },
      }),
    )
    assert.equal(preflight.status, 204)
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*')
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'authorization,idempotency-key')
    assert.equal(preflight.headers.get('access-control-allow-credentials'), null)
    const refused = await api.signedOut.get('/api/v1/timelines/home', { origin: 'https://elk.test' })
    assert.equal(refused.status, 401)
    assert.equal(refused.headers.get('access-control-allow-origin'), '*')
    assert.match(refused.headers.get('access-control-expose-headers')!, /Link/)
  })
})

describe('markers', () => {
  it('keep how far one has read', async () => {
    const jule = api.as(who.jule)
    assert.deepEqual((await jule.get('/api/v1/markers?timeline[]=home')).body, {})
    const { body } = await jule.post('/api/v1/markers', { home: { last_read_id: '12' } })
    assert.equal(body.home.last_read_id, '12')
    await jule.post('/api/v1/markers', new URLSearchParams({ 'notifications[last_read_id]': '7' }))
    await jule.post('/api/v1/markers', { home: { last_read_id: '13' } })
    const both = (await jule.get('/api/v1/markers?timeline[]=home&timeline[]=notifications')).body
    assert.deepEqual([both.home.last_read_id, both.home.version], ['13', 2])
    assert.equal(both.notifications.last_read_id, '7')
    assert.equal((await jule.post('/api/v1/markers', { home: { last_read_id: 'x' } })).status, 422)
  })
})

describe('being found', () => {
  it('works by NodeInfo, host-meta and WebFinger', async () => {
    const { body } = await api.signedOut.get('/.well-known/nodeinfo')
    for (const { href } of body.links) {
      const info = (await api.signedOut.get(new URL(href).pathname)).body
      assert.deepEqual([info.software.name, info.metadata.upstream.name], ['kith', 'mastodon'])
    }
    const hostMeta = await api.signedOut.get('/.well-known/host-meta')
    assert.match(hostMeta.text, /template="https:\/\/kith.test\/.well-known\/webfinger\?resource={uri}"/)
    for (const resource of ['acct:Noor@kith.test', 'https://kith.test/@noor']) {
      const found = await api.signedOut.get(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`)
      assert.equal(found.body.subject, 'acct:noor@kith.test')
      assert.equal(found.headers.get('access-control-allow-origin'), '*')
    }
    for (const [resource, status] of [
      ['acct:nobody@kith.test', 404],
      ['acct:noor@elsewhere.test', 404],
      ['https://kith.test/about', 404],
      ['', 400],
    ] as const) {
      assert.equal((await api.signedOut.get(`/.well-known/webfinger?resource=${resource}`)).status, status)
    }
  })
})
