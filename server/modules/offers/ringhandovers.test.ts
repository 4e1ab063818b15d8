import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OFFERS, RINGS, offeringVillage } from '#test/offers'
import type { Name } from '#test/village'

const { ctx, as, stand, wants, chooses, see } = await offeringVillage()
const say = (name: Name, id: string, saying: string) => as[name].put(`${OFFERS}/${id}/saying`, { saying })

/** Jule gives Noor a bicycle, Noor gives Jule honey. */
async function met() {
  const honey = { what: 'Ein Glas Honig' }
  const needs = { jule: await stand('jule', { kind: 'need', ...honey }), noor: await stand('noor', { kind: 'need' }) }
  const offers = { jule: await stand('jule'), noor: await stand('noor', honey) }
  await ctx.runJobs()
  const [{ id }] = (await as.jule.get(RINGS)).body
  for (const name of ['jule', 'noor'] as const) await as[name].put(`${RINGS}/${id}/answer`, { answer: 'yes' })
  return { needs, offers }
}
const owedBy = async (name: Name) =>
  (await as[name].get('/api/kith/v1/thanks/owed')).body.map(
    ({ account, what }: { account: { username: string }; what: string }) => [account.username, what],
  )
const gaveOf = async (name: Name) =>
  (await as[name].get('/api/kith/v1/light')).body.filter(({ kind }: { kind: string }) => kind === 'gave').length

test('what one says of one half of a ring’s hand-over is said of the other, and it is one flame and one thanks', async () => {
  const { needs, offers } = await met()
  await say('noor', needs.noor, 'handed')
  assert.equal((await see('jule', offers.jule)).went.theirs, 'handed')
  assert.deepEqual([await owedBy('noor'), await gaveOf('jule')], [[['jule', 'Ein Kinderrad']], 1])
  await say('jule', offers.jule, 'handed')
  assert.deepEqual((await see('noor', needs.noor)).went.theirs, 'handed')
  assert.deepEqual([await owedBy('noor'), await gaveOf('jule')], [[['jule', 'Ein Kinderrad']], 1])
})

test('a ring tells its people of their own hand-overs whether these came about, as one of the two says and neither denies', async () => {
  const { needs, offers } = await met()
  const handed = async (name: Name) => {
    const [{ gives, gets }] = (await as[name].get(RINGS)).body
    return [gives.handed, gets.handed]
  }
  assert.deepEqual(await handed('jule'), [false, false])
  await say('noor', needs.noor, 'handed')
  assert.deepEqual(
    [await handed('jule'), await handed('noor')],
    [
      [true, false],
      [false, true],
    ],
  )
  await say('noor', offers.noor, 'handed')
  assert.deepEqual(await handed('jule'), [true, true])
  await say('noor', offers.jule, 'missed')
  assert.deepEqual(await handed('jule'), [false, true])
})

test('who says that it did not come to it has their own of it open again, and the other’s is the other’s to say', async () => {
  const { needs, offers } = await met()
  await say('noor', offers.jule, 'missed')
  assert.deepEqual([(await see('noor', needs.noor)).state, (await see('jule', offers.jule)).state], ['open', 'given'])
  await say('jule', offers.jule, 'missed')
  assert.equal((await see('jule', offers.jule)).state, 'open')
})

test('once a ring fell through, what a third person hands over is theirs, and says nothing of the ring', async () => {
  const { needs, offers } = await met()
  await say('noor', offers.jule, 'missed')
  await say('noor', needs.noor, 'missed')
  await wants('paul', needs.noor)
  assert.equal((await chooses('noor', needs.noor, 'paul')).status, 200)
  await say('noor', needs.noor, 'handed')
  assert.equal((await see('noor', offers.jule)).went.mine, 'missed')
  assert.deepEqual(await owedBy('noor'), [['paul', 'Ein Kinderrad']])
  assert.deepEqual([await gaveOf('paul'), await gaveOf('jule')], [1, 0])
})

test('whom a ring brought nothing, and who helps after all, helps: it is counted then', async () => {
  const { needs } = await met()
  assert.notEqual((await see('noor', needs.noor)).ring, null)
  await say('noor', needs.noor, 'missed')
  await wants('jule', needs.noor)
  await chooses('noor', needs.noor, 'jule')
  assert.equal((await see('noor', needs.noor)).ring, null, 'not in the ring any more')
  const { status } = await as.noor.delete(`${OFFERS}/${needs.noor}/choice`)
  assert.ok(status < 300, 'so that may be taken back')
  await chooses('noor', needs.noor, 'jule')
  await say('noor', needs.noor, 'handed')
  assert.deepEqual([await owedBy('noor'), await gaveOf('jule')], [[['jule', 'Ein Kinderrad']], 1])
})
