import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { befriend } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { askHowItWas } from './index.ts'

let ctx: TestContext
let api: TestApi
let who: Village
let jule: Client
let tomasz: Client
let katharina: Client
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
  who = await village(ctx)
  for (const one of [who.jule, who.tomasz]) await transaction(ctx.db, (tx) => befriend(tx, who.katharina, one))
  ;[jule, tomasz, katharina] = [api.as(who.jule), api.as(who.tomasz), api.as(who.katharina)]
})
after(() => ctx.close())

const HOME = '/api/kith/v1/introductions'
const told = async (kind: string) =>
  (await ctx.pool.query('select person_id as id from notices where kind = $1', [kind])).rows.map(({ id }) => id).sort()

test('a month after they met each may say whether it was good, and the introducer hears when both do', async () => {
  const meeting = '  Samstag um drei\n im Café '
  const { body } = await katharina.post(HOME, { parties: [who.jule, who.tomasz], note: 'Geigen', meeting })
  assert.equal(body.meeting, 'Samstag um drei im Café')
  const path = `${HOME}/${body.id}`
  for (const client of [jule, tomasz]) await client.put(`${path}/answer`, { answer: 'yes' })
  const say = (client: Client, good: boolean) => client.put(`${path}/outcome`, { good })
  assert.equal((await say(jule, true)).body.code, 'introductions.too_early')
  ctx.advance({ hours: 24 * 30 })
  await askHowItWas(ctx)
  await askHowItWas(ctx)
  assert.deepEqual(await told('introduction_outcome'), [who.jule, who.tomasz].sort())
  assert.equal((await jule.get(path)).body.may_say_good, true)
  const said = (await say(jule, true)).body
  assert.deepEqual([said.good, said.both_glad], [true, false])
  for (const client of [tomasz, katharina]) {
    const seen = (await client.get(path)).body
    assert.deepEqual([seen.good, seen.both_glad], [null, false], 'what one said is nobody else’s')
  }
  await say(tomasz, false)
  assert.deepEqual(await told('introduction_liked'), [])
  await say(tomasz, true)
  await say(tomasz, true)
  assert.deepEqual(await told('introduction_liked'), [who.katharina])
  assert.equal((await katharina.get(path)).body.both_glad, true)
  assert.equal((await tomasz.get(path)).body.both_glad, false)
  await say(tomasz, false)
  assert.equal((await katharina.get(path)).body.both_glad, true, 'that one thinks otherwise now is theirs to know')
  await ctx.pool.query(`delete from notices where kind = 'introduction_liked'`)
  await say(tomasz, true)
  assert.deepEqual(await told('introduction_liked'), [], 'told once')
  assert.equal((await say(katharina, true)).body.code, 'introductions.not_a_party')
  assert.equal((await say(api.as(who.noor), true)).status, 404)
  const long = { parties: [who.jule, who.tomasz], note: 'x', meeting: 'x'.repeat(201) }
  assert.equal((await katharina.post(HOME, long)).body.code, 'introductions.meeting_too_long')
})
