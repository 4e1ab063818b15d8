import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setRole, suspend } from '#modules/accounts'
import { noticesPage } from '#modules/notices'
import { befriend, block, mute } from '#modules/ties'
import { rows, transaction, type Tx } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { type Name, signedIn, tie, village, type Village } from '#test/village'
import { thanksPage } from './views/thanks.ts'

let ctx: TestContext
let api: TestApi
let who: Village
let as: Record<Name, Client>

before(async () => {
  // No mail leaves: no job runs.
  ctx = await testContext({ SMTP_URL: 'smtp://127.0.0.1:2525' })
  api = testApi(ctx)
})
after(() => ctx.close())

// Jule – Noor – Paul – Grete – Aylin, each knowing the next; Katharina knows Jule and Tomasz.
beforeEach(async () => {
  await ctx.pool.query('truncate people, attempts cascade')
  who = await village(ctx)
  as = await signedIn(api, who)
  await tie(ctx, who, [
    ['jule', 'noor'],
    ['noor', 'paul'],
    ['paul', 'grete'],
    ['grete', 'aylin'],
    ['katharina', 'jule'],
    ['katharina', 'tomasz'],
  ])
})

type Thanks = {
  id: string
  about: string | null
  about_id: string | null
  ask_id: string | null
  what: string | null
  with: { username: string } | null
  from: { username: string } | null
  to: { username: string } | null
  before: { username: string } | null
  after: { username: string } | null
  word: string | null
  part: string | null
  shown: boolean
}
const KITH = '/api/kith/v1'
const HOME = `${KITH}/thanks`
const called = (account: { username: string } | null) => account?.username ?? null
const thank = async (name: Name, about: string, id: string, more: object = {}) => {
  const said = await as[name].post(HOME, { about, id, ...more })
  assert.equal(said.status, 200, said.text)
  return said.body as Thanks
}
const statusOf = async (name: Name, id: string) => (await as[name].get(`${HOME}/${id}`)).status
const received = async (name: Name) => (await as[name].get(HOME)).body as Thanks[]
const told = async (name: Name, kind: string) => {
  const found = await noticesPage(ctx.db, who[name], { types: [kind] }, { limit: 40 })
  return found.map((one) => (Object.keys(who) as Name[]).find((other) => who[other] === one.from_id))
}
const codeOf = async (answer: Promise<{ body: { code: string } }>) => (await answer).body?.code

/** Jule asks; it is drawn to Noor, who gives it to Paul, who gives it to Grete, who answers. */
async function askThrough(wish: object = {}) {
  const asked = await as.jule.post(`${KITH}/asks`, { question: 'Wer repariert eine Geige?', reach: 'place', ...wish })
  assert.equal(asked.status, 201, asked.text)
  const { id } = asked.body as { id: string }
  await ctx.pool.query(
    `insert into nudges (ask_id, person_id, first_id, wave, created_at) values ($1, $2, $2, 1, now())`,
    [id, who.noor],
  )
  for (const [name, to] of [
    ['noor', 'paul'],
    ['paul', 'grete'],
  ] as const) {
    const text = 'select id from nudges where ask_id = $1 and person_id = $2'
    const nudge = (await ctx.pool.query(text, [id, who[name]])).rows[0].id
    const passed = await as[name].put(`${KITH}/nudges/${nudge}`, { deed: 'passed', to: who[to] })
    assert.ok(passed.status < 300, passed.text)
  }
  const said = await as.grete.post(`${KITH}/asks/${id}/answers`, { text: 'Frag in der Werkstatt am Kanal.' })
  assert.ok(said.status < 300, said.text)
  const answers = (await as.jule.get(`${KITH}/asks/${id}/answers`)).body as { id: string }[]
  return { askId: id, answerId: answers[0]!.id }
}

/** Katharina introduces Jule and Tomasz, who meet. */
async function introduce() {
  const made = await as.katharina.post(`${KITH}/introductions`, { parties: [who.jule, who.tomasz], note: 'Ihr zwei.' })
  assert.equal(made.status, 201, made.text)
  const { id } = made.body as { id: string }
  for (const name of ['jule', 'tomasz'] as const)
    assert.ok((await as[name].put(`${KITH}/introductions/${id}/answer`, { answer: 'yes' })).status < 300)
  return id
}

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
  assert.equal(await codeOf(as.jule.post(HOME, { about: 'person', id: who.jule })), 'goodwill.yourself')
  assert.equal(
    await codeOf(as.noor.post(HOME, { about: 'offer', id, word: 'x'.repeat(501) })),
    'goodwill.word_too_long',
  )
})

test('a thanks is for the two alone until both let it be shown, and then for whoever comes to the page of whoever was thanked', async () => {
  const { id } = await thank('noor', 'person', who.jule, { word: 'Dass es dich gibt.', shows: true })
  assert.equal(await statusOf('paul', id), 404)
  const shown = async () => (await as.paul.get(`${HOME}?list=shown&by=${who.jule}`)).body as Thanks[]
  assert.deepEqual(await shown(), [])
  assert.equal((await as.paul.patch(`${HOME}/${id}`, { shows: true })).status, 404)
  assert.equal((await as.jule.patch(`${HOME}/${id}`, { word: 'Etwas anderes' })).status, 404)
  assert.equal((await as.jule.patch(`${HOME}/${id}`, { shows: true })).body.shown, true)
  assert.deepEqual(
    (await shown()).map(({ word, part }) => [word, part]),
    [['Dass es dich gibt.', null]],
  )
  await block(ctx, who.paul, who.noor)
  assert.deepEqual(await shown(), [])
  await as.noor.patch(`${HOME}/${id}`, { shows: false })
  assert.equal(await statusOf('grete', id), 404)
})

test('"that helped" thanks whoever answered and all who gave the question on, each of whom sees their neighbours alone', async () => {
  const { answerId } = await askThrough()
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
  await as.jule.patch(`${HOME}/${id}`, { word: 'Sie klingt wieder.' })
  assert.deepEqual([await told('grete', 'thanks'), await told('grete', 'ask_helped')], [['jule'], []])
  assert.equal((await received('noor'))[0]!.word, null)
})

test('what did not help after all takes its thanks along, but not one with a word', async () => {
  const { answerId } = await askThrough()
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
  await introduce()
  await transaction(ctx.db, (tx) => befriend(tx, who.tomasz, who.grete))
  const { answerId } = await askThrough({ named: false })
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
  assert.equal(await codeOf(as.jule.patch(`${HOME}/${said.id}`, { shows: true })), 'goodwill.stays_unnamed')
  assert.equal(await codeOf(as.grete.patch(`${HOME}/${said.id}`, { shows: true })), 'goodwill.stays_unnamed')
  for (const name of ['grete', 'paul'] as const) {
    await block(ctx, who[name], who.jule)
    assert.equal((await received(name)).length, 1, 'it would say who it was')
  }
  assert.deepEqual([await told('grete', 'thanks'), await told('paul', 'thanks_chain')], [['grete'], ['paul']])
})

test('an introduction is thanked for by each of the two, and whoever introduced two hears when they thank each other', async () => {
  const id = await introduce()
  assert.equal((await as.katharina.post(HOME, { about: 'introduction', id })).status, 404)
  assert.equal((await as.noor.post(HOME, { about: 'introduction', id })).status, 404)
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
  assert.equal((await as.jule.post(HOME, { about: 'guest_introduction', id })).status, 404, 'they have not met')
  await ctx.pool.query(`update guest_introductions set state = 'met', met_at = now() where id = $1`, [id])
  const owed = (await as.jule.get(`${HOME}/owed`)).body as { about: string; what: string }[]
  assert.deepEqual(
    owed.map(({ about, what }) => [about, what]),
    [['guest_introduction', 'Mira']],
  )
  assert.equal((await as.noor.post(HOME, { about: 'guest_introduction', id })).status, 404)
  const said = await thank('jule', 'guest_introduction', id, { shows: true })
  assert.deepEqual([called(said.to), said.what], ['katharina', 'Mira'])
  await as.katharina.patch(`${HOME}/${said.id}`, { shows: true })
  assert.equal((await as.noor.get(`${HOME}/${said.id}`)).body.what, null)
})

test('an answer says whose it is, so it is told only to those along the chain who know whom it thanks', async () => {
  const { askId, answerId } = await askThrough()
  await thank('jule', 'answer', answerId)
  const sights = []
  for (const name of ['noor', 'paul', 'grete'] as const) {
    const [one] = await received(name)
    const found = (await as[name].get(`${HOME}?of=${answerId}`)).body as Thanks[]
    sights.push([one!.about, one!.ask_id, one!.about_id, found.length])
  }
  assert.deepEqual(sights, [
    ['answer', askId, null, 0],
    ['answer', askId, answerId, 1],
    ['answer', askId, answerId, 1],
  ])
})

test('what a thanks does not say, no list of thanks about it tells either', async () => {
  await introduce()
  const said = (await as.tomasz.post('/api/v1/statuses', { status: 'Nimm Leim.' })).body
  await thank('jule', 'status', said.id)
  const found = async (name: Name, query: string) =>
    ((await as[name].get(`${HOME}?${query}`)).body as Thanks[]).map(({ part }) => part)
  for (const query of ['about=status', `of=${said.id}`]) {
    assert.deepEqual(await found('tomasz', query), ['to'])
    assert.deepEqual(await found('katharina', query), [], query)
  }
  assert.deepEqual(await found('katharina', ''), ['introduced'])
})

test('that two thank for the same introduction tells nobody else that it was the two who met', async () => {
  const id = await introduce()
  for (const name of ['jule', 'tomasz'] as const) {
    const said = await thank(name, 'introduction', id, { shows: true })
    assert.equal(said.about_id, id)
    assert.equal((await as.katharina.patch(`${HOME}/${said.id}`, { shows: true })).body.about_id, id)
  }
  const shown = (await as.aylin.get(`${HOME}?list=shown&by=${who.katharina}`)).body as Thanks[]
  assert.deepEqual(
    shown.map(({ about, about_id: thing }) => [about, thing]),
    [
      ['introduction', null],
      ['introduction', null],
    ],
  )
})

test('a comment is thanked for by whoever may read it', async () => {
  const said = (await as.paul.post('/api/v1/statuses', { status: 'Nimm Leim aus Knochen.', visibility: 'private' }))
    .body
  assert.equal((await as.jule.post(HOME, { about: 'status', id: said.id })).status, 404)
  const thanks = await thank('noor', 'status', said.id)
  assert.deepEqual([called(thanks.to), thanks.what], ['paul', 'Nimm Leim aus Knochen.'])
  await as.paul.delete(`/api/v1/statuses/${said.id}`)
  const left = (await received('paul'))[0]!
  assert.deepEqual([called(left.from), left.what], ['noor', null])
  const other = (await as.paul.post('/api/v1/statuses', { status: 'Nur für euch.', visibility: 'private' })).body
  const { id } = await thank('noor', 'status', other.id, { shows: true })
  assert.equal((await as.paul.patch(`${HOME}/${id}`, { shows: true })).body.about_id, other.id)
  const forJule = (await as.jule.get(`${HOME}/${id}`)).body as Thanks
  assert.deepEqual([forJule.about, forJule.about_id, forJule.what], ['status', null, null])
})

test('a thanks is passed on as an offer by whoever got it, and by nobody else', async () => {
  const { id } = await thank('noor', 'person', who.jule)
  const words = { kind: 'need', what: 'Eine Stunde Vorlesen', way: 'time', reach: 'people' }
  for (const name of ['noor', 'paul'] as const)
    assert.equal((await as[name].post(`${HOME}/${id}/passing`, words)).status, 404)
  const made = await as.jule.post(`${HOME}/${id}/passing`, words)
  assert.deepEqual([made.status, made.body.kind, made.body.mine], [201, 'offer', true])
  assert.deepEqual((await as.jule.get(`${HOME}/${id}`)).body.passed_on, [made.body.id])
  assert.deepEqual((await as.noor.get(`${HOME}/${id}`)).body.passed_on, [])
  assert.equal(await codeOf(as.jule.post(`${HOME}/${id}/passing`, { ...words, what: ' ' })), 'offers.what_missing')
})

test('taken back it is gone for everybody; suspended, everybody they thanked or who thanked them', async () => {
  const { answerId } = await askThrough()
  const { id } = await thank('jule', 'answer', answerId)
  assert.equal((await as.grete.delete(`${HOME}/${id}`)).status, 404)
  await suspend(ctx, who.jule)
  for (const name of ['grete', 'paul'] as const) {
    assert.equal(await statusOf(name, id), 404)
    assert.deepEqual(await told(name, 'thanks_chain'), [])
  }
  const mine = await thank('paul', 'person', who.grete)
  assert.equal((await as.paul.delete(`${HOME}/${mine.id}`)).status, 204)
  assert.deepEqual([await statusOf('grete', mine.id), await told('grete', 'thanks')], [404, []])
})

test('what somebody did for me stands there to be thanked for, until I do', async () => {
  const introduction = await introduce()
  const offer = await give()
  const owed = async (name: Name, query = '') =>
    (
      (await as[name].get(`${HOME}/owed${query}`)).body as {
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
  assert.equal((await as.paul.post(HOME, { about: 'person', id: who.jule })).status, 404)
})

test('whoever looks after the place and has a part in a thanks learns no name by its report', async () => {
  const { answerId } = await askThrough({ named: false })
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
