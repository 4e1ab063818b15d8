import assert from 'node:assert/strict'
import { test } from 'node:test'
import { follow } from '#modules/ties'
import { OFFERS, offeringVillage } from '#test/offers'
import type { Name } from '#test/village'

const { ctx, who, as, stand, wants, chooses, see } = await offeringVillage()
const ids = async (name: Name, path: string) =>
  (await as[name].get(`${OFFERS}${path}`)).body.map(({ id }: { id: string }) => id)
const status = async (name: Name, id: string) => (await as[name].get(`${OFFERS}/${id}`)).status

test('what was withdrawn, or is over, is read by nobody but whose it is, and stands in no list', async () => {
  const withdrawn = await stand('jule', { details: 'Nachts bei mir, Klingel kaputt' })
  const expired = await stand('jule')
  for (const id of [withdrawn, expired]) await wants('paul', id)
  assert.equal((await ids('paul', '?list=taken')).length, 2)
  await as.jule.delete(`${OFFERS}/${withdrawn}`)
  await ctx.pool.query(`update offers set expires_at = now() - interval '1 second' where id = $1`, [expired])
  assert.deepEqual(await ids('paul', '?list=taken'), [])
  for (const id of [withdrawn, expired]) {
    assert.deepEqual([await status('paul', id), await status('grete', id), await status('jule', id)], [404, 404, 200])
    const report = { kind: 'offer', id }
    assert.equal((await as.paul.post('/api/kith/v1/reports', report)).status, 404)
  }
  assert.equal((await ids('jule', '?list=mine')).length, 2)
})

test('what was given is whoever’s it became, and who said they would sees that somebody has it', async () => {
  const id = await stand('jule')
  for (const name of ['noor', 'paul'] as const) await wants(name, id)
  await chooses('jule', id, 'noor')
  assert.deepEqual([await status('noor', id), await status('paul', id), await status('grete', id)], [200, 200, 404])
  assert.deepEqual([(await see('paul', id)).state, (await see('paul', id)).went], ['given', null])
  assert.deepEqual([await ids('noor', '?list=taken'), await ids('paul', '?list=taken')], [[id], []])
})

test('thanks and light of what was handed over say what it was, also to others once both show it', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await chooses('jule', id, 'noor')
  await as.noor.put(`${OFFERS}/${id}/saying`, { saying: 'handed' })
  const thanks = (await as.noor.post('/api/kith/v1/thanks', { about: 'offer', id, word: 'Danke!', shows: true })).body
  await as.jule.patch(`/api/kith/v1/thanks/${thanks.id}`, { shows: true })
  for (const name of ['jule', 'noor', 'grete'] as const)
    assert.equal((await as[name].get(`/api/kith/v1/thanks/${thanks.id}`)).body.what, 'Ein Kinderrad', name)
  const light = (await as.jule.get('/api/kith/v1/light')).body
  assert.ok(light.some(({ kind, what }: { kind: string; what: string }) => kind === 'gave' && what === 'Ein Kinderrad'))
})

test('a list and of whom it is hold together, and all of mine are mine', async () => {
  await follow(ctx, who.paul, who.noor)
  const [mine, hers] = [await stand('paul'), await stand('jule')]
  await wants('paul', hers)
  assert.deepEqual(await ids('paul', `?list=taken&by=${who.jule}`), [hers])
  assert.deepEqual(await ids('paul', `?list=taken&by=${who.noor}`), [])
  assert.deepEqual(await ids('paul', `?list=near&by=${who.jule}`), [])
  assert.deepEqual(await ids('paul', `?list=mine&by=${who.jule}`), [])
  assert.deepEqual(await ids('paul', `?by=${who.jule}`), [hers])
  assert.deepEqual(await ids('paul', `?by=${who.paul}`), [mine])
})

test('what was between two is narrowed as every list is', async () => {
  const id = await stand('jule', { locality: 'Plagwitz', language: 'de' })
  await wants('paul', id)
  await chooses('jule', id, 'paul')
  const between = (more: string) => ids('paul', `?list=between&by=${who.jule}${more}`)
  assert.deepEqual(await between('&kind=offer&locality=plagwitz&language=de'), [id])
  for (const more of ['&kind=need', '&locality=Lindenau', '&language=en'])
    assert.deepEqual(await between(more), [], more)
})

test('what answers mine is narrowed as every list is, also where others answer it better', async () => {
  const need = await stand('jule', { kind: 'need' })
  for (const name of ['aylin', 'grete', 'paul', 'tomasz'] as const) await stand(name, { locality: 'Lindenau' })
  const far = { what: 'Kinderrad mit Klingel', locality: 'Plagwitz', language: 'fr' }
  const hers = await stand('noor', far)
  const circle = (await as.jule.post('/api/v1/lists', { title: 'Hof' })).body.id
  await follow(ctx, who.jule, who.noor)
  await as.jule.post(`/api/v1/lists/${circle}/accounts`, { account_ids: [who.noor] })
  type Matched = { offer: { id: string }; matches: { id: string }[] }[]
  const matched = async (query: string) =>
    ((await as.jule.get(`${OFFERS}/matched?${query}`)).body as Matched).map(({ offer, matches }) => [
      offer.id,
      matches.map(({ id }) => id),
    ])
  const [[, first]] = (await matched('')) as [[string, string[]]]
  assert.deepEqual([first.length, first.includes(hers)], [4, false], 'the others come first')
  for (const query of ['locality=plagwitz', 'language=fr', `circle=${circle}`, `kind=offer&circle=${circle}`])
    assert.deepEqual(await matched(query), [[need, [hers]]], query)
  for (const query of ['kind=need', 'locality=Connewitz', `circle=${circle}&language=de`])
    assert.deepEqual(await matched(query), [], query)
  const others = (await as.noor.post('/api/v1/lists', { title: 'Hof' })).body.id
  assert.deepEqual(await matched(`circle=${others}`), [], 'a circle of somebody else’s')
  assert.equal((await as.jule.get(`${OFFERS}/matched?circle=x`)).status, 404)
  const ofHers = (query: string) => matched(`by=${who.noor}${query}`)
  assert.deepEqual([await ofHers('&kind=need'), await ofHers('&kind=offer')], [[[hers, [need]]], []])
})

test('the list of those who would goes on where whoever was its end went away', async () => {
  const id = await stand('jule')
  for (const name of ['aylin', 'grete', 'noor', 'paul'] as const) await wants(name, id)
  const first = await as.jule.get(`${OFFERS}/${id}/takers?limit=2`)
  const next = /<https:\/\/kith\.test([^>]+)>; rel="next"/.exec(first.headers.get('link')!)![1]!
  await as.grete.delete(`${OFFERS}/${id}/taking`)
  const names = (await as.jule.get(next)).body.map(({ account }: { account: { username: string } }) => account.username)
  assert.deepEqual(names, ['noor', 'paul'])
  const wrong = await as.jule.get(`${OFFERS}/${id}/takers?max_id=7`)
  assert.deepEqual([wrong.status, wrong.body.code], [400, 'common.wrong_field'])
})
