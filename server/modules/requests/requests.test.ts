import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePlace } from '#modules/accounts'
import { endDue } from '#modules/introductions'
import { addPerson, updateProfile } from '#modules/people'
import { befriend, block, follow } from '#modules/ties'
import { transaction } from '#platform/db'
import { KITH, requestingVillage } from '#test/requesting'
import { endDueRequests } from './index.ts'

// Jule knows Katharina and Noor; Katharina knows Tomasz; Noor knows Paul, who knows Tomasz.
const { ctx, api, who, as, ask, handed, act, paths } = await requestingVillage(
  [
    ['jule', 'katharina'],
    ['jule', 'noor'],
    ['katharina', 'tomasz'],
    ['noor', 'paul'],
    ['paul', 'tomasz'],
  ],
  { requestsOpen: 5, requestsWeekly: 3 },
)

test('a request goes from friend to friend, and those who meet are the three it is about', async () => {
  const asked = await ask(as.jule, who.tomasz, who.noor, 'Ich spiele Geige, er baut welche.')
  assert.equal(asked.status, 201, asked.text)
  assert.deepEqual([asked.body.state, asked.body.via.username], ['open', 'noor'])
  const [first] = await handed(as.noor)
  assert.deepEqual(
    [first.from.username, first.from_seeker, first.target.username, first.note, first.knows_target],
    ['jule', true, 'tomasz', 'Ich spiele Geige, er baut welche.', false],
  )
  assert.equal((await act(as.noor, first.id, { deed: 'proposed' })).status, 422, 'whom she does not know')
  const passed = await act(as.noor, first.id, { deed: 'passed', to: who.paul, word: 'Du kennst ihn doch?' })
  assert.deepEqual([passed.body.deed, passed.body.passed_to.username], ['passed', 'paul'])
  const [second] = await handed(as.paul)
  assert.deepEqual([second.from.username, second.from_seeker, second.word], ['noor', false, 'Du kennst ihn doch?'])
  assert.ok(!JSON.stringify(second).includes('jule'), 'who asks stays hidden from whoever does not know them')
  assert.equal(
    (await act(as.paul, second.id, { deed: 'proposed', word: 'Sie fragt sehr nett.', meeting: 'Samstag um elf' }))
      .status,
    200,
  )
  assert.deepEqual((await as.paul.get(`${KITH}/introductions`)).body, [], 'nor is it told before they met')
  assert.deepEqual((await as.jule.get(`${KITH}/introductions`)).body, [], 'and who asked does not learn where it is')
  const [offered] = (await as.tomasz.get(`${KITH}/introductions?state=waiting`)).body
  assert.deepEqual(
    [
      offered.introducer.username,
      offered.parties[0].account.username,
      offered.seeker_id,
      offered.note,
      offered.word,
      offered.meeting,
    ],
    ['paul', 'jule', who.jule, 'Ich spiele Geige, er baut welche.', 'Sie fragt sehr nett.', 'Samstag um elf'],
  )
  const path = `${KITH}/introductions/${offered.id}`
  for (const client of [as.jule, as.paul, as.noor]) {
    assert.equal((await client.get(path)).status, 404)
    assert.equal((await client.put(`${path}/answer`, { answer: 'no' })).status, 404)
    assert.equal((await client.put(`${path}/never`)).status, 404)
    assert.equal((await client.delete(path)).status, 404)
  }
  await as.tomasz.put(`${path}/answer`, { answer: 'yes' })
  const met = (await as.jule.get(`${KITH}/introduction_requests/${asked.body.id}`)).body
  assert.deepEqual([met.state, met.introduction_id], ['met', offered.id])
  const talk = (await as.paul.get('/api/v1/conversations')).body[0]
  assert.equal(talk.last_status.account.username, 'jule', 'whoever asked begins')
  assert.match(talk.last_status.content, /Ich spiele Geige/)
  const taking = await as.jule.delete(`${KITH}/introduction_requests/${asked.body.id}`)
  assert.equal(taking.body.code, 'requests.already_met')
  assert.deepEqual((await as.noor.get('/api/v1/conversations')).body, [])
})

test('so many are open at a time, so many a week reach each, and one asks for the same person once', async () => {
  await describePlace(ctx, { requestsOpen: 1, requestsWeekly: 2 })
  const first = await ask(as.jule, who.tomasz, who.katharina)
  assert.equal((await ask(as.jule, who.paul, who.katharina)).body.code, 'requests.too_many_open')
  await as.jule.delete(`${KITH}/introduction_requests/${first.body.id}`)
  const back = (await as.jule.get(`${KITH}/introduction_requests/${first.body.id}`)).body
  assert.deepEqual([back.state, back.withdrawn], ['ended', true], 'one sees that one took it back')
  assert.deepEqual(await handed(as.katharina), [])
  assert.equal((await ask(as.jule, who.tomasz, who.noor)).body.code, 'requests.asked_lately')
  assert.equal((await ask(as.jule, who.paul, who.katharina)).status, 201)
  await transaction(ctx.db, (tx) => befriend(tx, who.aylin, who.katharina))
  assert.equal((await ask(as.aylin, who.tomasz, who.katharina)).body.code, 'requests.asked_enough')
  ctx.advance({ hours: 24 * 8 })
  assert.equal((await ask(as.aylin, who.tomasz, who.katharina)).status, 201)
})

test('whether one may ask is said before a word is written, and as asking is answered', async () => {
  const may = async (target: string) => {
    const { status, body } = await as.jule.get(`${KITH}/people/${target}/asking`)
    return status === 200 ? [body.possible, body.code] : status
  }
  assert.deepEqual(await may(who.tomasz), [true, null])
  assert.deepEqual(await may(who.jule), [false, 'requests.oneself'])
  assert.deepEqual(await may(who.noor), [false, 'requests.known_already'])
  await updateProfile(ctx, who.tomasz, { introducedBy: 'nobody' })
  assert.deepEqual(await may(who.tomasz), [false, 'requests.not_open_to_it'])
  await updateProfile(ctx, who.tomasz, { introducedBy: 'following' })
  await describePlace(ctx, { requestsOpen: 1 })
  const { body } = await ask(as.jule, who.tomasz, who.katharina)
  assert.deepEqual(await may(who.paul), [false, 'requests.too_many_open'])
  await as.jule.delete(`${KITH}/introduction_requests/${body.id}`)
  assert.deepEqual(await may(who.tomasz), [false, 'requests.asked_lately'])
  assert.deepEqual(await may(who.paul), [true, null])
  assert.match((await as.jule.get(`${KITH}/people/${who.tomasz}/asking`)).body.detail, /asked/)
  ctx.advance({ hours: 24 * 90 })
  assert.deepEqual(await may(who.tomasz), [true, null])
  await block(ctx, who.tomasz, who.jule)
  assert.equal(await may(who.tomasz), 404)
})

test('twenty at once do not reach somebody more often than the week allows', async () => {
  const seekers = await transaction(ctx.db, async (tx) => {
    const made: string[] = []
    for (let i = 0; i < 20; i++) made.push(await addPerson(tx, { username: `seeker${i}`, displayName: `Seeker ${i}` }))
    for (const id of made) await befriend(tx, id, who.katharina)
    return made
  })
  const answers = await Promise.all(seekers.map((id) => ask(api.as(id), who.tomasz, who.katharina)))
  assert.equal(answers.filter(({ status }) => status === 201).length, 3)
  assert.equal((await handed(as.katharina)).length, 3)
})

test('one who does two things with it at once has done one, and a withdrawal at once leaves nothing behind', async () => {
  for (let round = 0; round < 6; round++) {
    const { body } = await ask(as.jule, round % 2 ? who.tomasz : who.paul, round % 2 ? who.katharina : who.noor)
    const holder = round % 2 ? as.katharina : as.noor
    const [step] = await handed(holder)
    const answers = await Promise.all([
      act(holder, step.id, { deed: 'proposed' }),
      act(holder, step.id, { deed: 'passed', to: round % 2 ? who.jule : who.paul }),
      act(holder, step.id, { deed: 'proposed' }),
      as.jule.delete(`${KITH}/introduction_requests/${body.id}`),
    ])
    for (const { status } of answers) assert.ok(status < 500)
    assert.ok(answers.slice(0, 3).filter(({ status }) => status === 200).length <= 1)
    for (const target of [as.tomasz, as.paul])
      assert.deepEqual((await target.get(`${KITH}/introductions?state=waiting`)).body, [])
    await ctx.pool.query('delete from introduction_requests')
  }
})

test('after two weeks whoever asked hears that it did not come about, and nobody learns where it stopped', async () => {
  const { body } = await ask(as.jule, who.tomasz, who.katharina)
  const [step] = await handed(as.katharina)
  await act(as.katharina, step.id, { deed: 'proposed' })
  const [offered] = (await as.tomasz.get(`${KITH}/introductions`)).body
  await as.tomasz.put(`${KITH}/introductions/${offered.id}/answer`, { answer: 'no' })
  assert.equal((await as.jule.get(`${KITH}/introduction_requests/${body.id}`)).body.state, 'open')
  const before = (await as.katharina.get(`${KITH}/passed_requests/${step.id}`)).body
  ctx.advance({ hours: 24 * 14 })
  await endDue(ctx)
  await endDueRequests(ctx)
  await endDueRequests(ctx)
  assert.equal((await as.jule.get(`${KITH}/introduction_requests/${body.id}`)).body.state, 'ended')
  assert.deepEqual((await as.katharina.get(`${KITH}/passed_requests/${step.id}`)).body, before)
  const told = await ctx.pool.query(`select person_id, kind from notices where kind like '%ended'`)
  assert.deepEqual(told.rows, [{ person_id: who.jule, kind: 'introduction_request_ended' }])
})

test('letting it be is silent, and takes back what one proposed', async () => {
  await ask(as.jule, who.tomasz, who.katharina)
  const [step] = await handed(as.katharina)
  await act(as.katharina, step.id, { deed: 'proposed' })
  assert.equal((await act(as.katharina, step.id, { deed: 'left' })).body.deed, 'left')
  assert.deepEqual((await as.tomasz.get(`${KITH}/introductions?state=waiting`)).body, [])
  assert.equal((await as.jule.get(`${KITH}/introduction_requests`)).body[0].state, 'open')
})

test('one asks for a stranger who lets themselves be introduced, by way of a tie, and not for oneself', async () => {
  const code = async (target: string, via: string, note?: string) => (await ask(as.jule, target, via, note)).body.code
  assert.equal(await code(who.jule, who.noor), 'requests.oneself')
  assert.equal(await code(who.noor, who.noor), 'requests.write_yourself')
  assert.equal(await code(who.noor, who.katharina), 'requests.known_already')
  assert.equal(await code(who.tomasz, who.paul), 'requests.not_your_tie')
  await follow(ctx, who.jule, who.paul)
  assert.equal(await code(who.tomasz, who.paul), 'requests.not_your_tie', 'following alone is no tie')
  assert.equal(await code(who.tomasz, '7'), 'common.missing')
  assert.equal(await code('x', who.noor), 'common.missing')
  assert.equal(await code(who.tomasz, who.noor, ' '), 'requests.note_missing')
  assert.equal(await code(who.tomasz, who.noor, 'x'.repeat(1001)), 'requests.note_too_long')
  await updateProfile(ctx, who.tomasz, { introducedBy: 'nobody' })
  assert.equal(await code(who.tomasz, who.katharina), 'requests.not_open_to_it')
  assert.deepEqual(await paths(as.jule, who.tomasz), [], 'and no way leads there')
  await block(ctx, who.tomasz, who.jule)
  assert.equal(await code(who.tomasz, who.katharina), 'common.missing')
  assert.equal((await as.jule.get(`${KITH}/people/${who.tomasz}/paths`)).body.length, 0)
})
