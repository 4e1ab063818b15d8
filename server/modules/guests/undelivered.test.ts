/** A mail that did not arrive: whoever proposed it hears of it, and may correct the address. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { befriend } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { tablesWith } from '#test/everywhere'
import { mailServer, type MailServer } from '#test/smtp'
import { village, type Village } from '#test/village'

let post: MailServer
let ctx: TestContext
let api: TestApi
let who: Village
let katharina: Client
let tomasz: Client

before(async () => {
  post = await mailServer()
  ctx = await testContext({ SMTP_URL: post.url })
  api = testApi(ctx)
})
after(async () => {
  await ctx.close()
  await post.close()
})
beforeEach(async () => {
  await ctx.pool.query('truncate people, guests, mails, attempts cascade')
  post.mails.length = 0
  post.refuse(550)
  who = await village(ctx)
  for (const one of [who.tomasz, who.noor]) await transaction(ctx.db, (tx) => befriend(tx, who.katharina, one))
  await transaction(ctx.db, (tx) => befriend(tx, who.noor, who.tomasz))
  katharina = api.as(who.katharina)
  tomasz = api.as(who.tomasz)
})

const HOME = '/api/kith/v1/guest_introductions'
async function propose(email: string, by = katharina) {
  const wish = { person: who.tomasz, guest: { name: 'Margarethe', email }, note: 'Geigen', locale: 'de' }
  const answered = await by.post(HOME, wish)
  await ctx.runJobs()
  return answered
}
const told = async () =>
  (
    await ctx.pool.query(
      `select person_id, kind from notices where kind ~ '^guest_introduction_' order by kind, person_id`,
    )
  ).rows.map(({ person_id, kind }) => [person_id, kind])

test('the introducer hears that the mail did not arrive, and the address is forgotten', async () => {
  const { body } = await propose('margarete@post.example')
  assert.deepEqual(await told(), [[who.katharina, 'guest_introduction_undelivered']])
  const seen = (await katharina.get(`${HOME}/${body.id}`)).body
  assert.deepEqual([seen.state, seen.undelivered], ['ended', true])
  const other = (await tomasz.get(`${HOME}/${body.id}`)).body
  assert.deepEqual([other.state, other.undelivered], ['ended', false], 'the other sees that it is over, as ever')
  assert.deepEqual((await tomasz.get(`${HOME}?waiting=true`)).body, [])
  assert.equal((await tomasz.put(`${HOME}/${body.id}/answer`, { answer: 'yes' })).body.code, 'introductions.over')
  assert.equal((await ctx.pool.query('select address from guests')).rows[0].address, null)
  assert.deepEqual(await tablesWith(ctx.pool, 'margarete@'), [])
})

test('whoever had said yes hears that it did not come about', async () => {
  post.refuse(451)
  const { body } = await propose('margarete@post.example')
  await tomasz.put(`${HOME}/${body.id}/answer`, { answer: 'yes' })
  post.refuse(550)
  await ctx.pool.query(`update graphile_worker._private_jobs set run_at = now() - interval '1 second'`)
  await ctx.runJobs()
  assert.deepEqual(await told(), [
    [who.tomasz, 'guest_introduction_ended'],
    [who.katharina, 'guest_introduction_undelivered'],
  ])
})

test('the address may be corrected, once; then one waits, so that nobody tries out addresses', async () => {
  await propose('margarete@post.example')
  assert.equal((await propose('margarethe@post.exampel')).status, 201)
  const third = await propose('margarethe@post.example')
  assert.deepEqual([third.status, third.body.code], [429, 'guests.undelivered_often'])
  ctx.advance({ hours: 24 * 7 })
  await ctx.pool.query('truncate attempts')
  post.refuse(null)
  assert.equal((await propose('margarethe@post.example')).status, 201)
  assert.equal(post.mails.length, 1)
})

test('the same address may be written to once more, and after that by nobody', async () => {
  await propose('margarethe@post.example')
  assert.equal((await propose('margarethe@post.example', api.as(who.noor))).status, 201)
  const third = await propose('margarethe@post.example')
  assert.equal(third.body.code, 'guests.unreachable')
})
