/** Nobody with an account here is asked as a guest, and nobody learns by trying that there is one. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { befriend, block } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, tokenFor, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { mailServer, type MailServer } from '#test/smtp'
import { village, type Village } from '#test/village'
import { endDueGuests } from './index.ts'

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
  post.refuse(null)
  who = await village(ctx)
  await transaction(ctx.db, (tx) => befriend(tx, who.katharina, who.tomasz))
  await tokenFor(ctx, who.jule)
  katharina = api.as(who.katharina)
  tomasz = api.as(who.tomasz)
})

const HOME = '/api/kith/v1/guest_introductions'
async function propose(email: string) {
  const guest = { name: 'Jule', email }
  const answered = await katharina.post(HOME, { person: who.tomasz, guest, note: 'Geigen', locale: 'de' })
  await ctx.runJobs()
  return answered
}

test('no mail goes to the address of an account here, however it is written', async () => {
  await block(ctx, who.jule, who.katharina)
  for (const email of ['jule@kith.test', ' JULE@Kith.Test ', 'jule+intro@kith.test']) {
    await ctx.pool.query('truncate guests cascade')
    assert.equal((await propose(email)).status, 201)
  }
  assert.equal(post.mails.length, 0)
  assert.equal((await ctx.pool.query('select from mails')).rowCount, 0)
  assert.deepEqual((await ctx.pool.query('select address from guests where address is not null')).rows, [])
})

test('nor where the account’s own address carries a tag, or the account is shut out', async () => {
  await ctx.pool.query(`update accounts set email = 'Jule+kith@post.example' where person_id = $1`, [who.jule])
  await ctx.pool.query('update people set suspended_at = now() where id = $1', [who.jule])
  assert.equal((await propose('jule@post.example')).status, 201)
  assert.equal(post.mails.length, 0)
})

test('nor to somebody who got one while the mail waited', async () => {
  post.refuse(451)
  await propose('jule@post.example')
  await ctx.pool.query(`update accounts set email = 'jule@post.example' where person_id = $1`, [who.jule])
  post.refuse(null)
  await ctx.pool.query(`update graphile_worker._private_jobs set run_at = now() - interval '1 second'`)
  await ctx.runJobs()
  assert.equal(post.mails.length, 0)
})

test('the introducer and the other one see and hear the same as with anybody who never answers', async () => {
  const story = async (email: string) => {
    await ctx.pool.query('truncate guests, notices, mails, attempts cascade')
    const { body } = await propose(email)
    const again = (await propose(email)).body.code
    await tomasz.put(`${HOME}/${body.id}/answer`, { answer: 'yes' })
    const seen = [await katharina.get(`${HOME}/${body.id}`), await tomasz.get(`${HOME}/${body.id}`)]
    ctx.advance({ hours: 24 * 14 })
    await endDueGuests(ctx)
    seen.push(await katharina.get(HOME), await tomasz.get(HOME))
    const { rows } = await ctx.pool.query('select person_id, kind from notices order by id')
    const told = rows.map(({ person_id, kind }) => [person_id, kind])
    const plain = JSON.stringify(seen.map((one) => one.body)).replaceAll(body.id, 'ID')
    return { again, told, seen: plain.replaceAll(/"\d{4}-[^"]+Z"/g, '"then"') }
  }
  const other = await story('margarethe@post.example')
  assert.equal(post.mails.length, 1)
  assert.deepEqual(await story('jule@kith.test'), other)
  assert.equal(post.mails.length, 1)
})

test('a no stands while it could still have come about: the same guest is not asked about anew', async () => {
  const waits = async () => (await tomasz.get(`${HOME}?waiting=true`)).body.length
  const asked = async () =>
    (await ctx.pool.query(`select from notices where kind = 'guest_introduction' and person_id = $1`, [who.tomasz]))
      .rowCount
  const guestSays = (mail: number) => {
    const [, token] = /\/guest\/([\w-]+)\?answer=yes/.exec(post.mails[mail]!.text!)!
    return api.signedOut.put(`/api/kith/v1/guests/${token}/answer`, { answer: 'yes', write_again: true })
  }
  const first = (await propose('margarethe@post.example')).body
  await guestSays(0)
  await tomasz.put(`${HOME}/${first.id}/answer`, { answer: 'no' })
  await katharina.delete(`${HOME}/${first.id}`)
  const second = await propose('margarethe@post.example')
  assert.deepEqual([second.status, second.body.state, second.body.answer], [201, 'open', null], 'to be seen is nothing')
  assert.deepEqual([await waits(), await asked(), post.mails.length], [0, 1, 2])
  await guestSays(1)
  assert.equal((await katharina.get(`${HOME}/${second.body.id}`)).body.state, 'open')
  assert.equal((await tomasz.get(`${HOME}/${second.body.id}`)).body.answer, 'no')
  const changed = await tomasz.put(`${HOME}/${second.body.id}/answer`, { answer: 'yes' })
  assert.equal(changed.body.state, 'met', 'unless they say something else themselves')
  ctx.advance({ hours: 24 * 14 })
  assert.equal((await propose('margarethe@post.example')).status, 201)
  assert.deepEqual([await waits(), await asked()], [1, 2], 'after that they may be asked again')
})
