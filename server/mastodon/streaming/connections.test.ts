import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, describe, it } from 'node:test'
import { endSession, startSession } from '#modules/accounts'
import { follow } from '#modules/ties'
import { tokenFor } from '#test/api'
import { testContext } from '#test/context'
import { has, listeners } from '#test/server'
import { village } from '#test/village'

const ctx = await testContext()
const heard = await listeners({ after }, ctx)
after(() => ctx.close())
const who = await village(ctx)
await follow(ctx, who.jule, who.tomasz)

describe('a token', () => {
  it('is taken from the query, the header or the protocol, which is echoed', async () => {
    const token = await tokenFor(ctx, who.jule)
    const ways = [
      { query: `?access_token=${token}` },
      { headers: { authorization: `Bearer ${token}` } },
      { protocols: [token] },
    ]
    for (const way of ways) {
      const opened = await heard.open(way)
      assert.equal(opened.socket.protocol, way.protocols ? token : '')
    }
  })

  it('is taken from the cookie for our own pages only', async () => {
    const cookie = `kith_session=${await startSession(ctx, who.jule)}`
    await heard.open({ headers: { cookie, origin: ctx.config.origin } })
    await assert.rejects(heard.open({ headers: { cookie, origin: 'https://evil.test' } }), /403/)
    await assert.rejects(heard.open({ headers: { cookie } }), /403/)
    await assert.rejects(heard.open({}), /401/)
    await assert.rejects(heard.open({ query: '?access_token=wrong' }), /401/)
  })

  it('ends its streams when it is revoked', async () => {
    const secret = await startSession(ctx, who.jule)
    const opened = await heard.open({ query: `?access_token=${secret}&stream=user` })
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
    const answer = await fetch(`${heard.address}/api/v1/streaming/public/local`, { headers })
    assert.equal(answer.headers.get('content-type'), 'text/event-stream')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    assert.equal((await reader.read()).value, ':)\n')
    const { id } = await heard.say(who.paul, { status: 'Für alle' })
    const { value = '' } = await reader.read()
    const [event, data] = value.split('\n')
    assert.equal(event, 'event: update')
    assert.equal(JSON.parse(data!.slice('data: '.length)).id, id)
    await reader.cancel()
  })

  it('refuse like everything else', async () => {
    const jule = heard.api.as(who.jule)
    assert.equal((await jule.get('/api/v1/streaming/nonsense')).status, 400)
    assert.equal((await jule.get('/api/v1/streaming/hashtag')).status, 400)
    assert.equal((await jule.get('/api/v1/streaming/list?list=1')).status, 404)
    assert.equal((await heard.api.signedOut.get('/api/v1/streaming/user')).status, 401)
    assert.equal((await heard.api.as(who.jule, ['write']).get('/api/v1/streaming/user')).status, 403)
    assert.equal((await heard.api.signedOut.get('/api/v1/streaming/health')).text, 'OK')
  })
})

describe('who listens', () => {
  it('is let go when they read too slowly, and nobody waits for them', async () => {
    const slow = await heard.stream(who.noor)
    for (let i = 0; i < 90; i++) {
      const tag = Array.from('streicher', (letter, at) => ((i >> at) & 1 ? letter.toUpperCase() : letter)).join('')
      slow.socket.send(JSON.stringify({ type: 'subscribe', stream: 'hashtag', tag }))
    }
    const quick = await heard.stream(who.grete, 'public')
    slow.socket.pause()
    const { id } = await heard.say(who.paul, { status: `#streicher ${'ö'.repeat(1900)}` })
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
    const jule = await heard.stream(who.jule, 'user')
    const closed = once(jule.socket, 'close')
    await ctx.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'kith events' and datname = current_database()`,
    )
    assert.equal((await closed)[0], 1012)
    const again = await heard.stream(who.jule, 'user')
    const { id } = await heard.say(who.tomasz, { status: 'Wieder da' })
    await again.next(has(id))
  })
})

describe('two hundred streams', () => {
  it('have a comment within a second, even on a busy machine (the bench measures it)', async () => {
    const root = await heard.say(who.tomasz, { status: 'Alle da?' })
    const people = Object.values(who).filter((id) => id !== who.ferdinand)
    const streams = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => heard.stream(people[i % people.length]!)),
    )
    await Promise.all(streams.map((one) => one.subscribe('kith:thread', { status: root.id })))
    const times: number[] = []
    for (let round = 0; round < 5; round++) {
      const { id } = await heard.say(who.paul, { status: `Runde ${round}`, in_reply_to_id: root.id })
      const posted = performance.now()
      await Promise.all(streams.map((one) => one.next(has(id)).then(() => times.push(performance.now() - posted))))
    }
    times.sort((a, b) => a - b)
    const p95 = times[Math.floor(times.length * 0.95)]!
    assert.ok(p95 < 1000, `p95 is ${Math.round(p95)} ms`)
  })
})
