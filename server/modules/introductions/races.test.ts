/** What comes at the same moment has one outcome, which everybody sees alike. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { removeAccount } from '#modules/accounts'
import { addPerson } from '#modules/people'
import { befriend, block } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, tokenFor, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'

const HOME = '/api/kith/v1/introductions'
const ROUNDS = 6

let ctx: TestContext
let api: TestApi
let towns = 0
let ids: string[]
let ines: Client
let anna: Client
let ben: Client
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())
beforeEach(settle)

/** Ines, who knows Anna, Ben and three more. */
async function settle() {
  towns += 1
  ids = await transaction(ctx.db, async (tx) => {
    const people = []
    for (const name of ['ines', 'anna', 'ben', 'cara', 'dora', 'emil'])
      people.push(await addPerson(tx, { username: `${name}${towns}`, displayName: name }))
    for (const friend of people.slice(1)) await befriend(tx, people[0]!, friend)
    return people
  })
  for (const id of ids) await tokenFor(ctx, id)
  ;[ines, anna, ben] = [api.as(ids[0]!), api.as(ids[1]!), api.as(ids[2]!)]
  await Promise.all([ines, anna, ben].map((client) => client.token()))
}

const propose = (parties = ids.slice(1, 3)) => ines.post(HOME, { parties, note: 'why' })
const yes = (client: Client, id: string) => client.put(`${HOME}/${id}/answer`, { answer: 'yes' })
const stateOf = async (client: Client, id: string) => (await client.get(`${HOME}/${id}`)).body.state
const statuses = async () => (await ctx.pool.query('select from statuses where person_id = $1', [ids[0]])).rowCount

/** Each round in a town of its own. */
function race(name: string, round: () => Promise<void>) {
  test(name, async () => {
    for (let i = 0; i < ROUNDS; i++) {
      await round()
      await settle()
    }
  })
}

race('two who say yes at once meet once', async () => {
  const { id } = (await propose()).body
  const both = await Promise.all([yes(anna, id), yes(ben, id), yes(anna, id), yes(ben, id)])
  assert.deepEqual(
    both.map(({ status }) => status),
    [200, 200, 200, 200],
  )
  assert.equal(await stateOf(ines, id), 'met')
  assert.equal(await statuses(), 1)
  const told = await ctx.pool.query(`select from notices where about_id = $1 and kind = 'introduction_met'`, [id])
  assert.equal(told.rowCount, 3)
})

race('a yes and a withdrawal at once: they met or it is withdrawn', async () => {
  const { id } = (await propose()).body
  await yes(anna, id)
  const [second, withdrawal] = await Promise.all([yes(ben, id), ines.delete(`${HOME}/${id}`)])
  const met = second.status === 200
  assert.equal(await stateOf(anna, id), met ? 'met' : 'ended')
  assert.equal(withdrawal.status, met ? 422 : 204)
  assert.equal(await statuses(), met ? 1 : 0)
})

for (const [who, one, other] of [
  ['party and party', 1, 2],
  ['party and introducer', 2, 0],
  ['introducer and party', 0, 1],
] as const) {
  race(`a yes and a block between ${who} at once: they met or never will`, async () => {
    const { id } = (await propose()).body
    await yes(anna, id)
    const [second] = await Promise.all([yes(ben, id), block(ctx, ids[one]!, ids[other]!)])
    // Whoever shuts somebody out sees no more of what they have not answered.
    assert.ok([200, 404].includes(second.status), second.text)
    const state = await stateOf(ines, id)
    await ben.put(`${HOME}/${id}/answer`, { answer: 'no' })
    await yes(ben, id)
    assert.equal(await stateOf(ines, id), state)
    assert.equal(await statuses(), state === 'met' ? 1 : 0)
  })
}

race('a proposal and a block or a never at once: it does not come about', async () => {
  const before = (await propose()).body.id
  await ines.delete(`${HOME}/${before}`)
  await ctx.pool.query('update introductions set expires_at = now() where id = $1', [before])
  const shut = towns % 2 ? block(ctx, ids[2]!, ids[1]!) : ben.put(`${HOME}/${before}/never`)
  const [{ status, body }] = await Promise.all([propose(), shut])
  assert.equal(status, 201)
  await yes(anna, body.id)
  await yes(ben, body.id)
  assert.equal(await stateOf(ines, body.id), 'open')
})

race('never more than five are open, nor the same pair twice', async () => {
  const pairs = [1, 2, 3, 4].flatMap((i) => [3, 4, 5].filter((j) => j > i).map((j) => [ids[i]!, ids[j]!]))
  const answers = await Promise.all(pairs.map((pair) => propose(pair)))
  assert.equal(answers.filter(({ status }) => status === 201).length, 5)
  assert.equal(answers.filter(({ body }) => body.code === 'introductions.too_many_open').length, pairs.length - 5)
  for (const { body } of answers) if (body.id) await ines.delete(`${HOME}/${body.id}`)
  const same = await Promise.all([propose(), propose(), propose()])
  assert.deepEqual(same.map(({ status }) => status).sort(), [201, 422, 422])
})

race('whoever leaves while others answer and propose takes the introduction along', async () => {
  const { id } = (await propose()).body
  await yes(anna, id)
  const [second, , proposal] = await Promise.all([
    yes(ben, id),
    removeAccount(ctx, ids[1]!),
    propose([ids[1]!, ids[3]!]),
  ])
  assert.ok([200, 404].includes(second.status), second.text)
  assert.ok([201, 404, 422].includes(proposal.status), proposal.text)
  assert.equal((await ines.get(`${HOME}/${id}`)).status, 404)
  assert.deepEqual((await ines.get(HOME)).body, [])
  assert.deepEqual((await ben.get(HOME)).body, [])
})
