/** Thanks along a chain: all who gave a question on, or introduced two, hear of it, and learn no name that was kept from them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setRole } from '#modules/accounts'
import { befriend, block } from '#modules/ties'
import { transaction } from '#platform/db'
import { codeOf } from '#test/api'
import { called, IN_A_ROW, KITH, THANKS, thankingVillage, type Thanks } from '#test/goodwill'
import type { Name } from '#test/village'

// No mail leaves: no job runs.
const { ctx, who, as, askThrough, introduce, thank, statusOf, received, told } = await thankingVillage(IN_A_ROW, {
  SMTP_URL: 'smtp://127.0.0.1:2525',
})

test('"that helped" thanks whoever answered and all who gave the question on, each of whom sees their neighbours alone', async () => {
  const { answerId } = await askThrough(['noor', 'paul', 'grete'])
  assert.ok((await as.jule.put(`${KITH}/answers/${answerId}/helped`, { helped: true })).status < 300)
  const [forGrete] = await received('grete')
  assert.deepEqual(
    [called(forGrete!.from), forGrete!.part, forGrete!.what],
    ['jule', 'to', 'Wer repariert eine Geige?'],
  )
  assert.deepEqual([await told('grete', 'thanks'), await told('grete', 'ask_helped')], [[], ['jule']])
  const sights = []
  for (const name of ['noor', 'paul'] as const) {
    const [one] = await received(name)
    assert.deepEqual(await told(name, 'thanks_chain'), ['jule'])
    sights.push([one!.part, ...[one!.from, one!.before, one!.after, one!.to].map(called), one!.word, one!.what])
  }
  assert.deepEqual(sights, [
    ['passed', 'jule', null, 'paul', null, null, 'Wer repariert eine Geige?'],
    ['passed', 'jule', 'noor', 'grete', 'grete', null, 'Wer repariert eine Geige?'],
  ])
  const { id } = await thank('jule', 'answer', answerId)
  assert.deepEqual(await told('grete', 'thanks'), [], 'they know already')
  await as.jule.patch(`${THANKS}/${id}`, { word: 'Sie klingt wieder.' })
  assert.deepEqual([await told('grete', 'thanks'), await told('grete', 'ask_helped')], [['jule'], []])
  assert.equal((await received('noor'))[0]!.word, null)
})

test('what did not help after all takes its thanks along, but not one with a word', async () => {
  const { answerId } = await askThrough(['noor', 'paul', 'grete'])
  const mark = (helped: boolean) => as.jule.put(`${KITH}/answers/${answerId}/helped`, { helped })
  await mark(true)
  await mark(false)
  for (const name of ['grete', 'noor', 'paul'] as const) {
    assert.deepEqual(await received(name), [])
    assert.deepEqual(await told(name, 'thanks_chain'), [])
  }
  await mark(true)
  await thank('jule', 'answer', answerId, { word: 'Danke!' })
  await mark(false)
  assert.equal((await received('grete')).length, 1)
})

test('whoever asked without being named thanks without being named, and nobody else is told', async () => {
  await introduce('katharina', 'jule', 'tomasz')
  await transaction(ctx.db, (tx) => befriend(tx, who.tomasz, who.grete))
  const { answerId } = await askThrough(['noor', 'paul', 'grete'], { named: false })
  const said = await thank('jule', 'answer', answerId, { word: 'Danke.' })
  const [forGrete] = await received('grete')
  assert.deepEqual([forGrete!.from, forGrete!.word], [null, 'Danke.'])
  assert.deepEqual([await told('grete', 'thanks'), await told('paul', 'thanks_chain')], [['grete'], ['paul']])
  // Noor is one of Jule's people.
  assert.deepEqual(
    (await received('noor')).map(({ from }) => called(from)),
    ['jule'],
  )
  assert.deepEqual(
    (await received('paul')).map(({ from }) => called(from)),
    [null],
  )
  assert.equal(await codeOf(as.jule.patch(`${THANKS}/${said.id}`, { shows: true })), 'goodwill.stays_unnamed')
  assert.equal(await codeOf(as.grete.patch(`${THANKS}/${said.id}`, { shows: true })), 'goodwill.stays_unnamed')
  for (const name of ['grete', 'paul'] as const) {
    await block(ctx, who[name], who.jule)
    assert.equal((await received(name)).length, 1, 'it would say who it was')
  }
  assert.deepEqual([await told('grete', 'thanks'), await told('paul', 'thanks_chain')], [['grete'], ['paul']])
})

test('an introduction is thanked for by each of the two, and whoever introduced two hears when they thank each other', async () => {
  const id = await introduce('katharina', 'jule', 'tomasz')
  assert.equal((await as.katharina.post(THANKS, { about: 'introduction', id })).status, 404)
  assert.equal((await as.noor.post(THANKS, { about: 'introduction', id })).status, 404)
  const said = await thank('jule', 'introduction', id, { word: 'Er baut mir ein Cello.' })
  assert.deepEqual([called(said.to), called(said.with)], ['katharina', 'tomasz'])
  assert.equal(await statusOf('tomasz', said.id), 404)
  const other = await thank('tomasz', 'person', who.jule, { word: 'Für den Kaffee.' })
  const heard = (await received('katharina')).find((one) => one.id === other.id)!
  assert.deepEqual(
    [heard.part, called(heard.from), called(heard.to), heard.word, heard.about],
    ['introduced', 'tomasz', 'jule', null, null],
  )
  assert.deepEqual(await told('katharina', 'thanks_chain'), ['tomasz'])
  await block(ctx, who.katharina, who.jule)
  assert.equal(await statusOf('katharina', other.id), 404)
  assert.deepEqual(await told('katharina', 'thanks_chain'), [])
})

test('being introduced to somebody with only e-mail is thanked for, and their name told to nobody else', async () => {
  const made = await as.katharina.post(`${KITH}/guest_introductions`, {
    person: who.jule,
    guest: { name: 'Mira', email: 'mira@post.test' },
    locale: 'de',
    note: 'Ihr zwei.',
  })
  assert.equal(made.status, 201, made.text)
  const { id } = made.body as { id: string }
  assert.equal((await as.jule.post(THANKS, { about: 'guest_introduction', id })).status, 404, 'they have not met')
  await ctx.pool.query(`update guest_introductions set state = 'met', met_at = now() where id = $1`, [id])
  const owed = (await as.jule.get(`${THANKS}/owed`)).body as { about: string; what: string }[]
  assert.deepEqual(
    owed.map(({ about, what }) => [about, what]),
    [['guest_introduction', 'Mira']],
  )
  assert.equal((await as.noor.post(THANKS, { about: 'guest_introduction', id })).status, 404)
  const said = await thank('jule', 'guest_introduction', id, { shows: true })
  assert.deepEqual([called(said.to), said.what], ['katharina', 'Mira'])
  await as.katharina.patch(`${THANKS}/${said.id}`, { shows: true })
  assert.equal((await as.noor.get(`${THANKS}/${said.id}`)).body.what, null)
})

test('an answer says whose it is, so it is told only to those along the chain who know whom it thanks', async () => {
  const { askId, answerId } = await askThrough(['noor', 'paul', 'grete'])
  await thank('jule', 'answer', answerId)
  const sights = []
  for (const name of ['noor', 'paul', 'grete'] as const) {
    const [one] = await received(name)
    const found = (await as[name].get(`${THANKS}?of=${answerId}`)).body as Thanks[]
    sights.push([one!.about, one!.ask_id, one!.about_id, found.length])
  }
  assert.deepEqual(sights, [
    ['answer', askId, null, 0],
    ['answer', askId, answerId, 1],
    ['answer', askId, answerId, 1],
  ])
})

test('what a thanks does not say, no list of thanks about it tells either', async () => {
  await introduce('katharina', 'jule', 'tomasz')
  const said = (await as.tomasz.post('/api/v1/statuses', { status: 'Nimm Leim.' })).body
  await thank('jule', 'status', said.id)
  const found = async (name: Name, query: string) =>
    ((await as[name].get(`${THANKS}?${query}`)).body as Thanks[]).map(({ part }) => part)
  for (const query of ['about=status', `of=${said.id}`]) {
    assert.deepEqual(await found('tomasz', query), ['to'])
    assert.deepEqual(await found('katharina', query), [], query)
  }
  assert.deepEqual(await found('katharina', ''), ['introduced'])
})

test('that two thank for the same introduction tells nobody else that it was the two who met', async () => {
  const id = await introduce('katharina', 'jule', 'tomasz')
  for (const name of ['jule', 'tomasz'] as const) {
    const said = await thank(name, 'introduction', id, { shows: true })
    assert.equal(said.about_id, id)
    assert.equal((await as.katharina.patch(`${THANKS}/${said.id}`, { shows: true })).body.about_id, id)
  }
  const shown = (await as.aylin.get(`${THANKS}?list=shown&by=${who.katharina}`)).body as Thanks[]
  assert.deepEqual(
    shown.map(({ about, about_id: thing }) => [about, thing]),
    [
      ['introduction', null],
      ['introduction', null],
    ],
  )
})

test('whoever looks after the place and has a part in a thanks learns no name by its report', async () => {
  const { answerId } = await askThrough(['noor', 'paul', 'grete'], { named: false })
  const { id } = await thank('jule', 'answer', answerId, { word: 'Danke!' })
  assert.ok((await as.grete.post(`${KITH}/reports`, { kind: 'thanks', id, category: 'spam' })).status < 300)
  type Report = { account: { username: string } | null; reporter: { username: string } | null }
  const sights = []
  for (const name of ['aylin', 'grete', 'paul', 'noor'] as const) {
    await setRole(ctx, who[name], 'moderator')
    const [report] = (await as[name].get(`${KITH}/reports`)).body as Report[]
    sights.push([name, called(report!.account), called(report!.reporter)])
  }
  assert.deepEqual(sights, [
    ['aylin', 'jule', 'grete'],
    ['grete', null, 'grete'],
    ['paul', null, 'grete'],
    ['noor', 'jule', null],
  ])
})
