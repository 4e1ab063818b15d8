import assert from 'node:assert/strict'
import { test } from 'node:test'
import { block, follow, mute, unmute } from '#modules/ties'
import { codeOf } from '#test/api'
import { OFFERS, offeringVillage } from '#test/offers'
import { listeners } from '#test/server'
import { names, type Name } from '#test/village'
import { tellMatches } from './actions/match.ts'

// Jule knows Noor, who knows Paul.
const { ctx, api, who, as, stand, see, told } = await offeringVillage([
  ['jule', 'noor'],
  ['noor', 'paul'],
])

test('an offer travels as far as whoever offers says, and stands on their page', async () => {
  const circle = (await as.jule.post('/api/v1/lists', { title: 'Haus' })).body.id
  await as.jule.post(`/api/v1/lists/${circle}/accounts`, { account_ids: [who.noor] })
  await follow(ctx, who.jule, who.grete)
  for (const [reach, seen] of [
    ['circles', ['jule', 'noor']],
    ['people', ['grete', 'jule', 'noor']],
    ['friends', ['grete', 'jule', 'noor', 'paul']],
    ['place', names.toSorted()],
  ] as const) {
    const id = await stand('jule', { reach, circle_ids: [circle] })
    const found: string[] = []
    for (const name of names) if ((await as[name].get(`${OFFERS}/${id}`)).status === 200) found.push(name)
    assert.deepEqual(found.toSorted(), seen, reach)
    const listed = (await as.paul.get(`${OFFERS}?by=${who.jule}`)).body.map((one: { id: string }) => one.id)
    assert.equal(listed.includes(id), (seen as readonly string[]).includes('paul'))
  }
  const id = await stand('jule')
  await block(ctx, who.paul, who.jule)
  assert.equal((await as.paul.get(`${OFFERS}/${id}`)).status, 404)
  await mute(ctx, who.noor, who.jule)
  assert.deepEqual((await as.noor.get(OFFERS)).body, [])
  assert.equal((await api.signedOut.get(`${OFFERS}/${id}`)).status, 401)
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
    (await as[name].get(`${OFFERS}/${id}/matches`)).body.map((one: { id: string }) => one.id)
  assert.deepEqual((await matches('noor', need)).toSorted(), [offer, english].toSorted())
  assert.deepEqual(await matches('jule', offer), [need])
  const matched = (await as.noor.get(`${OFFERS}/matched`)).body
  assert.deepEqual(
    matched.map((one: { offer: { id: string }; matches: { id: string }[] }) => [one.offer.id, one.matches.length]),
    [[need, 2]],
  )
  assert.deepEqual((await as.grete.get(`${OFFERS}/matched`)).body, [])
  assert.deepEqual(await matches('grete', other), [])
  assert.equal((await as.jule.get(`${OFFERS}/${need}/matches`)).status, 404, 'only of one’s own')
  assert.deepEqual(await told('jule', 'offer_match'), [['noor', offer]])
  assert.deepEqual((await told('noor', 'offer_match')).toSorted(), [
    ['jule', need],
    ['paul', need],
  ])
})

test('what answers each other and is told at once gets in nobody’s way', async () => {
  const stood = await Promise.all(
    names.flatMap((name) => [
      stand(name, { what: 'Ein Zelt', way: 'lend' }),
      stand(name, { kind: 'need', what: 'Ein Zelt', way: 'lend' }),
    ]),
  )
  for (let round = 0; round < 4; round++) await Promise.all(stood.map((id) => tellMatches(ctx, id)))
  assert.ok((await told('jule', 'offer_match')).length > 0)
})

test('nobody is matched with whom they may not hear of', async () => {
  const need = await stand('paul', { kind: 'need', what: 'Ein Zelt', way: 'lend' })
  await stand('jule', { what: 'Zelt für vier', way: 'lend', reach: 'people' })
  await stand('noor', { what: 'Zelt für zwei', way: 'lend' })
  await mute(ctx, who.paul, who.noor)
  const over = await stand('grete', { what: 'Zelt', way: 'lend' })
  await as.grete.delete(`${OFFERS}/${over}`)
  await ctx.runJobs()
  assert.deepEqual((await as.paul.get(`${OFFERS}/${need}/matches`)).body, [])
  assert.deepEqual(await told('paul', 'offer_match'), [])
  await unmute(ctx, who.paul, who.noor)
  await follow(ctx, who.jule, who.paul)
  assert.equal((await as.paul.get(`${OFFERS}/${need}/matches`)).body.length, 2, 'that alone kept them apart')
})

test('what is over, withdrawn or of somebody suspended is gone from every list', async () => {
  const soon = ctx.now().add({ hours: 1 }).toString()
  const id = await stand('jule', { until: soon })
  const own = await stand('noor')
  await as.noor.delete(`${OFFERS}/${own}`)
  assert.equal(await codeOf(as.noor.delete(`${OFFERS}/${own}`)), 'offers.over')
  assert.deepEqual(
    (await as.paul.get(OFFERS)).body.map((one: { id: string }) => one.id),
    [id],
  )
  await ctx.pool.query(`update offers set expires_at = now() - interval '1 day' where id = $1`, [id])
  assert.deepEqual((await as.paul.get(OFFERS)).body, [])
  assert.equal((await as.paul.put(`${OFFERS}/${id}/taking`, {})).status, 404)
  await ctx.pool.query(`select graphile_worker.add_job('offers.end')`)
  await ctx.runJobs()
  assert.equal((await see('jule', id)).state, 'ended')
  const other = await stand('grete')
  await ctx.pool.query('update people set suspended_at = now() where id = $1', [who.grete])
  assert.deepEqual((await as.paul.get(OFFERS)).body, [])
  assert.equal((await as.paul.get(`${OFFERS}/${other}`)).status, 404)
})

test('whoever has it open hears at once that something changed', async (t) => {
  const heard = await listeners(t, ctx)
  const id = await stand('jule', { reach: 'people' })
  const noor = await heard.stream(who.noor, 'user')
  await noor.subscribe('kith:offer', { offer: id })
  const stranger = await heard.stream(who.grete, 'user')
  await stranger.subscribe('kith:offer', { offer: id })
  await as.jule.delete(`${OFFERS}/${id}`)
  const message = await noor.next(({ event }) => event === 'offer.changed')
  assert.deepEqual([message.stream, message.payload], [['kith:offer', id], id])
  assert.equal(
    stranger.messages.some(({ event }) => event === 'offer.changed'),
    false,
  )
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
    codeOf(as.jule.post(OFFERS, { kind: 'offer', what: 'Rad', way: 'gift', reach: 'place', ...words }))
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
    assert.equal(await codeOf(as.jule.put(`${OFFERS}/${id}/choice`, { drawn_at: at })), 'common.wrong_field', at)
  }
})
