import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { block, follow, mute } from '#modules/ties'
import type { Client } from '#test/api'
import { askingVillage, ASKS } from '#test/asks'
import { listeners } from '#test/server'
import { names, type Name } from '#test/village'

// Jule knows Katharina and Noor, who knows Paul; Jule follows Grete, who does not follow her.
const { ctx, api, who, as, nameOf, ask, answer, answersTo } = await askingVillage([
  ['jule', 'katharina'],
  ['jule', 'noor'],
  ['noor', 'paul'],
])
beforeEach(() => follow(ctx, who.jule, who.grete))

const seenBy = async (id: string) => {
  const seen: string[] = []
  for (const name of names) if ((await as[name].get(`${ASKS}/${id}`)).status === 200) seen.push(name)
  return seen.sort()
}

test('an ask travels as far as whoever asks says', async () => {
  const circle = (await as.jule.post('/api/v1/lists', { title: 'Musik' })).body.id
  await as.jule.post(`/api/v1/lists/${circle}/accounts`, { account_ids: [who.noor] })
  const everybody = names.toSorted()
  for (const [reach, seen] of [
    ['circles', ['jule', 'noor']],
    ['people', ['grete', 'jule', 'katharina', 'noor']],
    ['friends', ['grete', 'jule', 'katharina', 'noor', 'paul']],
    ['place', everybody],
    ['everybody', everybody],
  ] as const) {
    const { id } = await ask('jule', { reach, circle_ids: [circle] })
    assert.deepEqual(await seenBy(id), seen, reach)
    assert.equal((await api.signedOut.get(`${ASKS}/${id}`)).status, reach === 'everybody' ? 200 : 404)
    const listed = (await as.paul.get(ASKS)).body.map((one: { id: string }) => one.id)
    assert.equal(listed.includes(id), (seen as readonly string[]).includes('paul'))
  }
  await block(ctx, who.paul, who.jule)
  await ctx.pool.query('truncate attempts')
  const { id } = await ask('jule', { reach: 'place' })
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
  for (const [name, wish] of wishes) await ask(name, { ...wish, reach: 'place' })
  const found = async (query: string) =>
    (await as.paul.get(`${ASKS}?${query}`)).body.map(({ question }: { question: string }) => question.split(' ').at(-1))
  assert.deepEqual(await found(`circle=${circle}`), ['violin?', 'Geige?'])
  assert.deepEqual(await found('locality=plagwitz'), ['Geige?'])
  assert.deepEqual(await found('locality=Lindenau'), ['violin?'])
  assert.deepEqual(await found('language=de'), ['Zelt?', 'Leiter?', 'Geige?'])
  assert.deepEqual(await found(`language=de&circle=${circle}&locality=Connewitz`), [])
  const others = await as.tomasz.get(`${ASKS}?circle=${circle}`)
  assert.deepEqual(others.body, [], 'it is a circle of one’s own')
})

test('a list may be of those alone that are open, however many newer ones are not', async () => {
  const open = await ask('jule', { reach: 'place' })
  const [closed, over, helped] = [
    await ask('noor', { reach: 'place' }),
    await ask('grete', { reach: 'place' }),
    await ask('tomasz', { reach: 'place' }),
  ]
  await as.noor.patch(`${ASKS}/${closed.id}`, { closed: true })
  await ctx.pool.query(`update asks set deadline = now() - interval '1 hour' where id = $1`, [over.id])
  await answer('katharina', helped.id, 'So geht es.')
  const [given] = await answersTo(helped.id, 'tomasz')
  await as.tomasz.put(`/api/kith/v1/answers/${given.id}/helped`, { helped: true })
  const found = async (query: string) =>
    (await as.paul.get(`${ASKS}?${query}`)).body.map(({ id }: { id: string }) => id)
  assert.deepEqual(await found('open=true&limit=2'), [open.id])
  assert.deepEqual(await found('open=false'), [helped.id, over.id, closed.id])
  assert.equal((await found('')).length, 4)
  await as.noor.patch(`${ASKS}/${closed.id}`, { closed: false })
  assert.deepEqual(await found('open=true'), [closed.id, open.id])
})

test('beyond one’s own people nobody learns who asks, where one wishes it so', async () => {
  const { id } = await ask('jule', { reach: 'place', named: false, details: 'Sie klappert.' })
  await answer('jule', id, 'Sie ist alt.', { kind: 'comment' })
  await answer('paul', id, 'Ich vielleicht.')
  for (const [name, named] of Object.entries({ katharina: true, grete: true, paul: false, tomasz: false })) {
    const client = as[name as Name]
    const seen = (await client.get(`${ASKS}/${id}`)).body
    const [comment] = await answersTo(id, name as Name)
    assert.equal(seen.account?.username, named ? 'jule' : undefined, name)
    assert.equal(comment.account?.username, named ? 'jule' : undefined, name)
    assert.equal(comment.by_asker, true)
    const everything = JSON.stringify([seen, comment, (await client.get(ASKS)).body])
    if (!named) assert.ok(!everything.includes('jule'), name)
  }
  const given = (await answersTo(id, 'paul')).at(-1).id
  await as.jule.put(`/api/kith/v1/answers/${given}/helped`, { helped: true })
  await answer('jule', id, 'Danke!', { parent_id: given })
  const text = `select kind, from_id from notices where person_id = $1 and kind like 'ask_%' order by kind`
  const told = await ctx.pool.query(text, [who.paul])
  const kinds = ['ask_answer', 'ask_helped'].map((kind) => ({ kind, from_id: who.paul }))
  assert.deepEqual(told.rows, kinds, 'nor by what they are told')
  const refused = await as.jule.post(ASKS, { question: 'Wer?', reach: 'everybody', named: false })
  assert.equal(refused.body.code, 'asks.everybody_is_named')
})

test('who blocks or mutes one after another learns by nothing that goes who asks', async () => {
  const { id } = await ask('tomasz', { reach: 'place', named: false })
  await answer('grete', id, 'In der Werkstatt am Kanal.')
  await answer('tomasz', id, 'Welche?')
  const nudge = `insert into nudges (ask_id, person_id, first_id, wave, created_at) values ($1, $2, $2, 1, now())`
  await ctx.pool.query(nudge, [id, who.paul])
  const seen = async () => {
    const lists = await Promise.all(
      ['', '?list=waiting'].map(async (list) => (await as.paul.get(`${ASKS}${list}`)).body),
    )
    const { body } = await as.paul.get(`${ASKS}/${id}/answers`)
    return [...lists, body].map((all) => all.length)
  }
  assert.deepEqual(await seen(), [1, 1, 2])
  await mute(ctx, who.paul, who.tomasz)
  assert.deepEqual(await seen(), [1, 1, 2])
  await block(ctx, who.paul, who.tomasz)
  assert.deepEqual(await seen(), [1, 1, 2])
  await block(ctx, who.tomasz, who.paul)
  assert.equal((await as.paul.get(`${ASKS}/${id}`)).status, 404, 'as if it were taken back')
})

test('an answer and a comment are told, what helped is marked, and what came of it is told to all who see it', async () => {
  const { id } = await ask('jule')
  await answer('noor', id, 'Frag Tomasz <b>doch</b>.')
  await answer('katharina', id, 'Ich habe Leim.')
  const [first, second] = await answersTo(id, 'jule')
  assert.equal(first.content, '<p>Frag Tomasz &lt;b&gt;doch&lt;/b&gt;.</p>')
  await answer('katharina', id, 'Gute Idee.', { parent_id: first.id })
  assert.deepEqual(
    (await answersTo(id, 'noor')).map((one: { kind: string; parent_id: string }) => [one.kind, one.parent_id]),
    [
      ['answer', null],
      ['answer', null],
      ['comment', first.id],
    ],
  )
  for (const one of [first, second])
    assert.equal((await as.jule.put(`/api/kith/v1/answers/${one.id}/helped`, { helped: true })).body.helped, true)
  assert.equal((await as.noor.put(`/api/kith/v1/answers/${first.id}/helped`, { helped: true })).status, 404)
  await as.jule.patch(`${ASKS}/${id}`, { outcome: 'Sie klingt wieder.', closed: true })
  assert.equal((await as.noor.get(`${ASKS}/${id}`)).body.outcome, 'Sie klingt wieder.')
  assert.equal((await answer('grete', id, 'Zu spät')).body.code, 'asks.closed')
  assert.equal((await as.noor.patch(`${ASKS}/${id}`, { closed: false })).status, 404)
  const told = await ctx.pool.query(
    `select person_id as id, kind from notices where kind like 'ask_%' and kind <> 'ask_nudge' order by kind, person_id, id`,
  )
  assert.deepEqual(
    told.rows.map((row) => [nameOf(row.id), row.kind]),
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
  assert.deepEqual((await answersTo(id, 'jule')).length, 1, 'with the comments on it')
  await as.jule.delete(`${ASKS}/${id}`)
  assert.equal((await as.jule.get(`${ASKS}/${id}`)).status, 404)
})

test('asked already? what was asked in like words is found, as far as one may see it', async () => {
  await ask('jule', { question: 'Wer kann alte Geigen reparieren?', reach: 'place' })
  await ask('jule', { question: 'Geheime Geige', reach: 'people' })
  await ask('jule', { question: 'Wo gibt es Brot?', reach: 'place' })
  const alike = async (client: Client, q: string) =>
    (await client.get(`${ASKS}/similar?q=${encodeURIComponent(q)}`)).body.map(
      (one: { question: string }) => one.question,
    )
  assert.deepEqual(await alike(as.tomasz, 'Ich möchte eine Geige repariert haben'), [
    'Wer kann alte Geigen reparieren?',
  ])
  assert.equal((await alike(as.noor, 'Geige'))[0], 'Geheime Geige')
  assert.deepEqual(await alike(as.noor, '!!! 🎻'), [])
  await ask('jule', { question: 'Weiß jemand, welche Fenster in ein altes Haus passen?', reach: 'place' })
  assert.deepEqual(await alike(as.noor, 'Weiß jemand, welches alte Brot in die Suppe passt?'), ['Wo gibt es Brot?'])
})

test('pictures, a deadline and what does not fit', async () => {
  const code = async (wish: object) =>
    (await as.jule.post(ASKS, { question: 'Wer?', reach: 'people', ...wish })).body.code
  assert.equal(await code({ question: ' ' }), 'asks.question_missing')
  assert.equal(await code({ question: 'x'.repeat(301) }), 'asks.question_too_long')
  assert.equal(await code({ deadline: '2020-01-01T00:00:00Z' }), 'asks.deadline_past')
  assert.equal(await code({ reach: 'circles' }), 'asks.circle_missing')
  assert.equal(await code({ reach: 'circles', circle_ids: ['7'] }), 'common.missing')
  assert.equal(await code({ media_ids: ['7'] }), 'media.not_found')
  const deadline = ctx.now().add({ hours: 5 }).toString({ smallestUnit: 'millisecond' })
  assert.equal((await ask('jule', { deadline })).deadline, deadline)
  await ctx.pool.query('truncate attempts')
  for (let i = 0; i < 3; i++)
    assert.equal((await as.noor.post(ASKS, { question: 'Wer?', reach: 'friends' })).status, 201)
  assert.equal(
    (await as.noor.post(ASKS, { question: 'Wer?', reach: 'place' })).status,
    429,
    'strangers are asked seldom',
  )
  assert.equal((await as.noor.post(ASKS, { question: 'Wer?', reach: 'people' })).status, 201)
  for (let i = 0; i < 3; i++)
    assert.equal((await as.jule.post(ASKS, { question: 'Wer?', reach: 'people' })).status, 201)
  const fourth = await as.jule.post(ASKS, { question: 'Wer?', reach: 'people' })
  assert.equal(fourth.status, 429, 'whom one follows without being followed is a stranger')
})

test('whoever has an ask open hears at once that there is something new', async (t) => {
  const heard = await listeners(t, ctx)
  const { id } = await ask('jule')
  const jule = await heard.stream(who.jule, 'user')
  await jule.subscribe('kith:ask', { ask: id })
  const stranger = await heard.stream(who.tomasz, 'user')
  await stranger.subscribe('kith:ask', { ask: id })
  await answer('noor', id, 'Ich.')
  const message = await jule.next(({ event }) => event === 'ask.changed')
  assert.deepEqual([message.stream, message.payload], [['kith:ask', id], id])
  assert.equal(
    stranger.messages.some(({ event }) => event === 'ask.changed'),
    false,
  )
})
