import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { block, follow, mute } from '#modules/ties'
import { tokenFor } from '#test/api'
import { testContext } from '#test/context'
import { assertEntity } from '#test/mastodon'
import { has, listeners, of, type Message } from '#test/server'
import { village } from '#test/village'

const ctx = await testContext()
const heard = await listeners({ after }, ctx)
after(() => ctx.close())
const who = await village(ctx)
await follow(ctx, who.jule, who.tomasz)

describe('a stream', () => {
  it('brings what is said, edited and deleted to the home of followers', async () => {
    const jule = await heard.stream(who.jule, 'user')
    const noor = await heard.stream(who.noor, 'user')
    const { id } = await heard.say(who.tomasz, { status: 'Guten Morgen' })
    const update = await jule.next()
    assert.deepEqual([update.stream, update.event], [['user'], 'update'])
    const status = JSON.parse(update.payload)
    assertEntity('Status', status)
    assert.equal(status.id, id)
    assert.equal(status.favourited, undefined, 'nobody’s own flags')
    await heard.api.as(who.tomasz).put(`/api/v1/statuses/${id}`, { status: 'Guten Abend' })
    const edit = await jule.next()
    assert.deepEqual([edit.event, JSON.parse(edit.payload).content], ['status.update', '<p>Guten Abend</p>'])
    await heard.api.as(who.tomasz).delete(`/api/v1/statuses/${id}`)
    assert.deepEqual(pick(await jule.next()), ['user', 'delete', id])
    assert.deepEqual(pick(await noor.next()), ['user', 'delete', id], 'what is public may be forgotten by everybody')
    assert.equal(noor.messages.length, 1)
  })

  it('reaches the home of a great many followers by the job that brings it there', async () => {
    await ctx.pool.query('update people set followers_count = followers_count + 2000 where id = $1', [who.tomasz])
    const [jule, tomasz] = [await heard.stream(who.jule, 'user'), await heard.stream(who.tomasz, 'user')]
    const { id } = await heard.say(who.tomasz, { status: 'An alle' })
    await tomasz.next(has(id))
    assert.equal(jule.messages.length, 0)
    await ctx.runJobs()
    assert.equal((await jule.next(has(id))).event, 'update')
    await ctx.pool.query('update people set followers_count = followers_count - 2000 where id = $1', [who.tomasz])
    assert.equal(tomasz.messages.filter(has(id)).length, 1)
  })

  it('carries place, hashtag and media streams, many at once', async () => {
    const noor = await heard.stream(who.noor, 'public', 'public:local', 'public:remote', 'public:media', 'direct')
    await noor.subscribe('hashtag', { tag: 'Geige' })
    await noor.subscribe('hashtag:local', { tag: 'geige' })
    const { id } = await heard.say(who.paul, { status: 'Wer spielt #geige?' })
    for (const label of [['public'], ['public:local'], ['hashtag', 'Geige'], ['hashtag:local', 'geige']]) {
      const message = await noor.next(({ stream }) => stream.join() === label.join())
      assert.equal(JSON.parse(message.payload).id, id)
    }
    noor.socket.send(JSON.stringify({ type: 'unsubscribe', stream: 'hashtag', tag: 'Geige' }))
    noor.socket.send(JSON.stringify({ type: 'unsubscribe', stream: 'public' }))
    await noor.subscribe('public:local')
    await heard.say(who.paul, { status: '#geige, unlisted', visibility: 'unlisted' })
    const { id: last } = await heard.say(who.paul, { status: '#geige' })
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
      await heard.stream(who.jule, 'user', 'public', 'kith:comments'),
      await heard.stream(who.noor, 'user', 'public', 'kith:comments'),
      await heard.stream(who.grete, 'user', 'public', 'kith:comments'),
    ]
    const root = await heard.say(who.tomasz, { status: 'Nur für euch', visibility: 'private' })
    await jule.next()
    for (const one of [noor, grete]) await one.subscribe('kith:thread', { status: root.id })
    assert.equal((await noor.next()).status, 404, 'hidden and missing are the same')
    await jule.subscribe('kith:thread', { status: root.id })
    const reply = await heard.say(who.jule, { status: 'Danke', in_reply_to_id: root.id, visibility: 'private' })
    assert.equal(JSON.parse((await jule.next(of('kith:thread'))).payload).id, reply.id)
    assert.equal(JSON.parse((await jule.next(of('kith:comments'))).payload).id, reply.id)
    const word = await heard.say(who.tomasz, { status: '@grete allein', visibility: 'direct' })
    await sleep(100)
    await heard.api.as(who.tomasz).delete(`/api/v1/statuses/${root.id}`)
    await jule.next(({ event }) => event === 'delete')
    await heard.api.as(who.tomasz).delete(`/api/v1/statuses/${word.id}`)
    assert.deepEqual(pick(await grete.next(({ event }) => event === 'delete')), ['user', 'delete', word.id])
    const known = noor.messages.filter(({ error }) => !error)
    assert.deepEqual(known, [])
  })

  it('does not tell that something answers what its reader may not see', async () => {
    const root = await heard.say(who.tomasz, { status: 'Unter uns', visibility: 'private' })
    const [jule, noor] = [await heard.stream(who.jule), await heard.stream(who.noor)]
    for (const stream of [jule, noor]) await stream.subscribe('hashtag', { tag: 'laut' })
    const { id } = await heard.say(who.jule, { status: '#Laut gesagt', in_reply_to_id: root.id })
    const forJule = JSON.parse((await jule.next(has(id))).payload)
    const forNoor = JSON.parse((await noor.next(has(id))).payload)
    assert.equal(forJule.in_reply_to_id, root.id)
    assert.deepEqual([forNoor.in_reply_to_id, forNoor.in_reply_to_account_id], [null, null])
  })

  it('leaves answers to others out of what is public', async () => {
    const root = await heard.say(who.tomasz, { status: 'Frage' })
    const noor = await heard.stream(who.noor, 'public')
    const answer = await heard.say(who.jule, { status: 'Antwort', in_reply_to_id: root.id })
    const more = await heard.say(who.tomasz, { status: 'Nachtrag', in_reply_to_id: root.id })
    await noor.next(has(more.id))
    assert.equal(noor.messages.some(has(answer.id)), false)
  })

  it('heeds blocks and mutes at once', async () => {
    const [aylin, paul, grete] = [
      await heard.stream(who.aylin, 'public'),
      await heard.stream(who.paul, 'public'),
      await heard.stream(who.grete, 'public'),
    ]
    await block(ctx, who.ferdinand, who.aylin)
    await mute(ctx, who.paul, who.ferdinand)
    const { id } = await heard.say(who.ferdinand, { status: 'Hört ihr mich?' })
    await grete.next(has(id))
    await heard.api
      .as(who.ferdinand)
      .post(`/api/v1/statuses/${(await heard.say(who.grete, { status: 'Ja' })).id}/reblog`)
    await heard.say(who.grete, { status: 'Ende' })
    await paul.next(({ payload }) => payload.includes('Ende'))
    await aylin.next(({ payload }) => payload.includes('Ende'))
    assert.ok(![...aylin.messages, ...paul.messages].some(({ payload }) => payload.includes('Hört ihr mich')))
  })

  it('brings comments on what stands in one’s home, and a thread as it grows', async () => {
    const root = await heard.say(who.tomasz, { status: 'Fragen?' })
    const jule = await heard.stream(who.jule, 'user', 'kith:comments')
    const noor = await heard.stream(who.noor, 'user', 'kith:comments')
    await noor.subscribe('kith:thread', { status: root.id })
    const comment = await heard.say(who.paul, { status: 'Eine', in_reply_to_id: root.id })
    const message = await jule.next(has(comment.id))
    assert.deepEqual(message.stream, ['kith:comments'])
    assert.ok(!jule.messages.some((one) => one.stream[0] === 'user' && has(comment.id)(one)), 'not in the home itself')
    const inThread = await noor.next(has(comment.id))
    assert.deepEqual([inThread.stream, inThread.event], [['kith:thread', root.id], 'update'])
    assert.equal(JSON.parse(inThread.payload).id, comment.id)
    await heard.api.as(who.paul).put(`/api/v1/statuses/${comment.id}`, { status: 'Zwei' })
    assert.equal((await noor.next()).event, 'status.update')
    await heard.api.as(who.paul).delete(`/api/v1/statuses/${comment.id}`)
    assert.deepEqual(pick(await noor.next(of('kith:thread'))), ['kith:thread', 'delete', comment.id])
  })

  it('carries notices and conversations, as far as the token allows', async () => {
    const whole = await heard.stream(who.grete, 'user', 'user:notification', 'direct')
    const narrow = await heard.open({
      query: `?stream=user&access_token=${await tokenFor(ctx, who.grete, ['read:statuses'])}`,
    })
    await narrow.subscribe('user:notification')
    assert.equal((await narrow.next()).status, 403)
    await heard.say(who.jule, { status: '@grete kommst du?', visibility: 'direct' })
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
    const jule = await heard.stream(who.jule)
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

const pick = ({ stream, event, payload }: Message) => [stream[0], event, payload]
