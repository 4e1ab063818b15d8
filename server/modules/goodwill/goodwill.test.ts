import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suspend } from '#modules/accounts'
import { block, mute } from '#modules/ties'
import { rows, transaction, type Tx } from '#platform/db'
import { codeOf } from '#test/api'
import { called, IN_A_ROW, KITH, THANKS, thankingVillage, type Thanks } from '#test/goodwill'
import type { Name } from '#test/village'
import { thanksPage } from './views/thanks.ts'

const { ctx, who, as, askThrough, introduce, thank, statusOf, received, told } = await thankingVillage(IN_A_ROW)

/** Jule's bicycle, which Noor gets. */
async function give() {
  const made = await as.jule.post(`${KITH}/offers`, {
    kind: 'offer',
    what: 'Ein Kinderrad',
    way: 'gift',
    reach: 'people',
  })
  const { id } = made.body as { id: string }
  await as.noor.put(`${KITH}/offers/${id}/taking`, {})
  assert.equal((await as.jule.put(`${KITH}/offers/${id}/choice`, { person: who.noor })).status, 200)
  return id
}

test('somebody is thanked in one tap, with a word or without, and by the same person for the same thing once', async () => {
  const id = await give()
  const first = await thank('noor', 'offer', id)
  assert.deepEqual(
    [called(first.from), called(first.to), first.what, first.word],
    ['noor', 'jule', 'Ein Kinderrad', null],
  )
  const again = await thank('noor', 'offer', id, { word: '  Er fährt schon!  ' })
  assert.deepEqual([again.id, again.word], [first.id, 'Er fährt schon!'])
  assert.equal((await thank('noor', 'offer', id)).word, 'Er fährt schon!')
  assert.deepEqual(await told('jule', 'thanks'), ['noor'])
  assert.deepEqual(
    (await received('jule')).map(({ id: one, part }) => [one, part]),
    [[first.id, 'to']],
  )
  assert.equal(await codeOf(as.jule.post(THANKS, { about: 'person', id: who.jule })), 'goodwill.yourself')
  assert.equal(
    await codeOf(as.noor.post(THANKS, { about: 'offer', id, word: 'x'.repeat(501) })),
    'goodwill.word_too_long',
  )
})

test('a thanks is for the two alone until both let it be shown, and then for whoever comes to the page of whoever was thanked', async () => {
  const { id } = await thank('noor', 'person', who.jule, { word: 'Dass es dich gibt.', shows: true })
  assert.equal(await statusOf('paul', id), 404)
  const shown = async () => (await as.paul.get(`${THANKS}?list=shown&by=${who.jule}`)).body as Thanks[]
  assert.deepEqual(await shown(), [])
  assert.equal((await as.paul.patch(`${THANKS}/${id}`, { shows: true })).status, 404)
  assert.equal((await as.jule.patch(`${THANKS}/${id}`, { word: 'Etwas anderes' })).status, 404)
  assert.equal((await as.jule.patch(`${THANKS}/${id}`, { shows: true })).body.shown, true)
  assert.deepEqual(
    (await shown()).map(({ word, part }) => [word, part]),
    [['Dass es dich gibt.', null]],
  )
  await block(ctx, who.paul, who.noor)
  assert.deepEqual(await shown(), [])
  await as.noor.patch(`${THANKS}/${id}`, { shows: false })
  assert.equal(await statusOf('grete', id), 404)
})

test('a comment is thanked for by whoever may read it', async () => {
  const said = (await as.paul.post('/api/v1/statuses', { status: 'Nimm Leim aus Knochen.', visibility: 'private' }))
    .body
  assert.equal((await as.jule.post(THANKS, { about: 'status', id: said.id })).status, 404)
  const thanks = await thank('noor', 'status', said.id)
  assert.deepEqual([called(thanks.to), thanks.what], ['paul', 'Nimm Leim aus Knochen.'])
  await as.paul.delete(`/api/v1/statuses/${said.id}`)
  const left = (await received('paul'))[0]!
  assert.deepEqual([called(left.from), left.what], ['noor', null])
  const other = (await as.paul.post('/api/v1/statuses', { status: 'Nur für euch.', visibility: 'private' })).body
  const { id } = await thank('noor', 'status', other.id, { shows: true })
  assert.equal((await as.paul.patch(`${THANKS}/${id}`, { shows: true })).body.about_id, other.id)
  const forJule = (await as.jule.get(`${THANKS}/${id}`)).body as Thanks
  assert.deepEqual([forJule.about, forJule.about_id, forJule.what], ['status', null, null])
})

test('a thanks is passed on as an offer by whoever got it, and by nobody else', async () => {
  const { id } = await thank('noor', 'person', who.jule)
  const words = { kind: 'offer', what: 'Eine Stunde Vorlesen', way: 'time', reach: 'people' }
  for (const name of ['noor', 'paul'] as const)
    assert.equal((await as[name].post(`${THANKS}/${id}/passing`, words)).status, 404)
  const made = await as.jule.post(`${THANKS}/${id}/passing`, words)
  assert.deepEqual([made.status, made.body.kind, made.body.mine], [201, 'offer', true])
  assert.deepEqual((await as.jule.get(`${THANKS}/${id}`)).body.passed_on, [made.body.id])
  assert.deepEqual((await as.noor.get(`${THANKS}/${id}`)).body.passed_on, [])
  assert.equal(await codeOf(as.jule.post(`${THANKS}/${id}/passing`, { ...words, what: ' ' })), 'offers.what_missing')
})

test('why something is offered whose it is reads, and whom they thank it passes on, and nobody else', async () => {
  const words = { kind: 'offer', what: 'Eine Stunde Vorlesen', way: 'time', reach: 'place' }
  const behind = async (name: Name, list: string, offer: string) =>
    ((await as[name].get(`${THANKS}?list=${list}&passed_on=${offer}`)).body as Thanks[]).map((one) => one.id)
  const { id } = await thank('noor', 'person', who.jule)
  await thank('noor', 'person', who.grete)
  const made = (await as.jule.post(`${THANKS}/${id}/passing`, words)).body.id as string
  assert.deepEqual([await behind('jule', 'received', made), await behind('noor', 'given', made)], [[id], [id]])
  for (const list of ['received', 'given']) assert.deepEqual(await behind('paul', list, made), [])
  const { answerId } = await askThrough(['noor', 'paul', 'grete'])
  const chained = await thank('jule', 'answer', answerId)
  const along = (await as.paul.post(`${THANKS}/${chained.id}/passing`, words)).body.id as string
  assert.deepEqual(await behind('paul', 'received', along), [chained.id])
  assert.deepEqual(await behind('jule', 'given', along), [], 'who stands along the chain is told to nobody')
})

test('taken back it is gone for everybody; suspended, everybody they thanked or who thanked them', async () => {
  const { answerId } = await askThrough(['noor', 'paul', 'grete'])
  const { id } = await thank('jule', 'answer', answerId)
  assert.equal((await as.grete.delete(`${THANKS}/${id}`)).status, 404)
  await suspend(ctx, who.jule)
  for (const name of ['grete', 'paul'] as const) {
    assert.equal(await statusOf(name, id), 404)
    assert.deepEqual(await told(name, 'thanks_chain'), [])
  }
  const mine = await thank('paul', 'person', who.grete)
  assert.equal((await as.paul.delete(`${THANKS}/${mine.id}`)).status, 204)
  assert.deepEqual([await statusOf('grete', mine.id), await told('grete', 'thanks')], [404, []])
})

test('what somebody did for me stands there to be thanked for, until I do', async () => {
  const introduction = await introduce('katharina', 'jule', 'tomasz')
  const offer = await give()
  const owed = async (name: Name, query = '') =>
    (
      (await as[name].get(`${THANKS}/owed${query}`)).body as {
        about: string
        about_id: string
        account: { username: string }
      }[]
    ).map((one) => [one.about, one.about_id, one.account.username])
  assert.deepEqual(await owed('jule'), [['introduction', introduction, 'katharina']])
  assert.deepEqual(await owed('noor'), [], 'it was not handed over yet')
  await as.jule.put(`${KITH}/offers/${offer}/saying`, { saying: 'handed' })
  assert.deepEqual(await owed('noor'), [['offer', offer, 'jule']])
  assert.deepEqual(await owed('noor', `?by=${who.paul}`), [])
  await as.noor.put(`${KITH}/offers/${offer}/saying`, { saying: 'missed' })
  assert.deepEqual(await owed('noor'), [])
  await thank('jule', 'introduction', introduction)
  assert.deepEqual(await owed('jule'), [])
})

test('a block, and a mute, shut thanks out as everything else; a report names its words', async () => {
  await mute(ctx, who.jule, who.noor)
  const { id } = await thank('noor', 'person', who.jule, { word: 'Nur so.' })
  assert.deepEqual([await told('jule', 'thanks'), await received('jule')], [[], []])
  const reported = await as.jule.post(`${KITH}/reports`, { kind: 'thanks', id, category: 'spam' })
  assert.ok(reported.status < 300, reported.text)
  assert.equal((await as.paul.post(`${KITH}/reports`, { kind: 'thanks', id, category: 'spam' })).status, 404)
  await block(ctx, who.jule, who.paul)
  assert.equal((await as.paul.post(THANKS, { about: 'person', id: who.jule })).status, 404)
})

test('one’s own thanks are found by indexes, however many others give', async () => {
  await ctx.pool.query(`
    insert into people (id, username) select g, 'viele' || g from generate_series(1, 500) g;
    insert into thanks (id, from_id, to_id, about, created_at)
      select g, g % 500 + 1, (g + 7) % 500 + 1, 'person', now() from generate_series(1, 5000) g;
    insert into thanks_chain (thanks_id, person_id, part, sees_from, sees_to)
      select g, (g + 3) % 500 + 1, 'introduced', true, true from generate_series(1, 5000) g`)
  await ctx.pool.query('analyze')
  const readOf = async (tx: Tx) => {
    const text = `select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables where relname = 'thanks'`
    return Number((await rows<{ read: string }>(tx, text, []))[0]!.read)
  }
  for (const [list, found] of [
    ['received', 20],
    ['given', 10],
    ['shown', 0],
  ] as const)
    await transaction(ctx.db, async (tx) => {
      const before = await readOf(tx)
      const byId = list === 'shown' ? '9' : undefined
      assert.equal((await thanksPage({ ...ctx, db: tx }, '9', { limit: 40 }, { list, byId })).length, found, list)
      assert.ok((await readOf(tx)) - before < 100, list)
    })
})
