import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { suspend, unsuspend } from '#modules/accounts'
import { addPerson } from '#modules/people'
import { befriend, block, follow, mute } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { listeners } from '#test/server'
import { village, type Village } from '#test/village'
import { tellMatches } from './actions/match.ts'
import { endDue } from './actions/offer.ts'
import { drawDue, take } from './actions/take.ts'

let ctx: TestContext
let api: TestApi
let who: Village
let as: Record<keyof Village, Client>

before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())

// Jule knows Noor, who knows Paul.
beforeEach(async () => {
  await ctx.pool.query('truncate people, attempts cascade')
  who = await village(ctx)
  as = Object.fromEntries(Object.entries(who).map(([name, id]) => [name, api.as(id)])) as typeof as
  for (const client of Object.values(as)) await client.token()
  for (const [one, other] of [
    ['jule', 'noor'],
    ['noor', 'paul'],
  ] as const)
    await transaction(ctx.db, (tx) => befriend(tx, who[one], who[other]))
})

type Name = keyof Village
const HOME = '/api/kith/v1/offers'
const names = Object.keys as (of: Village) => Name[]
const stand = async (name: Name, words: object = {}) => {
  const made = await as[name].post(HOME, {
    kind: 'offer',
    what: 'Ein Kinderrad',
    way: 'gift',
    reach: 'place',
    ...words,
  })
  assert.equal(made.status, 201, made.text)
  return made.body.id as string
}
const codeOf = async (answer: Promise<{ body: { code: string } }>) => (await answer).body?.code
const told = async (name: Name, kind: string) => {
  const text = 'select from_id, about_id from notices where person_id = $1 and kind = $2 order by id'
  const { rows } = await ctx.pool.query(text, [who[name], kind])
  return rows.map((row) => [names(who).find((one) => who[one] === row.from_id), row.about_id])
}
const wants = async (name: Name, id: string, word?: string) => {
  const said = await as[name].put(`${HOME}/${id}/taking`, { word })
  assert.equal(said.status, 200, said.text)
}
const see = async (name: Name, id: string) => (await as[name].get(`${HOME}/${id}`)).body

test('an offer travels as far as whoever offers says, and stands on their page', async () => {
  const circle = (await as.jule.post('/api/v1/lists', { title: 'Haus' })).body.id
  await as.jule.post(`/api/v1/lists/${circle}/accounts`, { account_ids: [who.noor] })
  await follow(ctx, who.jule, who.grete)
  for (const [reach, seen] of [
    ['circles', ['jule', 'noor']],
    ['people', ['grete', 'jule', 'noor']],
    ['friends', ['grete', 'jule', 'noor', 'paul']],
    ['place', names(who).toSorted()],
  ] as const) {
    const id = await stand('jule', { reach, circle_ids: [circle] })
    const found: string[] = []
    for (const name of names(who)) if ((await as[name].get(`${HOME}/${id}`)).status === 200) found.push(name)
    assert.deepEqual(found.toSorted(), seen, reach)
    const listed = (await as.paul.get(`${HOME}?by=${who.jule}`)).body.map((one: { id: string }) => one.id)
    assert.equal(listed.includes(id), (seen as readonly string[]).includes('paul'))
  }
  const id = await stand('jule')
  await block(ctx, who.paul, who.jule)
  assert.equal((await as.paul.get(`${HOME}/${id}`)).status, 404)
  await mute(ctx, who.noor, who.jule)
  assert.deepEqual((await as.noor.get(HOME)).body, [])
  assert.equal((await api.signedOut.get(`${HOME}/${id}`)).status, 401)
})

test('what answers it is told to both, in German and English and whatever the ending, and each pair once', async () => {
  const need = await stand('noor', { kind: 'need', what: 'Suche Fahrräder für zwei Kinder', way: 'lend' })
  const other = await stand('grete', { kind: 'need', what: 'Jemand, der Klavier spielt', way: 'time' })
  const offer = await stand('jule', { what: 'Ein Fahrrad, 24 Zoll', way: 'lend' })
  const english = await stand('paul', { what: 'Kids bike', details: 'Barely used', way: 'gift', language: 'en' })
  await ctx.runJobs()
  await ctx.pool.query(`select graphile_worker.add_job('offers.match', json_build_object('id', $1::text))`, [offer])
  await ctx.runJobs()
  const matches = async (name: Name, id: string) =>
    (await as[name].get(`${HOME}/${id}/matches`)).body.map((one: { id: string }) => one.id)
  assert.deepEqual((await matches('noor', need)).toSorted(), [offer, english].toSorted())
  assert.deepEqual(await matches('jule', offer), [need])
  const matched = (await as.noor.get(`${HOME}/matched`)).body
  assert.deepEqual(
    matched.map((one: { offer: { id: string }; matches: { id: string }[] }) => [one.offer.id, one.matches.length]),
    [[need, 2]],
  )
  assert.deepEqual((await as.grete.get(`${HOME}/matched`)).body, [])
  assert.deepEqual(await matches('grete', other), [])
  assert.equal((await as.jule.get(`${HOME}/${need}/matches`)).status, 404, 'only of one’s own')
  assert.deepEqual(await told('jule', 'offer_match'), [['noor', offer]])
  assert.deepEqual((await told('noor', 'offer_match')).toSorted(), [
    ['jule', need],
    ['paul', need],
  ])
})

test('what answers each other and is told at once gets in nobody’s way', async () => {
  const stood = await Promise.all(
    names(who).flatMap((name) => [
      stand(name, { what: 'Ein Zelt', way: 'lend' }),
      stand(name, { kind: 'need', what: 'Ein Zelt', way: 'lend' }),
    ]),
  )
  for (let round = 0; round < 4; round++) await Promise.all(stood.map((id) => tellMatches(ctx, id)))
  assert.ok((await told('jule', 'offer_match')).length > 0)
})

test('nobody is matched with whom they may not hear of', async () => {
  const need = await stand('paul', { kind: 'need', what: 'Ein Zelt', way: 'lend' })
  const hidden = await stand('jule', { what: 'Zelt für vier', way: 'lend', reach: 'people' })
  const muted = await stand('noor', { what: 'Zelt für zwei', way: 'lend' })
  await mute(ctx, who.paul, who.noor)
  const over = await stand('grete', { what: 'Zelt', way: 'lend' })
  await as.grete.delete(`${HOME}/${over}`)
  await ctx.runJobs()
  assert.deepEqual((await as.paul.get(`${HOME}/${need}/matches`)).body, [])
  assert.deepEqual(await told('paul', 'offer_match'), [])
  assert.ok(hidden && muted)
})

test('several want it, and whoever offers chooses; nobody learns who else does', async () => {
  const id = await stand('jule')
  await wants('paul', id, 'Für meine Tochter.')
  await wants('noor', id)
  await wants('paul', id, 'Für meine Nichte.')
  assert.deepEqual(await told('jule', 'offer_taker'), [
    ['paul', id],
    ['noor', id],
  ])
  const takers = (await as.jule.get(`${HOME}/${id}/takers`)).body
  assert.deepEqual(
    takers.map((one: { account: { username: string }; word: string }) => [one.account.username, one.word]),
    [
      ['noor', null],
      ['paul', 'Für meine Nichte.'],
    ],
    'by name',
  )
  assert.equal((await as.paul.get(`${HOME}/${id}/takers`)).status, 404)
  assert.equal(await codeOf(as.jule.put(`${HOME}/${id}/taking`, {})), 'offers.your_own')
  assert.equal((await as.jule.put(`${HOME}/${id}/choice`, { person: who.grete })).status, 404)
  assert.equal((await as.jule.put(`${HOME}/${id}/choice`, { person: who.noor })).status, 200)
  assert.deepEqual(await told('noor', 'offer_chosen'), [['jule', id]])
  assert.equal((await see('noor', id)).taking.chosen, true)
  assert.deepEqual([(await see('paul', id)).state, (await see('paul', id)).taking.chosen], ['given', false])
  assert.equal(await codeOf(as.grete.put(`${HOME}/${id}/taking`, {})), 'offers.over')
  assert.equal(await codeOf(as.jule.put(`${HOME}/${id}/choice`, { person: who.paul })), 'offers.over')
})

test('those who would like it are read page by page, whoever was chosen first, then by name', async () => {
  const id = await stand('jule')
  for (const name of names(who)) if (name !== 'jule') await wants(name, id)
  await as.jule.put(`${HOME}/${id}/choice`, { person: who.tomasz })
  const read: string[] = []
  let path: string | undefined = `${HOME}/${id}/takers?limit=3`
  while (path) {
    const page = await as.jule.get(path)
    read.push(...page.body.map((one: { account: { username: string } }) => one.account.username))
    path = /<https:\/\/kith\.test([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
  }
  assert.deepEqual(read, ['tomasz', 'aylin', 'ferdinand', 'grete', 'katharina', 'noor', 'paul'])
})

test('what was handed over is not let go of any more', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await as.jule.put(`${HOME}/${id}/choice`, { person: who.noor })
  await as.noor.put(`${HOME}/${id}/saying`, { saying: 'handed' })
  assert.equal(await codeOf(as.noor.delete(`${HOME}/${id}/taking`)), 'offers.over')
  assert.equal((await see('noor', id)).taking.chosen, true)
})

test('what is not to be seen is not said either', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await as.jule.put(`${HOME}/${id}/choice`, { person: who.noor })
  await suspend(ctx, who.jule)
  assert.equal((await as.noor.put(`${HOME}/${id}/saying`, { saying: 'handed' })).status, 404)
  await unsuspend(ctx, who.jule)
  assert.equal((await as.noor.get(`${HOME}/${id}`)).body.went.mine, null)
})

test('it was not fetched: the next has their turn, and only the two know', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await wants('paul', id)
  await as.jule.put(`${HOME}/${id}/choice`, { person: who.noor })
  const say = (name: Name, saying: string) => as[name].put(`${HOME}/${id}/saying`, { saying })
  assert.equal((await say('paul', 'missed')).status, 404)
  assert.equal((await say('noor', 'handed')).status, 200)
  const said = async (name: Name) => (({ mine, theirs }) => [mine, theirs])((await see(name, id)).went)
  assert.deepEqual(await said('jule'), [null, 'handed'])
  assert.deepEqual(await said('noor'), ['handed', null])
  assert.equal((await see('paul', id)).went, null, 'for the two alone')
  assert.equal((await say('jule', 'missed')).status, 200)
  assert.equal((await see('jule', id)).state, 'open')
  assert.equal(await codeOf(as.noor.put(`${HOME}/${id}/taking`, {})), 'offers.let_go')
  assert.equal((await see('noor', id)).let_go, true)
  await as.jule.put(`${HOME}/${id}/choice`, { person: who.paul })
  await as.paul.delete(`${HOME}/${id}/taking`)
  assert.equal((await see('jule', id)).state, 'open', 'who was chosen let it go')
  const everything = JSON.stringify([await see('grete', id), (await as.grete.get(HOME)).body])
  assert.ok(!everything.includes('missed') && !everything.includes('noor'))
})

test('lots are drawn at their time, and who received little lately has the better chance', async () => {
  const before = await stand('jule', { what: 'Ein Topf' })
  await wants('noor', before)
  await as.jule.put(`${HOME}/${before}/choice`, { person: who.noor })
  const at = ctx.now().add({ hours: 5 }).toString()
  const draws = { noor: 0, paul: 0 }
  for (const random of [0.1, 0.4, 0.6, 0.9]) {
    const id = await stand('jule')
    await wants('noor', id)
    await wants('paul', id)
    assert.equal((await as.jule.put(`${HOME}/${id}/choice`, { drawn_at: at })).status, 200)
    await drawDue(ctx)
    assert.equal((await see('jule', id)).state, 'open', 'not before')
    await ctx.pool.query(`update offers set drawn_at = now() - interval '1 day' where id = $1`, [id])
    await drawDue(ctx, () => random)
    draws[(await see('noor', id)).taking.chosen ? 'noor' : 'paul'] += 1
    await ctx.pool.query('delete from offers where id = $1', [id])
  }
  assert.deepEqual(draws, { noor: 1, paul: 3 }, 'who had a pot has one chance of three')
  const need = await stand('jule', { kind: 'need' })
  assert.equal(await codeOf(as.jule.put(`${HOME}/${need}/choice`, { drawn_at: at })), 'offers.no_lot')
  const nobody = await stand('jule')
  await as.jule.put(`${HOME}/${nobody}/choice`, { drawn_at: at })
  await ctx.pool.query(`update offers set drawn_at = now() - interval '1 day' where id = $1`, [nobody])
  await drawDue(ctx)
  assert.deepEqual([(await see('jule', nobody)).state, (await see('jule', nobody)).drawn_at], ['open', null])
})

test('a hundred want it at once, and it is drawn three times at once: exactly one gets it', async () => {
  const id = await stand('jule')
  const ids = await transaction(ctx.db, async (tx) => {
    const made: string[] = []
    for (let i = 0; i < 100; i++) made.push(await addPerson(tx, { username: `viele${i}`, displayName: 'x' }))
    return made
  })
  await Promise.all(ids.map((one) => take(ctx, one, id)))
  await ctx.pool.query(`update offers set drawn_at = now() - interval '1 day' where id = $1`, [id])
  await Promise.all([drawDue(ctx), drawDue(ctx), as.jule.put(`${HOME}/${id}/choice`, { person: ids[7] })])
  const { rows } = await ctx.pool.query('select count(*)::int as count from takers where chosen_at is not null')
  assert.equal(rows[0].count, 1)
})

test('a lot that is due is drawn, also where the time of the offer is over in the same minute', async () => {
  const id = await stand('jule')
  await as.noor.put(`${HOME}/${id}/taking`, {})
  await ctx.pool.query(`update offers set drawn_at = now() - interval '1 second', expires_at = now() where id = $1`, [
    id,
  ])
  await endDue(ctx)
  await drawDue(ctx)
  assert.deepEqual([(await see('noor', id)).state, (await see('noor', id)).taking.chosen], ['given', true])
})

test('what is over, withdrawn or of somebody suspended is gone from every list', async () => {
  const soon = ctx.now().add({ hours: 1 }).toString()
  const id = await stand('jule', { until: soon })
  const own = await stand('noor')
  await as.noor.delete(`${HOME}/${own}`)
  assert.equal(await codeOf(as.noor.delete(`${HOME}/${own}`)), 'offers.over')
  assert.deepEqual(
    (await as.paul.get(HOME)).body.map((one: { id: string }) => one.id),
    [id],
  )
  await ctx.pool.query(`update offers set expires_at = now() - interval '1 day' where id = $1`, [id])
  assert.deepEqual((await as.paul.get(HOME)).body, [])
  assert.equal(await codeOf(as.paul.put(`${HOME}/${id}/taking`, {})), 'offers.over')
  await ctx.pool.query(`select graphile_worker.add_job('offers.end')`)
  await ctx.runJobs()
  assert.equal((await see('jule', id)).state, 'ended')
  const other = await stand('grete')
  await ctx.pool.query('update people set suspended_at = now() where id = $1', [who.grete])
  assert.deepEqual((await as.paul.get(HOME)).body, [])
  assert.equal((await as.paul.get(`${HOME}/${other}`)).status, 404)
})

test('whoever has it open hears at once that something changed', async (t) => {
  const heard = await listeners(t, ctx)
  const id = await stand('jule', { reach: 'people' })
  const noor = await heard.stream(who.noor, 'user')
  await noor.subscribe('kith:offer', { offer: id })
  const stranger = await heard.stream(who.grete, 'user')
  await stranger.subscribe('kith:offer', { offer: id })
  await as.jule.delete(`${HOME}/${id}`)
  const message = await noor.next(({ event }) => event === 'offer.changed')
  assert.deepEqual([message.stream, message.payload], [['kith:offer', id], id])
  assert.equal(
    stranger.messages.some(({ event }) => event === 'offer.changed'),
    false,
  )
})

test('how many would like it is told by nothing that is heard', async (t) => {
  const heard = await listeners(t, ctx)
  const id = await stand('jule')
  const hears = async (name: Name) => {
    const stream = await heard.stream(who[name], 'user')
    await stream.subscribe('kith:offer', { offer: id })
    return { stream, changes: () => stream.messages.filter(({ event }) => event === 'offer.changed').length }
  }
  const [jule, grete] = [await hears('jule'), await hears('grete')]
  await wants('paul', id)
  await as.paul.delete(`${HOME}/${id}/taking`)
  await wants('noor', id)
  await as.jule.put(`${HOME}/${id}/choice`, { person: who.noor })
  await grete.stream.next(({ event }) => event === 'offer.changed')
  assert.deepEqual([jule.changes(), grete.changes()], [4, 1])
})

test('what is not right is reported by those who see it', async () => {
  const id = await stand('jule', { what: 'Wundersalbe', reach: 'people' })
  const report = (name: Name) => as[name].post('/api/kith/v1/reports', { kind: 'offer', id })
  assert.equal((await report('noor')).status, 204)
  assert.equal((await report('grete')).status, 404)
  const { rows } = await ctx.pool.query('select person_id, words from reports where about = $1', ['offer'])
  assert.deepEqual([rows.length, rows[0].person_id, rows[0].words.trim()], [1, who.jule, 'Wundersalbe'])
})

test('what does not fit is refused with its reason', async () => {
  const code = (words: object) =>
    codeOf(as.jule.post(HOME, { kind: 'offer', what: 'Rad', way: 'gift', reach: 'place', ...words }))
  assert.equal(await code({ what: ' ' }), 'offers.what_missing')
  assert.equal(await code({ what: 'x'.repeat(121) }), 'offers.what_too_long')
  assert.equal(await code({ reach: 'circles' }), 'offers.circle_missing')
  assert.equal(await code({ reach: 'circles', circle_ids: ['7'] }), 'common.missing')
  assert.equal(await code({ until: '2020-01-01T00:00:00Z' }), 'offers.until_past')
  assert.equal(
    await code({
      until: ctx
        .now()
        .add({ hours: 24 * 366 })
        .toString(),
    }),
    'offers.until_too_far',
  )
  const id = await stand('jule')
  for (const at of ['2026-12-24T18:00:00.1234567891Z', '0000-01-01T00:00:00Z']) {
    assert.equal(await code({ until: at }), 'common.wrong_field', at)
    assert.equal(await codeOf(as.jule.put(`${HOME}/${id}/choice`, { drawn_at: at })), 'common.wrong_field', at)
  }
})
