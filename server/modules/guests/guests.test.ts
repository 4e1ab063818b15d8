import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suspend, unsuspend } from '#modules/accounts'
import { befriend, block, mute, unmute } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi } from '#test/api'
import { GUESTS, MARGARETHE, villageWithMail } from '#test/guests'
import { endDueGuests } from './index.ts'

const { ctx, api, who, as, post, tryAgain, tokenOf } = await villageWithMail()

const wish = (email = MARGARETHE) => ({
  person: who.tomasz,
  guest: { name: 'Margarethe', email },
  note: 'Ihr baut beide <b>Geigen</b> & repariert sie.',
  word: 'Sie ist leise.',
  guest_word: 'Er ist laut.',
  meeting: '  Samstag um drei\n im <Café> ',
  locale: 'de',
})
const propose = (email?: string) => as.katharina.post(GUESTS, wish(email))
const answerAsGuest = (token: string, answer: string, more = {}) =>
  api.signedOut.put(`/api/kith/v1/guests/${token}/answer`, { answer, ...more })

test('the guest gets one mail, in their language, as text and as HTML', async () => {
  assert.equal((await propose()).status, 201)
  assert.equal(post.mails.length, 0, 'not before it is certain that it is to go')
  await ctx.runJobs()
  await ctx.runJobs()
  assert.equal(post.mails.length, 1)
  const mail = post.mails.at(0)
  assert.equal(mail!.subject, 'Katharina Ebeling möchte dich mit Tomasz Wieczorek bekannt machen')
  assert.deepEqual(
    [mail!.to, mail!.from].flatMap((one) => (one as { text: string }).text),
    [`"Margarethe" <${MARGARETHE}>`, '"Katharina Ebeling über Kith" <kith@kith.test>'],
  )
  const token = tokenOf()
  for (const body of [mail!.text!, mail!.html as string])
    for (const part of ['Hallo Margarethe', 'Er ist laut.', `/guest/${token}?answer=no`, `/guest/${token}/stop`])
      assert.ok(body.includes(part), part)
  assert.ok(mail!.text!.includes('treffen könntet: Samstag um drei im <Café>'))
  assert.ok((mail!.html as string).includes('treffen könntet: Samstag um drei im &#60;Café&#62;'))
  assert.ok(!mail!.text!.includes('Sie ist leise'), 'what is for the other alone')
  assert.ok((mail!.html as string).includes('&#60;b&#62;Geigen&#60;/b&#62; &#38; repariert'), 'words are no markup')
  const list = mail!.headers.get('list') as { unsubscribe: { url: string } }
  assert.equal(list.unsubscribe.url, `https://kith.test/api/kith/v1/guests/${token}/stop`)
  const { rows } = await ctx.pool.query('select state, content from mails')
  assert.deepEqual(rows, [{ state: 'sent', content: null }], 'what it said is forgotten')
})

test('opening the links answers nothing', async () => {
  await propose()
  await ctx.runJobs()
  const token = tokenOf()
  const page = await api.signedOut.get(`/api/kith/v1/guests/${token}`)
  assert.deepEqual(
    [page.body.answer, page.body.person.username, page.body.introducer.username, page.body.word, page.body.meeting],
    [null, 'tomasz', 'katharina', 'Er ist laut.', 'Samstag um drei im <Café>'],
  )
  const opened = await api.signedOut.get(`/api/kith/v1/guests/${token}/stop`)
  assert.deepEqual([opened.status, opened.headers.get('location')], [303, `/guest/${token}/stop`])
  const { rows } = await ctx.pool.query('select stopped_at from guests')
  assert.equal(rows[0].stopped_at, null)
  assert.equal((await api.signedOut.get('/api/kith/v1/guests/x')).status, 404)
})

test('when both said yes the person learns the address, and nobody else does or did', async () => {
  const { id } = (await propose()).body
  await ctx.runJobs()
  const asked = (await as.tomasz.get(`${GUESTS}?waiting=true`)).body[0]
  assert.deepEqual([asked.guest, asked.word], [{ name: 'Margarethe', email: null }, 'Sie ist leise.'])
  assert.equal(asked.meeting, 'Samstag um drei im <Café>')
  await answerAsGuest(tokenOf(), 'yes')
  const before = (await as.katharina.get(`${GUESTS}/${id}`)).body
  assert.deepEqual([before.state, before.answer, before.guest_answer, before.guest.email], ['open', null, null, null])
  const met = (await as.tomasz.put(`${GUESTS}/${id}/answer`, { answer: 'yes' })).body
  assert.deepEqual([met.state, met.guest.email], ['met', MARGARETHE])
  assert.equal((await as.katharina.get(`${GUESTS}/${id}`)).body.guest.email, null)
  assert.equal((await as.noor.get(`${GUESTS}/${id}`)).status, 404)
  const told = await ctx.pool.query(`select person_id, kind from notices where kind like 'guest%' order by id`)
  assert.deepEqual(
    told.rows.map(({ person_id, kind }) => [person_id, kind]),
    [
      [who.tomasz, 'guest_introduction'],
      [who.tomasz, 'guest_introduction_met'],
      [who.katharina, 'guest_introduction_met'],
    ],
  )
  assert.equal((await answerAsGuest(tokenOf(), 'no')).body.code, 'introductions.already_met')
  const everything = JSON.stringify([before, asked, (await as.katharina.get(GUESTS)).body])
  assert.ok(!everything.includes(MARGARETHE))
  await ctx.runJobs()
  assert.equal(post.mails.length, 1, 'and there is no second mail')
})

test('a no is silent, may become a yes, and after two weeks it is over', async () => {
  const { id } = (await propose()).body
  await ctx.runJobs()
  await answerAsGuest(tokenOf(), 'no')
  await as.tomasz.put(`${GUESTS}/${id}/answer`, { answer: 'yes' })
  const seen = (await as.katharina.get(`${GUESTS}/${id}`)).body
  assert.deepEqual([seen.state, seen.answer, seen.guest_answer], ['open', null, null])
  ctx.advance({ hours: 24 * 14 })
  assert.equal((await answerAsGuest(tokenOf(), 'yes')).body.code, 'introductions.over')
  await endDueGuests(ctx)
  const told = await ctx.pool.query(`select person_id from notices where kind = 'guest_introduction_ended' order by id`)
  assert.deepEqual(
    told.rows.map(({ person_id }) => person_id),
    [who.tomasz, who.katharina],
  )
  const { rows } = await ctx.pool.query('select address from guests')
  assert.equal(rows[0].address, null, 'the address is forgotten')
  assert.equal((await api.signedOut.get(`/api/kith/v1/guests/${tokenOf()}`)).body.state, 'ended')
})

test('nobody gets a second mail who did not wish for one, whoever proposes what, however often at once', async () => {
  await transaction(ctx.db, (tx) => befriend(tx, who.noor, who.tomasz))
  const answers = await Promise.all([
    ...Array.from({ length: 4 }, () => propose()),
    as.noor.post(GUESTS, wish(' Margarethe@POST.example ')),
  ])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 422, 422, 422, 422])
  await Promise.all([ctx.runJobs(), ctx.runJobs()])
  assert.equal(post.mails.length, 1)
  await answerAsGuest(tokenOf(), 'no', { write_again: true })
  assert.equal((await propose()).status, 201)
  assert.equal((await propose()).body.code, 'guests.unreachable')
  assert.equal((await propose('margarethe+geigen@post.example')).body.code, 'guests.unreachable', 'the same mailbox')
  await ctx.runJobs()
  assert.equal(post.mails.length, 2)
})

test('who was known by an address with a tag before mailboxes were told apart is known by it still', async () => {
  const tagged = 'margarethe+geigen@post.example'
  const insert = 'insert into guests (fingerprint, stopped_at) values ($1, now())'
  await ctx.pool.query(insert, [ctx.secrets.fingerprint(tagged)])
  assert.equal((await propose(tagged)).body.code, 'guests.unreachable')
})

test('one POST ends all mail, and answers what was open with a no', async () => {
  const { id } = (await propose()).body
  await ctx.runJobs()
  await answerAsGuest(tokenOf(), 'yes', { write_again: true })
  const stop = `/api/kith/v1/guests/${tokenOf()}/stop`
  for (let i = 0; i < 2; i++)
    assert.equal((await api.signedOut.post(stop, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))).status, 200)
  assert.equal((await propose()).body.code, 'guests.unreachable')
  assert.equal((await api.signedOut.get(`/api/kith/v1/guests/${tokenOf()}`)).body.stopped, true)
  assert.equal((await as.tomasz.get(`${GUESTS}/${id}`)).body.state, 'open')
})

test('a mail that was refused for now goes later, one refused for good or broken off does not go again', async () => {
  post.refuse(451)
  await propose()
  await ctx.runJobs()
  const state = async () => (await ctx.pool.query('select state, content is null as empty from mails')).rows[0]
  assert.deepEqual(await state(), { state: 'waiting', empty: false })
  post.refuse(null)
  await tryAgain()
  assert.deepEqual([post.mails.length, (await state()).state], [1, 'sent'])
  await ctx.pool.query('truncate guests, mails cascade')
  post.breakOff()
  await propose()
  await ctx.runJobs()
  await tryAgain()
  assert.deepEqual([post.mails.length, await state()], [2, { state: 'failed', empty: true }])
  await ctx.pool.query('truncate guests, mails cascade')
  await post.close()
  await propose()
  await ctx.runJobs()
  assert.deepEqual(await state(), { state: 'waiting', empty: false }, 'nobody there')
  await post.reopen()
  await ctx.pool.query('truncate guests, mails cascade')
  post.refuse(550)
  await propose()
  await ctx.runJobs()
  assert.deepEqual([post.mails.length, await state()], [2, { state: 'failed', empty: true }])
})

test('withdrawing and a block end it, and who may be proposed is as ever', async () => {
  const { id } = (await propose()).body
  await ctx.runJobs()
  assert.equal((await as.tomasz.delete(`${GUESTS}/${id}`)).body.code, 'introductions.not_the_introducer')
  assert.equal(
    (await as.katharina.put(`${GUESTS}/${id}/answer`, { answer: 'yes' })).body.code,
    'introductions.not_a_party',
  )
  await as.katharina.delete(`${GUESTS}/${id}`)
  assert.equal((await api.signedOut.get(`/api/kith/v1/guests/${tokenOf()}`)).body.state, 'ended')
  await block(ctx, who.tomasz, who.katharina)
  assert.equal((await propose('ute@post.example')).body.code, 'introductions.not_your_people')
  for (const [guest, code] of [
    [{ name: ' ', email: MARGARETHE }, 'guests.name_missing'],
    [{ name: 'U', email: 'ute' }, 'guests.address_wrong'],
    [{ name: 'U', email: 'ute@post.example\nBcc: x@y.example' }, 'guests.address_wrong'],
  ] as const)
    assert.equal((await as.katharina.post(GUESTS, { ...wish(), guest })).body.code, code)
})

test('nothing of it is seen or can be answered while the introducer or the person is shut out, and all of it after', async () => {
  const { id } = (await propose()).body
  await ctx.runJobs()
  const token = tokenOf()
  const statuses = async () => ({
    person: (await as.tomasz.get(`${GUESTS}/${id}`)).status,
    introducer: (await as.katharina.get(`${GUESTS}/${id}`)).status,
    guest: (await api.signedOut.get(`/api/kith/v1/guests/${token}`)).status,
  })
  await suspend(ctx, who.katharina)
  assert.deepEqual(await statuses(), { person: 404, introducer: 401, guest: 404 })
  assert.deepEqual((await as.tomasz.get(GUESTS)).body, [])
  assert.deepEqual((await as.tomasz.get(`${GUESTS}?waiting=true`)).body, [])
  assert.equal((await as.tomasz.put(`${GUESTS}/${id}/answer`, { answer: 'yes' })).status, 404)
  assert.equal((await answerAsGuest(token, 'yes')).status, 404)
  await unsuspend(ctx, who.katharina)
  as.katharina = api.as(who.katharina)
  await suspend(ctx, who.tomasz)
  assert.deepEqual(await statuses(), { person: 401, introducer: 404, guest: 404 })
  assert.equal((await answerAsGuest(token, 'yes')).status, 404)
  assert.equal((await as.katharina.delete(`${GUESTS}/${id}`)).status, 404)
  assert.equal(
    (await api.signedOut.post(`/api/kith/v1/guests/${token}/stop`)).status,
    200,
    'but mail ends whenever asked',
  )
  await unsuspend(ctx, who.tomasz)
  as.tomasz = api.as(who.tomasz)
  assert.deepEqual(await statuses(), { person: 200, introducer: 200, guest: 200 })
  const { rows } = await ctx.pool.query('select answer, guest_answer from guest_introductions')
  assert.deepEqual(rows, [{ answer: null, guest_answer: 'no' }])
})

test('whoever mutes the introducer sees nothing of it until they hear them again, nor who answered loses it', async () => {
  const { id } = (await propose()).body
  await mute(ctx, who.tomasz, who.katharina)
  assert.deepEqual((await as.tomasz.get(GUESTS)).body, [])
  assert.equal((await as.tomasz.get(`${GUESTS}/${id}`)).status, 404)
  assert.equal((await as.tomasz.put(`${GUESTS}/${id}/answer`, { answer: 'yes' })).status, 404)
  assert.equal((await as.katharina.get(`${GUESTS}/${id}`)).body.state, 'open', 'of which she learns nothing')
  await unmute(ctx, who.tomasz, who.katharina)
  assert.equal((await as.tomasz.put(`${GUESTS}/${id}/answer`, { answer: 'yes' })).status, 200)
  await mute(ctx, who.tomasz, who.katharina)
  assert.equal((await as.tomasz.get(`${GUESTS}/${id}`)).status, 200)
})

test('so many mails a week go out for one person', async () => {
  for (let i = 0; i < 5; i++) {
    const { body } = await propose(`gast${i}@post.example`)
    await as.katharina.delete(`${GUESTS}/${body.id}`)
  }
  assert.equal((await propose('gast6@post.example')).status, 429)
})

test('where the place cannot send mail the way is not open', async () => {
  assert.deepEqual((await api.signedOut.get(`${GUESTS}/way`)).body, { open: true })
  const mute = testApi({ ...ctx, config: { ...ctx.config, smtpUrl: null } })
  assert.deepEqual((await mute.signedOut.get(`${GUESTS}/way`)).body, { open: false })
  assert.equal((await mute.as(who.katharina).post(GUESTS, wish())).body.code, 'guests.no_mail')
})

test('in none of the words an address may stand, nor in the name', async () => {
  for (const more of [
    { note: `Das ist ${MARGARETHE}` },
    { word: `Schreib an ${MARGARETHE.toUpperCase()}` },
    { guest_word: 'Er heißt tomasz@post.example' },
    { guest: { name: MARGARETHE, email: MARGARETHE } },
    { meeting: `Schreib mir: ${MARGARETHE}` },
  ])
    assert.equal((await as.katharina.post(GUESTS, { ...wish(), ...more })).body.code, 'guests.address_in_words')
})
