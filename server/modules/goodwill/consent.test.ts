/** Nobody's words stand on anybody's page without their yes to just these, and a yes ends with a report or a block. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { block, unblock } from '#modules/ties'
import { IN_A_ROW, KITH, THANKS, thankingVillage, type Thanks } from '#test/goodwill'

const { ctx, who, as, askThrough, thank, statusOf } = await thankingVillage(IN_A_ROW)

/** Noor thanks Jule, and both let it be shown. */
async function shownByBoth(word?: string): Promise<string> {
  const { id } = await thank('noor', 'person', who.jule, { word, shows: true })
  assert.equal((await as.jule.patch(`${THANKS}/${id}`, { shows: true })).body.shown, true)
  return id
}
const change = (name: 'jule' | 'noor', id: string, changes: object) => as[name].patch(`${THANKS}/${id}`, changes)
/** What Paul reads on Jule's page. */
const readByPaul = async () =>
  ((await as.paul.get(`${THANKS}?list=shown&by=${who.jule}`)).body as Thanks[]).map(({ word }) => word)
const showsOf = async (id: string) => (await as.noor.get(`${THANKS}/${id}`)).body.shows

test('other words stand on somebody’s page only once they say yes to these, too', async () => {
  const id = await shownByBoth('Danke!')
  const said = await change('noor', id, { word: 'Du blöde Kuh' })
  assert.deepEqual([said.status, said.body.shown, said.body.shows], [200, false, { mine: true, theirs: false }])
  assert.deepEqual([await readByPaul(), await statusOf('paul', id)], [[], 404])
  await change('jule', id, { shows: true })
  assert.deepEqual(await readByPaul(), ['Du blöde Kuh'])
  await thank('noor', 'person', who.jule, { word: 'Du dumme Kuh', shows: true })
  assert.deepEqual(await readByPaul(), [], 'nor by thanking again')
})

test('a first word after both said yes is asked for as well, and none or the same changes nothing', async () => {
  const id = await shownByBoth()
  await change('noor', id, { word: 'Danke!' })
  assert.deepEqual(await readByPaul(), [])
  await change('jule', id, { shows: true })
  await change('noor', id, { word: ' Danke! ' })
  assert.deepEqual(await readByPaul(), ['Danke!'])
  await change('noor', id, { word: null })
  assert.deepEqual(await readByPaul(), [null])
})

test('whoever said yes before the other did has not said yes to other words', async () => {
  const { id } = await thank('noor', 'person', who.jule, { word: 'Danke!' })
  await change('jule', id, { shows: true })
  await change('noor', id, { word: 'Du blöde Kuh', shows: true })
  assert.deepEqual(await readByPaul(), [])
})

test('what somebody reports stands on their page no more, and others’ reports change nothing there', async () => {
  const id = await shownByBoth('Danke!')
  const report = async (name: 'jule' | 'grete') =>
    assert.equal((await as[name].post(`${KITH}/reports`, { kind: 'thanks', id, category: 'other' })).status, 204)
  await report('grete')
  assert.deepEqual(await readByPaul(), ['Danke!'])
  await report('jule')
  assert.deepEqual([await readByPaul(), await statusOf('paul', id)], [[], 404])
  assert.deepEqual(await showsOf(id), { mine: true, theirs: false })
  await change('noor', id, { word: 'Anders', shows: true })
  assert.deepEqual(await readByPaul(), [])
})

test('whoever shuts the other out takes it from the page, whichever of the two it is, also once they let them in again', async () => {
  for (const [one, other] of [
    ['jule', 'noor'],
    ['noor', 'jule'],
  ] as const) {
    const id = await shownByBoth('Danke!')
    await block(ctx, who[one], who[other])
    assert.deepEqual([await readByPaul(), await statusOf('paul', id)], [[], 404])
    await unblock(ctx, who[one], who[other])
    assert.deepEqual(await readByPaul(), [])
    assert.deepEqual(await showsOf(id), { mine: false, theirs: false })
  }
})

test('while a block is between the two no word is said anew and nothing shown, and each may still take theirs back', async () => {
  const id = await shownByBoth('Danke!')
  await block(ctx, who.jule, who.noor)
  for (const wish of [{ word: 'Du blöde Kuh' }, { shows: true }])
    assert.equal((await change('noor', id, wish)).status, 404)
  assert.equal((await as.noor.post(THANKS, { about: 'person', id: who.jule, word: 'Du blöde Kuh' })).status, 404)
  assert.equal((await as.noor.get(`${THANKS}/${id}`)).body.word, 'Danke!')
  const without = await change('noor', id, { word: null, shows: false })
  assert.deepEqual([without.status, without.body.word], [200, null])
  assert.equal((await as.noor.delete(`${THANKS}/${id}`)).status, 204)
})

test('nor is it said anew to somebody who was thanked without learning by whom', async () => {
  const { answerId } = await askThrough(['paul', 'grete'], { named: false })
  const { id } = await thank('jule', 'answer', answerId, { word: 'Danke!' })
  await block(ctx, who.grete, who.jule)
  assert.equal((await change('jule', id, { word: 'Du blöde Kuh' })).status, 404)
  assert.equal((await as.grete.get(`${THANKS}/${id}`)).body.word, 'Danke!')
})

test('nor do other words stand there as what it was for: a question, or what was needed, that was said differently since', async () => {
  await as.noor.post(`${KITH}/asks`, { question: 'Wer backt Brot?', reach: 'everybody' })
  const [ask] = (await as.jule.get(`${KITH}/asks`)).body
  await as.jule.post(`${KITH}/asks/${ask.id}/answers`, { text: 'Ich.' })
  const [answer] = (await as.noor.get(`${KITH}/asks/${ask.id}/answers`)).body
  const need = { kind: 'need', what: 'Ein Kinderrad', way: 'gift', reach: 'place' }
  const offerId = (await as.noor.post(`${KITH}/offers`, need)).body.id
  await as.jule.put(`${KITH}/offers/${offerId}/taking`, {})
  await as.noor.put(`${KITH}/offers/${offerId}/choice`, { person: who.jule })
  for (const [about, id] of [
    ['answer', answer.id],
    ['offer', offerId],
  ] as const) {
    const thanks = await thank('noor', about, id, { shows: true })
    await change('jule', thanks.id, { shows: true })
  }
  const whatBy = async (name: 'paul' | 'jule') =>
    ((await as[name].get(`${THANKS}?list=shown&by=${who.jule}`)).body as Thanks[]).map(({ what }) => what)
  assert.deepEqual(await whatBy('paul'), ['Ein Kinderrad', 'Wer backt Brot?'])
  await as.noor.delete(`${KITH}/offers/${offerId}/choice`)
  assert.equal((await as.noor.patch(`${KITH}/offers/${offerId}`, { what: 'Die blöde Kuh' })).status, 200)
  assert.equal((await as.noor.put(`/api/v1/statuses/${ask.status_id}`, { status: 'Wer ist die Kuh?' })).status, 200)
  assert.deepEqual(await whatBy('paul'), [null, null])
  assert.deepEqual(await whatBy('jule'), ['Die blöde Kuh', 'Wer ist die Kuh?'])
})
