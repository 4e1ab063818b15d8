/** Whom both know: a sentence that must be true, and about nobody whom the reader shut out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { updateProfile } from '#modules/people'
import { follow, mute, unfollow } from '#modules/ties'
import { freshVillage } from '#test/village'

// Katharina knows Jule and Tomasz; both know Grete.
const { ctx, who, as } = await freshVillage([
  ['katharina', 'jule'],
  ['katharina', 'tomasz'],
  ['jule', 'grete'],
  ['tomasz', 'grete'],
])

type Told = { reasons: { kind: string; people?: { username: string }[] }[] }
const ask = async (what: string): Promise<Told[]> => (await as.katharina.get(`/api/kith/v1/suggestions/${what}`)).body
const sharedIn = (told: Told[]) =>
  told.flatMap(({ reasons }) => reasons.flatMap(({ people = [] }) => people.map(({ username }) => username)))
const shared = async () => ({ pair: sharedIn(await ask('pairs')), meeting: sharedIn(await ask('people')).toSorted() })

test('who is said to know both is tied with both', async () => {
  assert.deepEqual(await shared(), { pair: ['grete'], meeting: ['jule', 'tomasz'] })
  for (const [one, other] of [
    ['grete', 'jule'],
    ['jule', 'grete'],
  ] as const) {
    await unfollow(ctx, who[one], who[other])
    assert.deepEqual(await shared(), { pair: [], meeting: ['tomasz'] }, 'one who only follows does not know')
    await follow(ctx, who[one], who[other])
  }
  assert.deepEqual(await shared(), { pair: ['grete'], meeting: ['jule', 'tomasz'] })
})

test('nobody is named whom the reader mutes, or who keeps to themselves whom they know', async () => {
  await mute(ctx, who.katharina, who.grete)
  assert.deepEqual((await shared()).pair, [])
  await updateProfile(ctx, who.jule, { hideCollections: true })
  assert.deepEqual((await shared()).meeting, [])
})
