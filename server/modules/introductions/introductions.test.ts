import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { updateProfile } from '#modules/people'
import { say } from '#modules/statuses'
import { befriend, block, mute, unfollow, unmute } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, type Answer, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'

let ctx: TestContext
let api: TestApi
let who: Village
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
  who = await village(ctx)
})
after(() => ctx.close())
// Grete knows everybody; nobody else knows anybody.
beforeEach(async () => {
  await ctx.pool.query(
    'truncate introductions, never_pairs, blocks, mutes, attempts, notices, follows, statuses cascade',
  )
  await ctx.pool.query(`update people set introduced_by = 'following'`)
  await transaction(ctx.db, async (tx) => {
    for (const id of Object.values(who)) if (id !== who.grete) await befriend(tx, who.grete, id)
  })
})

const HOME = '/api/kith/v1/introductions'
const asks = (fields: object = {}) =>
  api.as(who.grete).post(HOME, { parties: [who.jule, who.noor], note: 'Old houses.', ...fields })
const answers = (person: string, id: string, answer: string) => api.as(person).put(`${HOME}/${id}/answer`, { answer })
const codeOf = ({ status, body }: Answer) => [status, body.code]

async function proposed(fields: object = {}): Promise<string> {
  const answer = await asks(fields)
  assert.equal(answer.status, 201, answer.text)
  return answer.body.id
}

/** Withdrawn, and long enough ago. */
async function withdrawn(id: string) {
  assert.equal((await api.as(who.grete).delete(`${HOME}/${id}`)).status, 204)
  await ctx.pool.query('update introductions set expires_at = now() where id = $1', [id])
}

async function met(fields: object = {}): Promise<string> {
  const id = await proposed(fields)
  await answers(who.jule, id, 'yes')
  assert.equal((await answers(who.noor, id, 'yes')).body.state, 'met')
  return id
}

test('each of the two is asked alone and sees who the other is, the note and their own word', async () => {
  const id = await proposed({ notes: { [who.jule]: 'She plays, too.' } })
  const { body } = await api.as(who.jule).get(`${HOME}/${id}`)
  assert.deepEqual(Object.keys(body).sort(), [
    'both_glad',
    'conversation_id',
    'created_at',
    'expires_at',
    'good',
    'id',
    'introducer',
    'may_say_good',
    'meeting',
    'note',
    'parties',
    'seeker_id',
    'state',
    'word',
  ])
  assert.deepEqual(
    [body.state, body.note, body.word, body.conversation_id],
    ['open', 'Old houses.', 'She plays, too.', null],
  )
  assert.equal(body.introducer.username, 'grete')
  assert.deepEqual(
    body.parties.map((party: Party) => [party.account.username, party.answer]),
    [
      ['jule', null],
      ['noor', null],
    ],
  )
  assert.equal(Date.parse(body.expires_at) - Date.parse(body.created_at), 14 * 24 * 3_600_000)
  assert.equal((await api.as(who.noor).get(`${HOME}/${id}`)).body.word, null)
  const waiting = await api.as(who.noor).get(`${HOME}?state=waiting`)
  assert.deepEqual(
    waiting.body.map((one: { id: string }) => one.id),
    [id],
  )
})
type Party = { account: { username: string }; answer: string | null }

test('when both said yes a conversation of the three opens with the introducer’s words', async () => {
  const id = await met({ note: 'You both speak of old houses. @paul says so, too.' })
  const talks = []
  for (const person of [who.grete, who.jule, who.noor]) {
    const { body } = await api.as(person).get(`${HOME}/${id}`)
    assert.deepEqual(
      body.parties.map((party: Party) => party.answer),
      ['yes', 'yes'],
    )
    const listed = (await api.as(person).get('/api/v1/conversations')).body
    assert.deepEqual(
      listed.map((one: { id: string }) => one.id),
      [body.conversation_id],
    )
    talks.push(listed[0])
    const about = await api.as(person).get(`${HOME}?conversation=${body.conversation_id}`)
    assert.deepEqual(
      about.body.map((one: { id: string }) => one.id),
      [id],
    )
  }
  assert.equal(new Set(talks.map((one) => one.id)).size, 3)
  const [{ last_status: words }] = talks
  assert.deepEqual([words.account.username, words.visibility], ['grete', 'direct'])
  assert.match(words.content, /You both speak of old houses/)
  assert.deepEqual(
    words.mentions.map((one: { acct: string }) => one.acct),
    ['jule', 'noor'],
  )
  assert.deepEqual((await api.as(who.paul).get('/api/v1/conversations')).body, [])
  assert.equal((await api.as(who.paul).get(`/api/v1/statuses/${words.id}`)).status, 404)
})

test('the introducer leaves in one tap and hears no more of it', async () => {
  const id = await met()
  const { body } = await api.as(who.grete).get(`${HOME}/${id}`)
  assert.equal((await api.as(who.grete).post(`/api/kith/v1/conversations/${body.conversation_id}/leave`)).status, 204)
  const left = (await api.as(who.grete).get(`${HOME}/${id}`)).body
  assert.deepEqual([left.state, left.conversation_id], ['met', null])
  const [talk] = (await api.as(who.jule).get('/api/v1/conversations')).body
  await say(ctx, { personId: who.jule, text: 'Hello Noor!', visibility: 'direct', inReplyToId: talk.last_status.id })
  assert.deepEqual((await api.as(who.grete).get('/api/v1/conversations')).body, [])
  assert.deepEqual((await api.as(who.grete).get('/api/v1/notifications?types[]=mention')).body, [])
})

test('a stranger sees nothing of a meeting, not even in a number', async () => {
  const look = async () => (await api.signedOut.get(`/api/v1/accounts/${who.grete}`)).text
  const before = await look()
  await met()
  assert.equal(await look(), before)
})

test('an answer may be changed until both said yes', async () => {
  const id = await proposed()
  for (const answer of ['yes', 'no', 'no', 'yes']) {
    const { body } = await answers(who.jule, id, answer)
    assert.deepEqual([body.state, body.parties[0].answer, body.parties[1].answer], ['open', answer, null])
    const other = (await api.as(who.noor).get(`${HOME}/${id}`)).body
    assert.deepEqual(
      other.parties.map((party: Party) => party.answer),
      [null, null],
    )
  }
  await answers(who.noor, id, 'yes')
  assert.equal((await answers(who.jule, id, 'yes')).status, 200)
  assert.deepEqual(codeOf(await answers(who.jule, id, 'no')), [422, 'introductions.already_met'])
  assert.deepEqual(codeOf(await api.as(who.grete).delete(`${HOME}/${id}`)), [422, 'introductions.already_met'])
})

test('what cannot be proposed is refused with a code', async () => {
  await unfollow(ctx, who.grete, who.paul)
  const refused = async (fields: object, code: string, status = 422) =>
    assert.deepEqual(codeOf(await asks(fields)), [status, code])
  await refused({ parties: [who.jule, who.jule] }, 'introductions.same_person')
  await refused({ parties: [who.jule, who.grete] }, 'introductions.yourself')
  await refused({ parties: [who.jule, who.paul] }, 'introductions.not_your_people')
  await refused({ parties: [who.jule, '1'] }, 'common.missing', 404)
  await refused({ parties: [who.jule, 'nobody'] }, 'common.missing', 404)
  await refused({ note: ' ' }, 'introductions.note_missing')
  await refused({ note: 'x'.repeat(1001) }, 'introductions.note_too_long')
  await refused({ note: 'x'.repeat(900_000) }, 'introductions.note_too_long')
  await refused({ notes: { [who.jule]: 'x'.repeat(501) } }, 'introductions.word_too_long')
  await refused({ notes: { [who.paul]: 'x' } }, 'introductions.word_for_another')
  for (const parties of [[who.jule], [who.jule, who.noor, who.paul], 'both', [1, 2], null])
    assert.equal((await asks({ parties })).status, 422)
  assert.equal(
    (await api.as(who.grete).post(HOME, '{"parties": [', { 'content-type': 'application/json' })).status,
    400,
  )
  await proposed()
  await refused({ parties: [who.noor, who.jule] }, 'introductions.already_open')
})

test('the same pair is not proposed again while a withdrawn proposal of it would still be open', async () => {
  const id = await proposed()
  await api.as(who.grete).delete(`${HOME}/${id}`)
  assert.deepEqual(codeOf(await asks({ parties: [who.noor, who.jule] })), [422, 'introductions.proposed_lately'])
  ctx.advance({ hours: 24 * 14 })
  assert.equal((await asks()).status, 201)
})

test('so many a day may somebody propose, withdrawn or not', async () => {
  const others = Object.values(who).filter((id) => id !== who.grete)
  const pairs = others.flatMap((one, i) => others.slice(0, i).map((other) => [one, other]))
  assert.equal(pairs.length, 21)
  for (const parties of pairs.slice(0, 20)) {
    const id = await proposed({ parties })
    await api.as(who.grete).delete(`${HOME}/${id}`)
  }
  assert.deepEqual(codeOf(await asks({ parties: pairs[20] })), [429, 'common.too_many_hours'])
})

test('refusals speak the reader’s language', async () => {
  const { body } = await api
    .as(who.grete)
    .post(HOME, { parties: [who.jule, who.noor], note: '' }, { 'accept-language': 'de' })
  assert.match(body.detail, /kennenlernen/)
})

test('who wants nobody to propose them, does not follow the introducer or blocks them cannot be picked, for one reason', async () => {
  const refusals = []
  await updateProfile(ctx, who.noor, { introducedBy: 'nobody' })
  refusals.push((await asks()).text)
  await updateProfile(ctx, who.noor, { introducedBy: 'following' })
  await unfollow(ctx, who.noor, who.grete)
  refusals.push((await asks()).text)
  await block(ctx, who.noor, who.grete)
  await ctx.pool.query('insert into follows (follower_id, followee_id) values ($1, $2)', [who.grete, who.noor])
  refusals.push((await asks()).text)
  assert.match(refusals[0]!, /introductions.not_open_to_it/)
  assert.equal(new Set(refusals).size, 1)
})

test('a block between the two is not the introducer’s to know, nor is the other one’s never', async () => {
  await block(ctx, who.noor, who.jule)
  const id = await proposed()
  const about = async (person: string) => (await api.as(person).get(`${HOME}/${id}`)).body
  assert.deepEqual([(await about(who.jule)).state, (await about(who.grete)).state], ['open', 'open'])
  assert.deepEqual(
    (await about(who.jule)).parties[1].account,
    (await api.signedOut.get(`/api/v1/accounts/${who.noor}`)).body,
  )
  assert.equal((await api.as(who.jule).get(`${HOME}?state=waiting`)).body.length, 1)
  assert.equal((await api.as(who.noor).get(`${HOME}?state=waiting`)).body.length, 0)
  await answers(who.jule, id, 'yes')
  assert.equal((await answers(who.noor, id, 'yes')).status, 404)
})

test('whoever mutes one of the other two is neither asked nor told, and nobody else learns of it', async () => {
  const waits = async (person: string) => (await api.as(person).get(`${HOME}?state=waiting`)).body.length
  const noticed = async () =>
    (await ctx.pool.query(`select person_id as id from notices where kind = 'introduction'`)).rows.map(({ id }) => id)
  await mute(ctx, who.noor, who.jule, { notifications: false })
  const lapsed = await proposed()
  assert.deepEqual([await waits(who.jule), await waits(who.noor), await noticed()], [1, 0, [who.jule]])
  assert.equal((await api.as(who.noor).get(`${HOME}/${lapsed}`)).status, 404)
  assert.deepEqual((await api.as(who.noor).get(HOME)).body, [])
  await unmute(ctx, who.noor, who.jule)
  for (const person of [who.jule, who.noor]) await answers(person, lapsed, 'yes')
  for (const person of [who.grete, who.jule])
    assert.equal((await api.as(person).get(`${HOME}/${lapsed}`)).body.state, 'open', 'it cannot come about any more')
  await mute(ctx, who.paul, who.grete, { notifications: false })
  const id = await proposed({ parties: [who.paul, who.aylin] })
  assert.deepEqual([await waits(who.paul), await waits(who.aylin), (await noticed()).length], [0, 1, 2])
  assert.deepEqual((await api.as(who.paul).get(HOME)).body, [])
  await unmute(ctx, who.paul, who.grete)
  for (const person of [who.paul, who.aylin]) await answers(person, id, 'yes')
  assert.equal((await api.as(who.paul).get(`${HOME}/${id}`)).body.state, 'met', 'it was the introducer, not the other')
})

test('never this pair holds for every later proposal, until one says yes to it', async () => {
  const id = await proposed()
  assert.equal((await api.as(who.noor).put(`${HOME}/${id}/never`)).status, 204)
  assert.equal((await api.as(who.noor).put(`${HOME}/${id}/never`)).status, 204)
  assert.equal((await api.as(who.noor).get(`${HOME}/${id}`)).body.parties[1].answer, 'no')
  await withdrawn(id)
  const again = await proposed()
  await answers(who.jule, again, 'yes')
  assert.equal((await api.as(who.noor).get(`${HOME}?state=waiting`)).body.length, 0)
  assert.equal((await answers(who.noor, again, 'yes')).body.state, 'open')
  await withdrawn(again)
  await met()
})

test('it is missing to anybody else, and asks for its scopes', async () => {
  const id = await proposed()
  const paul = api.as(who.paul)
  const doors = [
    paul.get(`${HOME}/${id}`),
    answers(who.paul, id, 'yes'),
    paul.delete(`${HOME}/${id}`),
    paul.put(`${HOME}/${id}/never`),
  ]
  for (const answer of await Promise.all([...doors, paul.get(`${HOME}/0`), paul.get(`${HOME}/x`)]))
    assert.deepEqual(codeOf(answer), [404, 'common.missing'])
  assert.deepEqual((await paul.get(HOME)).body, [])
  assert.equal((await api.signedOut.get(HOME)).status, 401)
  const reader = api.as(who.grete, ['read:introductions'])
  assert.equal((await reader.get(`${HOME}/${id}`)).status, 200)
  assert.equal((await reader.delete(`${HOME}/${id}`)).status, 403)
  const writer = api.as(who.grete, ['write:introductions'])
  assert.equal((await writer.get(HOME)).status, 403)
  assert.equal((await writer.delete(`${HOME}/${id}`)).status, 204)
})

test('a page is linked to the next, and costs as many queries whatever its length', async () => {
  for (const other of [who.noor, who.paul, who.aylin, who.tomasz]) await proposed({ parties: [who.jule, other] })
  const grete = api.as(who.grete)
  const { headers, body } = await grete.get(`${HOME}?state=open&limit=3`)
  assert.equal(body.length, 3)
  const next = /<([^>]+)>; rel="next"/.exec(headers.get('link')!)![1]!
  assert.match(next, /state=open/)
  assert.deepEqual((await grete.get(next)).body.length, 1)
  let queries = 0
  ctx.pool.on('acquire', () => void (queries += 1))
  const cost = async (limit: number) => {
    queries = 0
    await grete.get(`${HOME}?limit=${limit}`)
    return queries
  }
  assert.equal(await cost(1), await cost(4))
  assert.ok((await cost(4)) <= 4)
})

test('after fourteen days the introducer and who said yes hear that it did not come about, once', async () => {
  const id = await proposed()
  await answers(who.jule, id, 'yes')
  await answers(who.noor, id, 'no')
  ctx.advance({ hours: 14 * 24 })
  assert.equal((await api.as(who.jule).get(`${HOME}/${id}`)).body.state, 'ended')
  assert.deepEqual(codeOf(await answers(who.noor, id, 'yes')), [422, 'introductions.over'])
  for (let run = 0; run < 2; run++) {
    await ctx.pool.query(`select graphile_worker.add_job('introductions.end')`)
    await ctx.runJobs()
  }
  const { rows } = await ctx.pool.query(
    `select p.username from notices n join people p on p.id = n.person_id where n.kind = 'introduction_ended' order by 1`,
  )
  assert.deepEqual(
    rows.map((row) => row.username),
    ['grete', 'jule'],
  )
})
