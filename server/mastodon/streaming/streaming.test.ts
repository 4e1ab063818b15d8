import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { endSession, startSession } from '#modules/accounts'
import { block, follow, mute } from '#modules/ties'
import { testApi, tokenFor, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { assertEntity } from '#test/mastodon'
import { listeningServer, openStream, type Message, type TestServer, type TestStream } from '#test/server'
import { village, type Village } from '#test/village'

let ctx: TestContext
let server: TestServer
let api: TestApi
let who: Village
const open: TestStream[] = []

before(async () => {
  ctx = await testContext()
  server = await listeningServer(ctx)
  api = testApi(ctx, server.address)
  who = await village(ctx)
  await follow(ctx, who.jule, who.tomasz)
})
after(async () => {
  for (const stream of open) stream.socket.terminate()
  await server.close()
  await ctx.close()
})

describe('a stream', () => {
  it('brings what is said, edited and deleted to the home of followers', async () => {
    const jule = await stream(who.jule, 'user')
    const noor = await stream(who.noor, 'user')
    const { id } = await say(who.tomasz, { status: 'Guten Morgen' })
    const update = await jule.next()
    assert.deepEqual([update.stream, update.event], [['user'], 'update'])
    const status = JSON.parse(update.payload)
    assertEntity('Status', status)
    assert.equal(status.id, id)
    assert.equal(status.favourited, undefined, 'nobody’s own flags')
    await api.as(who.tomasz).put(`/api/v1/statuses/${id}`, { status: 'Guten Abend' })
    const edit = await jule.next()
    assert.deepEqual([edit.event, JSON.parse(edit.payload).content], ['status.update', '<p>Guten Abend</p>'])
    await api.as(who.tomasz).delete(`/api/v1/statuses/${id}`)
    assert.deepEqual(pick(await jule.next()), ['user', 'delete', id])
    assert.deepEqual(pick(await noor.next()), ['user', 'delete', id], 'what is public may be forgotten by everybody')
    assert.equal(noor.messages.length, 1)
  })

  it('reaches the home of a great many followers by the job that brings it there', async () => {
    await ctx.pool.query('update people set followers_count = followers_count + 2000 where id = $1', [who.tomasz])
    const [jule, tomasz] = [await stream(who.jule, 'user'), await stream(who.tomasz, 'user')]
    const { id } = await say(who.tomasz, { status: 'An alle' })
    await tomasz.next(has(id))
    assert.equal(jule.messages.length, 0)
    await ctx.runJobs()
    assert.equal((await jule.next(has(id))).event, 'update')
    await ctx.pool.query('update people set followers_count = followers_count - 2000 where id = $1', [who.tomasz])
    assert.equal(tomasz.messages.filter(has(id)).length, 1)
  })

  it('carries place, hashtag and media streams, many at once', async () => {
    const noor = await stream(who.noor, 'public', 'public:local', 'public:remote', 'public:media', 'direct')
    await noor.subscribe('hashtag', { tag: 'Geige' })
    await noor.subscribe('hashtag:local', { tag: 'geige' })
    const { id } = await say(who.paul, { status: 'Wer spielt #geige?' })
    for (const label of [['public'], ['public:local'], ['hashtag', 'Geige'], ['hashtag:local', 'geige']]) {
      const message = await noor.next(({ stream }) => stream.join() === label.join())
      assert.equal(JSON.parse(message.payload).id, id)
    }
    noor.socket.send(JSON.stringify({ type: 'unsubscribe', stream: 'hashtag', tag: 'Geige' }))
    noor.socket.send(JSON.stringify({ type: 'unsubscribe', stream: 'public' }))
    await noor.subscribe('public:local')
    await say(who.paul, { status: '#geige, unlisted', visibility: 'unlisted' })
    const { id: last } = await say(who.paul, { status: '#geige' })
    await noor.next(({ payload }) => payload.includes(last))
    await sleep(50)
    assert.deepEqual(
      noor.messages
        .slice(4)
        .map(({ stream }) => stream[0])
        .sort(),
      ['hashtag:local', 'public:local'],
    )
  })

  it('shows nobody what they may not see', async () => {
    const [jule, noor, grete] = [
      await stream(who.jule, 'user', 'public', 'kith:comments'),
      await stream(who.noor, 'user', 'public', 'kith:comments'),
      await stream(who.grete, 'user', 'public', 'kith:comments'),
    ]
    const root = await say(who.tomasz, { status: 'Nur für euch', visibility: 'private' })
    await jule.next()
    for (const one of [noor, grete]) await one.subscribe('kith:thread', { status: root.id })
    assert.equal((await noor.next()).status, 404, 'hidden and missing are the same')
    await jule.subscribe('kith:thread', { status: root.id })
    const reply = await say(who.jule, { status: 'Danke', in_reply_to_id: root.id, visibility: 'private' })
    assert.equal(JSON.parse((await jule.next(of('kith:thread'))).payload).id, reply.id)
    assert.equal(JSON.parse((await jule.next(of('kith:comments'))).payload).id, reply.id)
    const word = await say(who.tomasz, { status: '@grete allein', visibility: 'direct' })
    await sleep(100)
    await api.as(who.tomasz).delete(`/api/v1/statuses/${root.id}`)
    await jule.next(({ event }) => event === 'delete')
    await api.as(who.tomasz).delete(`/api/v1/statuses/${word.id}`)
    assert.deepEqual(pick(await grete.next(({ event }) => event === 'delete')), ['user', 'delete', word.id])
    const known = noor.messages.filter(({ error }) => !error)
    assert.deepEqual(known, [])
  })

  it('does not tell that something answers what its reader may not see', async () => {
    const root = await say(who.tomasz, { status: 'Unter uns', visibility: 'private' })
    const [jule, noor] = [await stream(who.jule, 'public'), await stream(who.noor, 'public')]
    const { id } = await say(who.jule, { status: 'Laut gesagt', in_reply_to_id: root.id })
    const forJule = JSON.parse((await jule.next(has(id))).payload)
    const forNoor = JSON.parse((await noor.next(has(id))).payload)
    assert.equal(forJule.in_reply_to_id, root.id)
    assert.deepEqual([forNoor.in_reply_to_id, forNoor.in_reply_to_account_id], [null, null])
  })

  it('heeds blocks and mutes at once', async () => {
    const [aylin, paul, grete] = [
      await stream(who.aylin, 'public'),
      await stream(who.paul, 'public'),
      await stream(who.grete, 'public'),
    ]
    await block(ctx, who.ferdinand, who.aylin)
    await mute(ctx, who.paul, who.ferdinand)
    const { id } = await say(who.ferdinand, { status: 'Hört ihr mich?' })
    await grete.next(has(id))
    await api.as(who.ferdinand).post(`/api/v1/statuses/${(await say(who.grete, { status: 'Ja' })).id}/reblog`)
    await say(who.grete, { status: 'Ende' })
    await paul.next(({ payload }) => payload.includes('Ende'))
    await aylin.next(({ payload }) => payload.includes('Ende'))
    assert.ok(![...aylin.messages, ...paul.messages].some(({ payload }) => payload.includes('Hört ihr mich')))
  })

  it('brings comments on what stands in one’s home, and a thread as it grows', async () => {
    const root = await say(who.tomasz, { status: 'Fragen?' })
    const jule = await stream(who.jule, 'user', 'kith:comments')
    const noor = await stream(who.noor, 'user', 'kith:comments')
    await noor.subscribe('kith:thread', { status: root.id })
    const comment = await say(who.paul, { status: 'Eine', in_reply_to_id: root.id })
    const message = await jule.next(has(comment.id))
    assert.deepEqual(message.stream, ['kith:comments'])
    assert.ok(!jule.messages.some((one) => one.stream[0] === 'user' && has(comment.id)(one)), 'not in the home itself')
    const inThread = await noor.next(has(comment.id))
    assert.deepEqual([inThread.stream, inThread.event], [['kith:thread', root.id], 'update'])
    assert.equal(JSON.parse(inThread.payload).id, comment.id)
    await api.as(who.paul).put(`/api/v1/statuses/${comment.id}`, { status: 'Zwei' })
    assert.equal((await noor.next()).event, 'status.update')
    await api.as(who.paul).delete(`/api/v1/statuses/${comment.id}`)
    assert.deepEqual(pick(await noor.next(of('kith:thread'))), ['kith:thread', 'delete', comment.id])
  })

  it('carries notices and conversations, as far as the token allows', async () => {
    const whole = await stream(who.grete, 'user', 'user:notification', 'direct')
    const narrow = await openStream(server.address, {
      query: `?stream=user&access_token=${await tokenFor(ctx, who.grete, ['read:statuses'])}`,
    })
    open.push(narrow)
    await narrow.subscribe('user:notification')
    assert.equal((await narrow.next()).status, 403)
    await say(who.jule, { status: '@grete kommst du?', visibility: 'direct' })
    for (const name of ['user', 'user:notification']) {
      const message = await whole.next(of(name))
      assert.equal(message.event, 'notification')
      assertEntity('Notification', JSON.parse(message.payload))
      assert.equal(JSON.parse(message.payload).type, 'mention')
    }
    const conversation = await whole.next(of('direct'))
    assert.equal(conversation.event, 'conversation')
    assertEntity('Conversation', JSON.parse(conversation.payload))
    assert.ok(!narrow.messages.some(({ event }) => event === 'notification'))
  })

  it('refuses what there is not, and says why', async () => {
    const jule = await stream(who.jule)
    await jule.subscribe('nonsense')
    assert.deepEqual([(await jule.next()).status, jule.messages[0]!.error], [400, 'There is no stream of that name.'])
    await jule.subscribe('hashtag')
    assert.equal((await jule.next()).status, 400)
    await jule.subscribe('list', { list: '12' })
    assert.equal((await jule.next()).status, 404)
    jule.socket.send('{"type":"subs')
    assert.equal((await jule.next()).status, 400)
    jule.socket.send(Buffer.from([1, 2, 3]))
    const [code] = await once(jule.socket, 'close')
    assert.equal(code, 1003)
  })
})

describe('a token', () => {
  it('is taken from the query, the header or the protocol, which is echoed', async () => {
    const token = await tokenFor(ctx, who.jule)
    const ways = [
      { query: `?access_token=${token}` },
      { headers: { authorization: `Bearer ${token}` } },
      { protocols: [token] },
    ]
    for (const way of ways) {
      const opened = await openStream(server.address, way)
      open.push(opened)
      assert.equal(opened.socket.protocol, way.protocols ? token : '')
    }
  })

  it('is taken from the cookie for our own pages only', async () => {
    const cookie = `kith_session=${await startSession(ctx, who.jule)}`
    const opened = await openStream(server.address, { headers: { cookie, origin: ctx.config.origin } })
    open.push(opened)
    await assert.rejects(openStream(server.address, { headers: { cookie, origin: 'https://evil.test' } }), /403/)
    await assert.rejects(openStream(server.address, { headers: { cookie } }), /403/)
    await assert.rejects(openStream(server.address, {}), /401/)
    await assert.rejects(openStream(server.address, { query: '?access_token=wrong' }), /401/)
  })

  it('ends its streams when it is revoked', async () => {
    const secret = await startSession(ctx, who.jule)
    const opened = await openStream(server.address, { query: `?access_token=${secret}&stream=user` })
    const { rows } = await ctx.pool.query('select max(id)::text as id from access_tokens where person_id = $1', [
      who.jule,
    ])
    const closed = once(opened.socket, 'close')
    await endSession(ctx, who.jule, rows[0].id)
    assert.equal((await closed)[0], 1008)
  })
})

describe('server-sent events', () => {
  it('bring the same, as text', async () => {
    const headers = { authorization: `Bearer ${await tokenFor(ctx, who.jule)}` }
    const answer = await fetch(`${server.address}/api/v1/streaming/public/local`, { headers })
    assert.equal(answer.headers.get('content-type'), 'text/event-stream')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    assert.equal((await reader.read()).value, ':)\n')
    const { id } = await say(who.paul, { status: 'Für alle' })
    const { value = '' } = await reader.read()
    const [event, data] = value.split('\n')
    assert.equal(event, 'event: update')
    assert.equal(JSON.parse(data!.slice('data: '.length)).id, id)
    await reader.cancel()
  })

  it('refuse like everything else', async () => {
    const jule = api.as(who.jule)
    assert.equal((await jule.get('/api/v1/streaming/nonsense')).status, 400)
    assert.equal((await jule.get('/api/v1/streaming/hashtag')).status, 400)
    assert.equal((await jule.get('/api/v1/streaming/list?list=1')).status, 404)
    assert.equal((await api.signedOut.get('/api/v1/streaming/user')).status, 401)
    assert.equal((await api.as(who.jule, ['write']).get('/api/v1/streaming/user')).status, 403)
    assert.equal((await api.signedOut.get('/api/v1/streaming/health')).text, 'OK')
  })
})

describe('who listens', () => {
  it('is let go when they read too slowly, and nobody waits for them', async () => {
    const slow = await stream(who.noor)
    for (let i = 0; i < 90; i++) {
      const tag = Array.from('streicher', (letter, at) => ((i >> at) & 1 ? letter.toUpperCase() : letter)).join('')
      slow.socket.send(JSON.stringify({ type: 'subscribe', stream: 'hashtag', tag }))
    }
    const quick = await stream(who.grete, 'public')
    slow.socket.pause()
    const { id } = await say(who.paul, { status: `#streicher ${'ö'.repeat(1900)}` })
    await ctx.pool.query(
      `select pg_notify('kith', json_build_object('kind', 'status.created', 'id', $1::text, 'n', n::text)::text)
       from generate_series(1, 100) n`,
      [id],
    )
    for (let i = 0; i <= 100; i++) await quick.next(has(id))
    slow.socket.resume()
    assert.equal((await once(slow.socket, 'close'))[0], 1006)
  })

  it('is disconnected when something may have been missed, so that they read again', async () => {
    const jule = await stream(who.jule, 'user')
    const closed = once(jule.socket, 'close')
    await ctx.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'kith events' and datname = current_database()`,
    )
    assert.equal((await closed)[0], 1012)
    const again = await stream(who.jule, 'user')
    const { id } = await say(who.tomasz, { status: 'Wieder da' })
    await again.next(has(id))
  })
})

describe('two hundred streams', () => {
  it('have a comment within a second, even on a busy machine (the bench measures it)', async () => {
    const root = await say(who.tomasz, { status: 'Alle da?' })
    const people = Object.values(who).filter((id) => id !== who.ferdinand)
    const streams = await Promise.all(Array.from({ length: 200 }, async (_, i) => stream(people[i % people.length]!)))
    await Promise.all(streams.map((one) => one.subscribe('kith:thread', { status: root.id })))
    const times: number[] = []
    for (let round = 0; round < 5; round++) {
      const { id } = await say(who.paul, { status: `Runde ${round}`, in_reply_to_id: root.id })
      const posted = performance.now()
      await Promise.all(streams.map((one) => one.next(has(id)).then(() => times.push(performance.now() - posted))))
    }
    times.sort((a, b) => a - b)
    const p95 = times[Math.floor(times.length * 0.95)]!
    assert.ok(p95 < 1000, `p95 is ${Math.round(p95)} ms`)
  })
})

async function stream(personId: string, ...names: string[]): Promise<TestStream> {
  const opened = await openStream(server.address, { query: `?access_token=${await tokenFor(ctx, personId)}` })
  open.push(opened)
  for (const name of names) await opened.subscribe(name)
  return opened
}

async function say(personId: string, fields: object) {
  const { status, body, text } = await api.as(personId).post('/api/v1/statuses', fields)
  assert.equal(status, 200, text)
  return body
}

const of = (name: string) => (message: Message) => message.stream?.[0] === name
const has = (id: string) => (message: Message) => message.payload?.includes(`"id":"${id}"`)
const pick = ({ stream, event, payload }: Message) => [stream[0], event, payload]
