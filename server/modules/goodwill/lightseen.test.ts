/** Whom a light names to whom, to those in it and to others who are shown it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suspend } from '#modules/accounts'
import { block, mute } from '#modules/ties'
import { rows } from '#platform/db'
import { KITH, THANKS } from '#test/goodwill'
import { litVillage, said, type Flame } from '#test/light'
import type { Name } from '#test/village'

const { ctx, who, as, askThrough, introduce, give, thank, lightOf, show } = await litVillage()
const shownTo = async (name: Name, whose: Name) =>
  (await as[name].get(`${KITH}/people/${who[whose]}/light`)).body as Flame[]

test('a question that was given on and answered is a flame of everybody who gave it on, each naming their neighbour alone', async () => {
  const { askId, answerId } = await askThrough(['noor', 'paul', 'grete'])
  const seen = async (name: Name) => (await lightOf(name)).map(said)
  assert.deepEqual(await seen('jule'), ['answered grete jule –'])
  assert.deepEqual(await seen('grete'), ['answered grete jule –'])
  assert.deepEqual(await seen('noor'), ['passed noor jule paul'])
  assert.deepEqual(await seen('paul'), ['passed paul jule grete'])
  assert.deepEqual(await seen('aylin'), [])
  const [mine] = await lightOf('noor')
  assert.deepEqual([mine!.what, mine!.ref, mine!.mine], ['Wer repariert eine Geige?', { kind: 'ask', id: askId }, true])
  await as.jule.put(`${KITH}/answers/${answerId}/helped`, { helped: false })
  for (const name of ['jule', 'grete', 'noor', 'paul'] as const) assert.deepEqual(await seen(name), [])
})

test('whoever asks without being named is named to nobody whom the ask does not name them to, and a block does not tell who it was', async () => {
  await askThrough(['noor', 'paul', 'grete'], { named: false })
  const seen = async (name: Name) => (await lightOf(name)).map(said)
  assert.deepEqual(await seen('grete'), ['answered grete – –'])
  assert.deepEqual(await seen('paul'), ['passed paul – grete'])
  assert.deepEqual(await seen('noor'), ['passed noor jule paul'], 'Noor is one of Jule’s people')
  await block(ctx, who.jule, who.grete)
  await mute(ctx, who.paul, who.jule)
  assert.deepEqual(await seen('grete'), ['answered grete – –'])
  assert.deepEqual(await seen('paul'), ['passed paul – grete'])
  assert.deepEqual(await seen('jule'), [])
})

test('a guest whom somebody was introduced to is called as the introducer calls them', async () => {
  const guest = await rows<{ id: string }>(ctx.db, `insert into guests (fingerprint) values ('hanna') returning id`, [])
  await rows(
    ctx.db,
    `insert into guest_introductions (introducer_id, person_id, guest_id, guest_name, note, state, met_at, created_at, expires_at)
     values ($1, $2, $3, 'Hanna', '', 'met', now(), now(), now())`,
    [who.noor, who.jule, guest[0]!.id],
  )
  for (const name of ['noor', 'jule'] as const) {
    const [flame] = await lightOf(name)
    assert.deepEqual(
      [said(flame!), flame!.what, flame!.ref?.kind],
      ['introduced noor jule –', 'Hanna', 'guest_introduction'],
    )
  }
  await show('noor')
  const { body, text } = await as.paul.get(`${KITH}/people/${who.noor}/light`)
  assert.deepEqual([body.map(said), text.includes('Hanna')], [['introduced noor – –'], false])
})

test('suspended, blocked or muted they are gone from it; what is taken back or deleted keeps nothing', async () => {
  await introduce('katharina', 'jule', 'tomasz')
  const { askId } = await askThrough(['noor'])
  await give('noor', 'jule')
  const { id: thanksId } = await thank('jule', 'person', who.tomasz)
  const seen = async (name: Name) => (await lightOf(name)).map(({ kind }) => kind)
  assert.deepEqual(await seen('jule'), ['thanked', 'gave', 'answered', 'introduced'])
  await mute(ctx, who.jule, who.noor)
  assert.deepEqual(await seen('jule'), ['thanked', 'introduced'])
  assert.deepEqual(await seen('noor'), ['gave', 'answered'])
  await as.jule.delete(`${THANKS}/${thanksId}`)
  assert.deepEqual(await seen('jule'), ['introduced'])
  await as.jule.delete(`${KITH}/asks/${askId}`)
  assert.deepEqual(await seen('noor'), ['gave', 'thanked'], 'a thanks outlives what it was for')
  await block(ctx, who.katharina, who.jule)
  assert.deepEqual(await seen('jule'), [])
  assert.deepEqual(await seen('tomasz'), ['introduced'])
  await suspend(ctx, who.jule)
  for (const name of ['tomasz', 'noor'] as const) assert.deepEqual(await seen(name), [])
})

test('others see it where somebody shows it: that they did such a thing that month, once, and no names but of shown thanks', async () => {
  await introduce('jule', 'noor', 'tomasz')
  await introduce('jule', 'katharina', 'noor')
  await give('jule', 'tomasz')
  const { id: shown } = await thank('tomasz', 'person', who.jule, { word: 'Für alles.', shows: true })
  await as.jule.patch(`${THANKS}/${shown}`, { shows: true })
  await thank('noor', 'person', who.jule, { word: 'Nur für dich.' })
  assert.equal((await as.paul.get(`${KITH}/people/${who.jule}/light`)).status, 404)
  await show('jule')
  const pauls = await as.paul.get(`${KITH}/people/${who.jule}/light`)
  assert.deepEqual((pauls.body as Flame[]).map(said), [
    'thanked tomasz jule –',
    'gave jule – –',
    'thanked – jule –',
    'introduced jule – –',
  ])
  for (const { kind, word, at, what, ref, lit_by: lit } of pauls.body as Flame[])
    if (word === null) assert.deepEqual([kind, at, what, ref, lit], [kind, null, null, null, null])
  for (const hidden of [who.noor, who.katharina, 'Nur für dich.', 'Ein Kinderrad'])
    assert.ok(!pauls.text.includes(hidden), hidden)
  assert.deepEqual((await shownTo('jule', 'jule')).length, 4, 'as others see it')
  assert.deepEqual((await shownTo('noor', 'jule')).map(said), [
    'thanked noor jule –',
    'thanked tomasz jule –',
    'introduced jule katharina noor',
    'introduced jule tomasz noor',
    'gave jule – –',
  ])
  await block(ctx, who.jule, who.paul)
  assert.equal((await as.paul.get(`${KITH}/people/${who.jule}/light`)).status, 404)
  assert.equal((await as.noor.get(`${KITH}/people/${who.jule}`)).body.shows_light, true)
  assert.equal((await as.paul.get(`${KITH}/people/${who.jule}`)).body.shows_light, false)
})

test('of a question asked without a name others see no more than that somebody answered or gave on', async () => {
  await askThrough(['noor', 'paul', 'grete'], { named: false })
  for (const name of ['grete', 'paul', 'jule'] as const) await show(name)
  assert.deepEqual((await shownTo('aylin', 'grete')).map(said), ['answered grete – –'])
  assert.deepEqual((await shownTo('aylin', 'paul')).map(said), ['passed paul – –'])
  assert.deepEqual(await shownTo('aylin', 'jule'), [])
  assert.deepEqual((await shownTo('jule', 'grete')).map(said), ['answered grete jule –'])
})
