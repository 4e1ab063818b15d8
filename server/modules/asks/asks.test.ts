import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { block, follow, mute } from '#modules/ties'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { listeners, listeningServer } from '#test/server'
import { type Name, signedIn, tie, village, type Village } from '#test/village'

let ctx: TestContext
let api: TestApi
let who: Village
let as: Record<Name, Client>

before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())

// Jule knows Katharina and Noor, who knows Paul; Jule follows Grete, who does not follow her.
beforeEach(async () => {
  await ctx.pool.query('truncate people, attempts cascade')
  who = await village(ctx)
  as = await signedIn(api, who)
  await tie(ctx, who, [
    ['jule', 'katharina'],
    ['jule', 'noor'],
    ['noor', 'paul'],
  ])
  await follow(ctx, who.jule, who.grete)
})

const HOME = '/api/kith/v1/asks'
/** However often one asked today. */
const ask = async (client: Client, wish: object = {}) => {
  await ctx.pool.query('truncate attempts')
  const answer = await client.post(HOME, { question: 'Wer repariert eine Geige?', reach: 'people', ...wish })
  assert.equal(answer.status, 201, answer.text)
  return answer.body
}
const names = Object.keys as (of: Village) => Name[]
const seenBy = async (id: string) => {
  const seen: string[] = []
  for (const name of names(who)) if ((await as[name].get(`${HOME}/${id}`)).status === 200) seen.push(name)
  return seen.sort()
}
const answer = (client: Client, id: string, text: string, more = {}) =>
  client.post(`${HOME}/${id}/answers`, { text, ...more })
const answersOf = async (client: Client, id: string) => (await client.get(`${HOME}/${id}/answers`)).body.toReversed()

test('an ask travels as far as whoever asks says', async () => {
  const circle = (await as.jule.post('/api/v1/lists', { title: 'Musik' })).body.id
  await as.jule.post(`/api/v1/lists/${circle}/accounts`, { account_ids: [who.noor] })
  const everybody = names(who).toSorted()
  for (const [reach, seen] of [
    ['circles', ['jule', 'noor']],
    ['people', ['grete', 'jule', 'katharina', 'noor']],
    ['friends', ['grete', 'jule', 'katharina', 'noor', 'paul']],
    ['place', everybody],
    ['everybody', everybody],
  ] as const) {
    const { id } = await ask(as.jule, { reach, circle_ids: [circle] })
    assert.deepEqual(await seenBy(id), seen, reach)
    assert.equal((await api.signedOut.get(`${HOME}/${id}`)).status, reach === 'everybody' ? 200 : 404)
    const listed = (await as.paul.get(HOME)).body.map((one: { id: string }) => one.id)
    assert.equal(listed.includes(id), (seen as readonly string[]).includes('paul'))
  }
  await block(ctx, who.paul, who.jule)
  await ctx.pool.query('truncate attempts')
  const { id } = await ask(as.jule, { reach: 'place' })
  assert.ok(!(await seenBy(id)).includes('paul'))
})

test('asks are narrowed to those of a circle, at a place, in a language; whom one asks unnamed no circle tells', async () => {
  const circle = (await as.paul.post('/api/v1/lists', { title: 'Hof' })).body.id
  await follow(ctx, who.paul, who.jule)
  await as.paul.post(`/api/v1/lists/${circle}/accounts`, { account_ids: [who.jule, who.noor] })
  const wishes = [
    ['jule', { question: 'Wo in Plagwitz repariert jemand eine Geige?', language: 'de' }],
    ['noor', { question: 'Who can fix a violin?', details: 'Somewhere near Lindenau.', language: 'en' }],
    ['grete', { question: 'Wer hat eine Leiter?', language: 'de' }],
    ['jule', { question: 'Wer hat ein Zelt?', named: false, language: 'de' }],
  ] as const
  for (const [name, wish] of wishes) await ask(as[name], { ...wish, reach: 'place' })
  const found = async (query: string) =>
    (await as.paul.get(`${HOME}?${query}`)).body.map(({ question }: { question: string }) => question.split(' ').at(-1))
  assert.deepEqual(await found(`circle=${circle}`), ['violin?', 'Geige?'])
  assert.deepEqual(await found('locality=plagwitz'), ['Geige?'])
  assert.deepEqual(await found('locality=Lindenau'), ['violin?'])
  assert.deepEqual(await found('language=de'), ['Zelt?', 'Leiter?', 'Geige?'])
  assert.deepEqual(await found(`language=de&circle=${circle}&locality=Connewitz`), [])
  const others = await as.tomasz.get(`${HOME}?circle=${circle}`)
  assert.deepEqual(others.body, [], 'it is a circle of one’s own')
})

test('beyond one’s own people nobody learns who asks, where one wishes it so', async () => {
  const { id } = await ask(as.jule, { reach: 'place', named: false, details: 'Sie klappert.' })
  await answer(as.jule, id, 'Sie ist alt.', { kind: 'comment' })
  await answer(as.paul, id, 'Ich vielleicht.')
  for (const [name, named] of Object.entries({ katharina: true, grete: true, paul: false, tomasz: false })) {
    const client = as[name as Name]
    const seen = (await client.get(`${HOME}/${id}`)).body
    const [comment] = await answersOf(client, id)
    assert.equal(seen.account?.username, named ? 'jule' : undefined, name)
    assert.equal(comment.account?.username, named ? 'jule' : undefined, name)
    assert.equal(comment.by_asker, true)
    const everything = JSON.stringify([seen, comment, (await client.get(HOME)).body])
    if (!named) assert.ok(!everything.includes('jule'), name)
  }
  const given = (await answersOf(as.paul, id)).at(-1).id
  await as.jule.put(`/api/kith/v1/answers/${given}/helped`, { helped: true })
  await answer(as.jule, id, 'Danke!', { parent_id: given })
  const text = `select kind, from_id from notices where person_id = $1 and kind like 'ask_%' order by kind`
  const told = await ctx.pool.query(text, [who.paul])
  const kinds = ['ask_answer', 'ask_helped'].map((kind) => ({ kind, from_id: who.paul }))
  assert.deepEqual(told.rows, kinds, 'nor by what they are told')
  const refused = await as.jule.post(HOME, { question: 'Wer?', reach: 'everybody', named: false })
  assert.equal(refused.body.code, 'asks.everybody_is_named')
})

test('who blocks or mutes one after another learns by nothing that goes who asks', async () => {
  const { id } = await ask(as.tomasz, { reach: 'place', named: false })
  await answer(as.grete, id, 'In der Werkstatt am Kanal.')
  await answer(as.tomasz, id, 'Welche?')
  const nudge = `insert into nudges (ask_id, person_id, first_id, wave, created_at) values ($1, $2, $2, 1, now())`
  await ctx.pool.query(nudge, [id, who.paul])
  const seen = async () => {
    const lists = await Promise.all(
      ['', '?list=waiting'].map(async (list) => (await as.paul.get(`${HOME}${list}`)).body),
    )
    const { body } = await as.paul.get(`${HOME}/${id}/answers`)
    return [...lists, body].map((all) => all.length)
  }
  assert.deepEqual(await seen(), [1, 1, 2])
  await mute(ctx, who.paul, who.tomasz)
  assert.deepEqual(await seen(), [1, 1, 2])
  await block(ctx, who.paul, who.tomasz)
  assert.deepEqual(await seen(), [1, 1, 2])
  await block(ctx, who.tomasz, who.paul)
  assert.equal((await as.paul.get(`${HOME}/${id}`)).status, 404, 'as if it were taken back')
})

test('an answer and a comment are told, what helped is marked, and what came of it is told to all who see it', async () => {
  const { id } = await ask(as.jule)
  await answer(as.noor, id, 'Frag Tomasz <b>doch</b>.')
  await answer(as.katharina, id, 'Ich habe Leim.')
  const [first, second] = await answersOf(as.jule, id)
  assert.equal(first.content, '<p>Frag Tomasz &lt;b&gt;doch&lt;/b&gt;.</p>')
  await answer(as.katharina, id, 'Gute Idee.', { parent_id: first.id })
  assert.deepEqual(
    (await answersOf(as.noor, id)).map((one: { kind: string; parent_id: string }) => [one.kind, one.parent_id]),
    [
      ['answer', null],
      ['answer', null],
      ['comment', first.id],
    ],
  )
  for (const one of [first, second])
    assert.equal((await as.jule.put(`/api/kith/v1/answers/${one.id}/helped`, { helped: true })).body.helped, true)
  assert.equal((await as.noor.put(`/api/kith/v1/answers/${first.id}/helped`, { helped: true })).status, 404)
  await as.jule.patch(`${HOME}/${id}`, { outcome: 'Sie klingt wieder.', closed: true })
  assert.equal((await as.noor.get(`${HOME}/${id}`)).body.outcome, 'Sie klingt wieder.')
  assert.equal((await answer(as.grete, id, 'Zu spät')).body.code, 'asks.closed')
  assert.equal((await as.noor.patch(`${HOME}/${id}`, { closed: false })).status, 404)
  const told = await ctx.pool.query(
    `select person_id as id, kind from notices where kind like 'ask_%' and kind <> 'ask_nudge' order by kind, person_id, id`,
  )
  assert.deepEqual(
    told.rows.map((row) => [names(who).find((name) => who[name] === row.id), row.kind]),
    [
      ['jule', 'ask_answer'],
      ['jule', 'ask_answer'],
      ['jule', 'ask_answer'],
      ['noor', 'ask_answer'],
      ['katharina', 'ask_helped'],
      ['noor', 'ask_helped'],
    ],
  )
  await as.noor.delete(`/api/kith/v1/answers/${first.id}`)
  assert.deepEqual((await answersOf(as.jule, id)).length, 1, 'with the comments on it')
  await as.jule.delete(`${HOME}/${id}`)
  assert.equal((await as.jule.get(`${HOME}/${id}`)).status, 404)
})

test('one for everybody is a public status, and public replies of the place to it are answers', async () => {
  const made = await ask(as.jule, { reach: 'everybody', details: 'Sie klappert.' })
  const status = (await api.signedOut.get(`/api/v1/statuses/${made.status_id}`)).body
  assert.match(status.content, /Wer repariert eine Geige\?.*Sie klappert/)
  const reply = (await as.tomasz.post('/api/v1/statuses', { status: '@jule Ich.', in_reply_to_id: made.status_id }))
    .body
  await as.paul.post('/api/v1/statuses', {
    status: '@jule Heimlich.',
    in_reply_to_id: made.status_id,
    visibility: 'direct',
  })
  await as.noor.post('/api/v1/statuses', { status: '@tomasz Wirklich?', in_reply_to_id: reply.id })
  await answer(as.katharina, made.id, 'Und ich.')
  const found = await answersOf(as.jule, made.id)
  assert.deepEqual(
    found.map((one: { account: { username: string }; kind: string }) => [one.account.username, one.kind]),
    [
      ['tomasz', 'answer'],
      ['noor', 'comment'],
      ['katharina', 'answer'],
    ],
  )
  const context = (await api.signedOut.get(`/api/v1/statuses/${made.status_id}/context`)).body
  assert.equal(context.descendants.length, 3, 'an answer given here is a reply there')
  await as.tomasz.delete(`/api/v1/statuses/${reply.id}`)
  assert.equal(
    (await answersOf(as.jule, made.id)).some(
      (one: { account: { username: string } }) => one.account.username === 'tomasz',
    ),
    false,
  )
  await as.jule.delete(`${HOME}/${made.id}`)
  assert.equal((await api.signedOut.get(`/api/v1/statuses/${made.status_id}`)).status, 404)
})

test('its status says that it is an ask, wherever it stands, and no other status does', async (t) => {
  const server = await listeningServer(ctx)
  const heard = listeners(ctx, server)
  t.after(async () => {
    heard.close()
    await server.close()
  })
  const place = await heard.stream(who.paul, 'public:local')
  const said = (await as.jule.post('/api/v1/statuses', { status: 'Guten Morgen' })).body
  const { id, status_id: statusId } = await ask(as.jule, { reach: 'everybody' })
  await ask(as.jule, { reach: 'place' })
  const reply = (await as.paul.post('/api/v1/statuses', { status: '@jule Ich.', in_reply_to_id: statusId })).body
  const boost = (await as.noor.post(`/api/v1/statuses/${statusId}/reblog`)).body
  type Shown = { id: string; ask?: object; reblog: Shown | null }
  const seen = { id, closed: false }
  assert.deepEqual([boost.reblog.ask, 'ask' in boost, 'ask' in reply, 'ask' in said], [seen, false, false, false])
  const listsOf = async (client: Client | typeof api.signedOut) => [
    ...(await client.get('/api/v1/timelines/public')).body,
    ...(await client.get(`/api/v1/accounts/${who.jule}/statuses`)).body,
    ...(await client.get(`/api/v1/statuses/${reply.id}/context`)).body.ancestors,
  ]
  for (const client of [api.signedOut, as.paul, as.jule]) {
    const asks = (await listsOf(client)).flatMap((status: Shown) => (status.ask ? [[status.id, status.ask]] : []))
    assert.deepEqual(
      asks,
      Array.from({ length: 3 }, () => [statusId, seen]),
    )
  }
  const home = (await as.katharina.get('/api/v1/timelines/home')).body as Shown[]
  assert.deepEqual(home.find((status) => status.id === statusId)?.ask, seen)
  const heardOf = async (of: string) =>
    JSON.parse((await place.next(({ event, payload }) => event === 'update' && JSON.parse(payload).id === of)).payload)
  assert.deepEqual([(await heardOf(statusId)).ask, 'ask' in (await heardOf(said.id))], [seen, false])
  await as.jule.patch(`${HOME}/${id}`, { closed: true })
  assert.deepEqual((await as.paul.get(`/api/v1/statuses/${statusId}`)).body.ask, { id, closed: true })
  await block(ctx, who.paul, who.jule)
  assert.deepEqual((await as.paul.get('/api/v1/timelines/public')).body, [])
  const last = await ask(as.katharina, { reach: 'everybody' })
  // Once it is heard of, nothing else asks the database.
  await heardOf(last.status_id)
  const queriesFor = async (limit: number) => {
    let queries = 0
    const add = () => void (queries += 1)
    ctx.pool.on('acquire', add)
    const { body } = await as.noor.get(`/api/v1/timelines/public?limit=${limit}`)
    ctx.pool.off('acquire', add)
    return { asks: body.filter((status: Shown) => status.ask).length, queries }
  }
  // What is said alike to everybody is read once and kept.
  await queriesFor(40)
  const [one, all] = [await queriesFor(1), await queriesFor(40)]
  assert.deepEqual([one.asks, all.asks], [1, 2])
  assert.equal(one.queries, all.queries, 'a page costs the same, however many asks stand in it')
})

test('asked already? what was asked in like words is found, as far as one may see it', async () => {
  await ask(as.jule, { question: 'Wer kann alte Geigen reparieren?', reach: 'place' })
  await ask(as.jule, { question: 'Geheime Geige', reach: 'people' })
  await ask(as.jule, { question: 'Wo gibt es Brot?', reach: 'place' })
  const alike = async (client: Client, q: string) =>
    (await client.get(`${HOME}/similar?q=${encodeURIComponent(q)}`)).body.map(
      (one: { question: string }) => one.question,
    )
  assert.deepEqual(await alike(as.tomasz, 'Ich möchte eine Geige repariert haben'), [
    'Wer kann alte Geigen reparieren?',
  ])
  assert.equal((await alike(as.noor, 'Geige'))[0], 'Geheime Geige')
  assert.deepEqual(await alike(as.noor, '!!! 🎻'), [])
  await ask(as.jule, { question: 'Weiß jemand, welche Fenster in ein altes Haus passen?', reach: 'place' })
  assert.deepEqual(await alike(as.noor, 'Weiß jemand, welches alte Brot in die Suppe passt?'), ['Wo gibt es Brot?'])
})

test('pictures, a deadline and what does not fit', async () => {
  const code = async (wish: object) =>
    (await as.jule.post(HOME, { question: 'Wer?', reach: 'people', ...wish })).body.code
  assert.equal(await code({ question: ' ' }), 'asks.question_missing')
  assert.equal(await code({ question: 'x'.repeat(301) }), 'asks.question_too_long')
  assert.equal(await code({ deadline: '2020-01-01T00:00:00Z' }), 'asks.deadline_past')
  assert.equal(await code({ reach: 'circles' }), 'asks.circle_missing')
  assert.equal(await code({ reach: 'circles', circle_ids: ['7'] }), 'common.missing')
  assert.equal(await code({ media_ids: ['7'] }), 'media.not_found')
  const deadline = ctx.now().add({ hours: 5 }).toString({ smallestUnit: 'millisecond' })
  assert.equal((await ask(as.jule, { deadline })).deadline, deadline)
  await ctx.pool.query('truncate attempts')
  for (let i = 0; i < 3; i++)
    assert.equal((await as.noor.post(HOME, { question: 'Wer?', reach: 'friends' })).status, 201)
  assert.equal(
    (await as.noor.post(HOME, { question: 'Wer?', reach: 'place' })).status,
    429,
    'strangers are asked seldom',
  )
  assert.equal((await as.noor.post(HOME, { question: 'Wer?', reach: 'people' })).status, 201)
  for (let i = 0; i < 3; i++)
    assert.equal((await as.jule.post(HOME, { question: 'Wer?', reach: 'people' })).status, 201)
  const fourth = await as.jule.post(HOME, { question: 'Wer?', reach: 'people' })
  assert.equal(fourth.status, 429, 'whom one follows without being followed is a stranger')
})

test('whoever has an ask open hears at once that there is something new', async (t) => {
  const server = await listeningServer(ctx)
  const heard = listeners(ctx, server)
  t.after(async () => {
    heard.close()
    await server.close()
  })
  const { id } = await ask(as.jule)
  const jule = await heard.stream(who.jule, 'user')
  await jule.subscribe('kith:ask', { ask: id })
  const stranger = await heard.stream(who.tomasz, 'user')
  await stranger.subscribe('kith:ask', { ask: id })
  await answer(as.noor, id, 'Ich.')
  const message = await jule.next(({ event }) => event === 'ask.changed')
  assert.deepEqual([message.stream, message.payload], [['kith:ask', id], id])
  assert.equal(
    stranger.messages.some(({ event }) => event === 'ask.changed'),
    false,
  )
})
