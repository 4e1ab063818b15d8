/** Of mine at a glance: who would like it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OFFERS, offeringVillage } from '#test/offers'
import type { Name } from '#test/village'

const { as, who, stand, wants, nameOf } = await offeringVillage()

type Wanted = { offer_id: string; people: { id: string }[]; more: boolean }
const wantedOf = async (name: Name) =>
  ((await as[name].get(`${OFFERS}/wanted`)).body as Wanted[]).map(({ offer_id: id, people, more }) => [
    id,
    people.map((one) => nameOf(one.id)),
    more,
  ])

test('whose it is sees at a glance who would like it, the first three by name; nobody else does', async () => {
  const bike = await stand('jule')
  const lamp = await stand('jule', { what: 'Eine Lampe' })
  await stand('jule', { what: 'Ein Stuhl' })
  for (const name of ['paul', 'noor'] as const) await wants(name, bike)
  assert.deepEqual(await wantedOf('jule'), [[bike, ['noor', 'paul'], false]])
  for (const name of ['paul', 'noor', 'grete', 'tomasz'] as const) await wants(name, lamp)
  assert.deepEqual(await wantedOf('jule'), [
    [lamp, ['grete', 'noor', 'paul'], true],
    [bike, ['noor', 'paul'], false],
  ])
  assert.deepEqual(await wantedOf('noor'), [])
  const [first] = (await as.jule.get(`${OFFERS}/wanted`)).body
  assert.deepEqual([first.what, first.kind, first.drawn_at], ['Eine Lampe', 'offer', null])
  const at = new Date(Date.now() + 86_400_000).toISOString()
  await as.jule.put(`${OFFERS}/${lamp}/choice`, { drawn_at: at })
  assert.equal((await as.jule.get(`${OFFERS}/wanted`)).body[0].drawn_at, at)
})

test('neither whoever thought better of it, nor whom a block parts from it, nor what is given is among them', async () => {
  const tent = await stand('noor', { what: 'Ein Zelt' })
  for (const name of ['paul', 'grete', 'jule'] as const) await wants(name, tent)
  await as.paul.delete(`${OFFERS}/${tent}/taking`)
  await as.grete.post(`/api/v1/accounts/${who.noor}/block`)
  assert.deepEqual(await wantedOf('noor'), [[tent, ['jule'], false]])
  await as.noor.put(`${OFFERS}/${tent}/choice`, { person: who.jule })
  assert.deepEqual(await wantedOf('noor'), [])
})
