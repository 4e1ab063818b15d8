import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { removeAccount, setRole } from '#modules/accounts'
import { befriend } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { mailServer, type MailServer } from '#test/smtp'
import { type Name, signedIn, tie, village, type Village } from '#test/village'

let post: MailServer
let ctx: TestContext
let api: TestApi
let who: Village
let as: Record<Name, Client>
before(async () => {
  post = await mailServer()
  ctx = await testContext({ SMTP_URL: post.url })
  api = testApi(ctx)
  who = await village(ctx)
  as = await signedIn(api, who)
  await setRole(ctx, who.grete, 'moderator')
  await tie(ctx, who, [
    ['jule', 'katharina'],
    ['katharina', 'noor'],
    ['noor', 'tomasz'],
    ['katharina', 'tomasz'],
  ])
})
after(async () => {
  await ctx.close()
  await post.close()
})

const HOME = '/api/kith/v1'
const reports = async (query = '') => (await as.grete.get(`${HOME}/reports${query}`)).body
const noticesOf = async (client: Client) => (await client.get('/api/v1/notifications')).text

test('a person and their statuses are reported as apps do it, to those who look after the place alone', async () => {
  const said = (await as.paul.post('/api/v1/statuses', { status: 'Kauft, kauft!' })).body
  const hidden = (await as.paul.post('/api/v1/statuses', { status: 'Heimlich', visibility: 'direct' })).body
  const wish = { account_id: who.paul, status_ids: [said.id, hidden.id], comment: 'Werbung', category: 'spam' }
  const made = await as.jule.post('/api/v1/reports', wish)
  assert.equal(made.status, 200, made.text)
  assert.equal(made.body.target_account.id, who.paul)
  const [report] = await reports()
  assert.deepEqual(
    [
      report.account.id,
      report.reporter.id,
      report.about,
      report.about_ids,
      report.words,
      report.comment,
      report.settled,
    ],
    [who.paul, who.jule, 'status', [said.id], 'Kauft, kauft!', 'Werbung', false],
  )
  assert.equal((await as.jule.get(`${HOME}/reports`)).status, 403)
  assert.equal((await as.jule.put(`${HOME}/reports/${report.id}/settled`, { settled: true })).status, 403)
  assert.equal((await as.jule.put(`${HOME}/people/${who.paul}/suspended`, { suspended: true })).status, 403)
  const told = await ctx.pool.query(`select person_id from notices where kind = 'report'`)
  assert.deepEqual(told.rows, [{ person_id: who.grete }])
  assert.equal((await as.grete.put(`${HOME}/reports/${report.id}/settled`, { settled: true })).status, 204)
  assert.deepEqual(await reports('?open=true'), [])
  assert.equal((await as.jule.post('/api/v1/reports', { account_id: who.jule })).status, 422)
  assert.equal((await as.jule.post('/api/v1/reports', { account_id: '7' })).status, 404)
})

test('what came without a name is reported without telling whose it is', async () => {
  const asked = (await as.jule.post(`${HOME}/asks`, { question: 'Geld?', reach: 'place', named: false })).body
  const wish = { target: who.tomasz, via: who.katharina, note: 'Ich will ihn sehen' }
  await as.jule.post(`${HOME}/introduction_requests`, wish)
  const step = (await as.katharina.get(`${HOME}/passed_requests`)).body[0]
  await as.katharina.put(`${HOME}/passed_requests/${step.id}/deed`, { deed: 'passed', to: who.noor })
  const second = (await as.noor.get(`${HOME}/passed_requests`)).body[0]
  for (const [client, kind, id] of [
    [as.aylin, 'ask', asked.id],
    [as.noor, 'request', second.id],
  ] as const) {
    const answer = await client.post(`${HOME}/reports`, { kind, id, category: 'spam' })
    assert.deepEqual([answer.status, answer.text], [204, ''])
  }
  const [request, ask] = await reports('?open=true')
  assert.deepEqual([request.account.id, request.words], [who.jule, 'Ich will ihn sehen'])
  assert.deepEqual([ask.account.id, ask.words.trim()], [who.jule, 'Geld?'])
  assert.equal((await as.aylin.post(`${HOME}/reports`, { kind: 'request', id: second.id })).status, 404)
  assert.equal((await as.aylin.post(`${HOME}/reports`, { kind: 'introduction', id: '7' })).status, 404)
  const mine = (await as.jule.post(`${HOME}/asks`, { question: 'Wer?', reach: 'people' })).body
  assert.equal(
    (await as.aylin.post(`${HOME}/reports`, { kind: 'ask', id: mine.id })).status,
    404,
    'what one may not see',
  )
})

test('an introduction is reported with what was for both, and for the one who reports it', async () => {
  await transaction(ctx.db, (tx) => befriend(tx, who.katharina, who.aylin))
  const notes = { [who.aylin]: 'Er zahlt gut', [who.noor]: 'Sie zahlt gut' }
  const wish = { parties: [who.aylin, who.noor], note: 'Ihr zwei', notes }
  const { id } = (await as.katharina.post(`${HOME}/introductions`, wish)).body
  for (const client of [as.aylin, as.noor])
    assert.equal((await client.post(`${HOME}/reports`, { kind: 'introduction', id })).status, 204)
  const [byNoor, byAylin] = await reports()
  assert.deepEqual([byNoor.account.id, byNoor.words], [who.katharina, 'Ihr zwei\n\nSie zahlt gut'])
  assert.deepEqual([byAylin.account.id, byAylin.words], [who.katharina, 'Ihr zwei\n\nEr zahlt gut'])
})

/** Katharina introduces Tomasz to somebody with only e-mail. */
async function introduceGuest(email: string) {
  const words = { note: 'Ihr zwei', word: 'Kauf ihr was ab', guest_word: 'Kauf ihm was ab' }
  const wish = { person: who.tomasz, guest: { name: 'Margarethe', email }, ...words, locale: 'de' }
  const made = await as.katharina.post(`${HOME}/guest_introductions`, wish)
  assert.equal(made.status, 201, made.text)
  await ctx.runJobs()
  const [, token] = /\/guest\/([\w-]+)\?answer=yes/.exec(post.mails.at(-1)!.text!)!
  return { id: made.body.id as string, page: `${HOME}/guests/${token}` }
}

test('an introduction to somebody with only e-mail is reported by the one here, and their address stands nowhere', async () => {
  const { id, page } = await introduceGuest('margarethe@post.example')
  const reportIt = (client: Client) =>
    client.post(`${HOME}/reports`, {
      kind: 'guest_introduction',
      id,
      category: 'spam',
      comment: 'Sie will nur verkaufen',
    })
  const answered = await reportIt(as.tomasz)
  assert.deepEqual([answered.status, answered.text], [204, ''])
  const [report] = await reports('?open=true')
  assert.deepEqual(
    [report.account.id, report.reporter.id, report.by_guest, report.about, report.about_ids, report.words],
    [who.katharina, who.tomasz, false, 'guest_introduction', [id], 'Ihr zwei\n\nKauf ihr was ab'],
  )
  for (const client of [as.katharina, as.aylin, as.grete]) assert.equal((await reportIt(client)).status, 404)
  await api.signedOut.put(`${page}/answer`, { answer: 'yes' })
  await as.tomasz.put(`${HOME}/guest_introductions/${id}/answer`, { answer: 'yes' })
  assert.equal((await reportIt(as.tomasz)).status, 204, 'also when they have met')
  assert.ok(!JSON.stringify([await reports(), await noticesOf(as.grete)]).includes('@post.example'))
  const seen = await as.katharina.get(`${HOME}/guest_introductions/${id}`)
  assert.ok(!/report/i.test(seen.text + (await noticesOf(as.katharina))), 'nor is who proposed it told')
})

test('a guest reports once by the link of their mail, and hears no more from here', async () => {
  const { id, page } = await introduceGuest('ute@post.example')
  const wish = { category: 'violation', comment: 'Wer ist das?' }
  const answers = await Promise.all([1, 2, 3].map(() => api.signedOut.post(`${page}/report`, wish)))
  for (const { status, text } of answers) assert.deepEqual([status, text], [204, ''])
  const ofIt = async () => (await reports()).filter((one: { about_ids: string[] }) => one.about_ids.includes(id))
  const [report, ...more] = await ofIt()
  assert.deepEqual(
    [report.account.id, report.reporter, report.by_guest, report.category, report.comment, report.words],
    [who.katharina, null, true, 'violation', 'Wer ist das?', 'Ihr zwei\n\nKauf ihm was ab'],
  )
  assert.deepEqual(more, [])
  const told = await ctx.pool.query(`select person_id from notices where kind = 'report' and about_id = $1`, [
    report.id,
  ])
  assert.deepEqual(told.rows, [{ person_id: who.grete }])
  const seen = (await api.signedOut.get(page)).body
  assert.deepEqual([seen.reported, seen.stopped, seen.answer], [true, true, 'no'])
  assert.equal((await as.tomasz.get(`${HOME}/guest_introductions/${id}`)).body.state, 'open', 'nobody hears of it')
  const again = { person: who.tomasz, guest: { name: 'Ute', email: 'ute@post.example' }, note: 'Doch', locale: 'de' }
  assert.equal((await as.katharina.post(`${HOME}/guest_introductions`, again)).body.code, 'guests.unreachable')
  assert.ok(!JSON.stringify([await reports(), await noticesOf(as.grete)]).includes('@post.example'))
  await as.katharina.delete(`${HOME}/guest_introductions/${id}`)
  assert.equal((await ofIt()).length, 1, 'taking it back hides nothing')
  assert.equal((await api.signedOut.post(`${HOME}/guests/x/report`, wish)).status, 404)
  assert.equal((await api.signedOut.post(`${page}/report`, { comment: 'a'.repeat(1001) })).status, 422)
})

test('whoever looks after the place and has a part in a request learns no more of it by its report', async () => {
  for (const name of ['katharina', 'noor', 'tomasz', 'jule'] as const) await setRole(ctx, who[name], 'moderator')
  const seenBy = async (name: Name) =>
    (await as[name].get(`${HOME}/reports?limit=40`)).body
      .filter((one: { about: string }) => one.about === 'request')
      .map((one: { account: { id: string } | null; reporter: { id: string } | null }) => [
        one.account?.id ?? null,
        one.reporter?.id ?? null,
      ])
  assert.deepEqual(await seenBy('grete'), [[who.jule, who.noor]])
  assert.deepEqual(await seenBy('noor'), [[null, who.noor]], 'who reported it had it without a name')
  assert.deepEqual(await seenBy('katharina'), [[who.jule, null]], 'who had it from whoever asks knows that much')
  assert.deepEqual(await seenBy('tomasz'), [], 'whom it is for hears of it from a friend alone')
  assert.deepEqual(await seenBy('jule'), [], 'and who asks not of where it is')
  for (const name of ['katharina', 'noor', 'tomasz', 'jule'] as const) await setRole(ctx, who[name], 'member')
})

test('whatever a suspended person asked, proposed or answered vanishes from every place, and comes back with them', async () => {
  const ask = (await as.noor.post(`${HOME}/asks`, { question: 'Wer hat eine Säge?', reach: 'place' })).body
  await as.jule.post(`${HOME}/asks/${ask.id}/answers`, { text: 'Ich.' })
  const wish = { parties: [who.tomasz, who.noor], note: 'Ihr zwei' }
  const made = await as.katharina.post(`${HOME}/introductions`, wish)
  assert.equal(made.status, 201, made.text)
  const shutOut = (name: Name, suspended: boolean) =>
    as.grete.put(`${HOME}/people/${who[name]}/suspended`, { suspended })
  const seen = async () => ({
    answers: (await as.noor.get(`${HOME}/asks/${ask.id}/answers`)).body.length,
    asks: (await as.tomasz.get(`${HOME}/asks`)).body.filter((one: { id: string }) => one.id === ask.id).length,
    pairs: (await as.katharina.get(`${HOME}/suggestions/pairs?limit=20`)).body.filter(
      (pair: { people: { id: string }[] }) => pair.people.some(({ id }) => id === who.jule),
    ).length,
    introductions: (await as.tomasz.get(`${HOME}/introductions?state=waiting`)).body.length,
    requests: (await as.noor.get(`${HOME}/passed_requests`)).body.length,
  })
  const before = await seen()
  assert.deepEqual(before, { answers: 1, asks: 1, pairs: before.pairs, introductions: 1, requests: 1 })
  assert.ok(before.pairs > 0)
  assert.equal((await shutOut('jule', true)).status, 204)
  assert.deepEqual(await seen(), { answers: 0, asks: 1, pairs: 0, introductions: 1, requests: 0 })
  assert.equal((await shutOut('noor', true)).status, 204)
  const noor = (await as.tomasz.get(`${HOME}/asks`)).body.filter((one: { id: string }) => one.id === ask.id)
  assert.deepEqual(noor, [])
  assert.deepEqual((await as.tomasz.get(`${HOME}/introductions?state=waiting`)).body, [])
  const path = `${HOME}/introductions/${made.body.id}`
  assert.equal((await as.tomasz.put(`${path}/answer`, { answer: 'yes' })).status, 404)
  assert.equal((await as.katharina.get(path)).status, 404, 'nor is it seen by whoever proposed it')
  for (const name of ['jule', 'noor'] as const) assert.equal((await shutOut(name, false)).status, 204)
  as.noor = api.as(who.noor)
  assert.deepEqual(await seen(), before)
})

test('what a suspended person has a part in takes up no room of whoever proposed it', async () => {
  for (const name of ['grete', 'paul', 'aylin', 'ferdinand'] as const)
    await transaction(ctx.db, (tx) => befriend(tx, who.katharina, who[name]))
  const propose = (one: Name, other: Name) =>
    as.katharina.post(`${HOME}/introductions`, { parties: [who[one], who[other]], note: 'Ihr zwei' })
  const others = ['jule', 'grete', 'aylin', 'ferdinand', 'noor', 'tomasz'] as const
  let full = await propose('paul', others[0])
  for (const other of others.slice(1)) if (full.status === 201) full = await propose('paul', other)
  assert.equal(full.body.code, 'introductions.too_many_open')
  await as.grete.put(`${HOME}/people/${who.paul}/suspended`, { suspended: true })
  assert.equal((await propose('aylin', 'ferdinand')).status, 201)
  await as.grete.put(`${HOME}/people/${who.paul}/suspended`, { suspended: false })
})

test('an introduction is reported by its parties also after it has met or ended', async () => {
  as.jule = api.as(who.jule)
  for (const name of ['jule', 'aylin', 'ferdinand'] as const)
    await transaction(ctx.db, (tx) => befriend(tx, who.tomasz, who[name]))
  const report = (client: Client, id: string) => client.post(`${HOME}/reports`, { kind: 'introduction', id })
  const ended = (await as.tomasz.post(`${HOME}/introductions`, { parties: [who.jule, who.aylin], note: 'Kauft!' })).body
  await as.tomasz.delete(`${HOME}/introductions/${ended.id}`)
  const met = (await as.tomasz.post(`${HOME}/introductions`, { parties: [who.jule, who.ferdinand], note: 'Mehr!' }))
    .body
  for (const client of [as.jule, as.ferdinand])
    await client.put(`${HOME}/introductions/${met.id}/answer`, { answer: 'yes' })
  for (const [client, id] of [
    [as.jule, ended.id],
    [as.aylin, ended.id],
    [as.ferdinand, met.id],
  ] as const)
    assert.equal((await report(client, id)).status, 204)
  for (const client of [as.tomasz, as.noor]) assert.equal((await report(client, met.id)).status, 404)
  const words = (await reports('?open=true')).map((one: { words: string | null }) => one.words)
  assert.deepEqual(words.slice(0, 3), ['Mehr!', 'Kauft!', 'Kauft!'])
})

test('reports go with whom they are about, and stay when the reporter or the guest’s other half leaves', async () => {
  const { id, page } = await introduceGuest('hanna@post.example')
  await as.tomasz.post(`${HOME}/reports`, { kind: 'guest_introduction', id })
  await api.signedOut.post(`${page}/report`, {})
  const ofIt = async () => (await reports()).filter((one: { about_ids: string[] }) => one.about_ids.includes(id))
  await removeAccount(ctx, who.tomasz)
  assert.deepEqual(
    (await ofIt()).map((one: { reporter: null; by_guest: boolean }) => [one.reporter, one.by_guest]),
    [
      [null, true],
      [null, false],
    ],
  )
  assert.equal((await api.signedOut.get(page)).status, 404)
  await removeAccount(ctx, who.katharina)
  assert.deepEqual(await ofIt(), [])
})
