/** What a guest can do by the link of their mail for ever, whatever became of those who are here. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { removeAccount, suspend } from '#modules/accounts'
import { befriend } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, tokenFor, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { mailServer, type MailServer } from '#test/smtp'
import { village, type Village } from '#test/village'

let post: MailServer
let ctx: TestContext
let api: TestApi
let who: Village
let page: string

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
  who = await village(ctx)
  for (const one of [who.tomasz, who.noor]) await transaction(ctx.db, (tx) => befriend(tx, who.katharina, one))
  await transaction(ctx.db, (tx) => befriend(tx, who.noor, who.tomasz))
  await tokenFor(ctx, who.tomasz)
  assert.equal((await propose(api.as(who.katharina))).status, 201)
  await ctx.runJobs()
  page = `/api/kith/v1/guests/${/\/guest\/([\w-]+)\?answer=yes/.exec(post.mails[0]!.text!)![1]}`
})

function propose(by: Client) {
  const guest = { name: 'Margarethe', email: 'margarethe@post.example' }
  return by.post('/api/kith/v1/guest_introductions', { person: who.tomasz, guest, note: 'Geigen', locale: 'de' })
}
const oneClick = () => api.signedOut.post(`${page}/stop`, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))
const keptAddress = async () => (await ctx.pool.query('select address from guests')).rows[0].address

const leavings: Record<string, () => Promise<void>> = {
  'the introducer left': () => removeAccount(ctx, who.katharina),
  'the one they were to meet left': () => removeAccount(ctx, who.tomasz),
}
for (const [what, leave] of Object.entries(leavings))
  test(`mail ends by its link also when ${what}, and the address is forgotten with them`, async () => {
    await leave()
    assert.equal(await keptAddress(), null)
    assert.equal((await api.signedOut.get(page)).status, 404)
    assert.deepEqual((await api.signedOut.get(`${page}/mail`)).body, { stopped: false, locale: 'de' })
    for (let i = 0; i < 2; i++) assert.equal((await oneClick()).status, 200)
    assert.deepEqual((await api.signedOut.get(`${page}/mail`)).body, { stopped: true, locale: 'de' })
    assert.equal((await api.signedOut.put(`${page}/answer`, { answer: 'yes' })).status, 404)
    assert.equal((await api.signedOut.post(`${page}/report`, { category: 'spam' })).status, 404)
    await transaction(ctx.db, (tx) => befriend(tx, who.noor, who.jule))
    await ctx.pool.query('update guests set mailed_at = null')
    const guest = { name: 'Margarethe', email: 'margarethe@post.example' }
    const wish = { person: who.jule, guest, note: 'Geigen', locale: 'de' }
    const again = await api.as(who.noor).post('/api/kith/v1/guest_introductions', wish)
    assert.equal(again.body.code, 'guests.unreachable', 'whoever else would like to')
  })

test('also while one of them is shut out', async () => {
  await suspend(ctx, who.tomasz)
  assert.equal((await api.signedOut.get(page)).status, 404)
  assert.equal((await api.signedOut.get(`${page}/mail`)).status, 200)
  assert.equal((await oneClick()).status, 200)
  assert.equal((await api.signedOut.get('/api/kith/v1/guests/nichts/mail')).status, 404)
})

test('an address that others still need stays when somebody leaves, until they, too, need it no longer', async () => {
  await api.signedOut.put(`${page}/answer`, { answer: 'yes', write_again: true })
  const other = (await propose(api.as(who.noor))).body
  await removeAccount(ctx, who.katharina)
  assert.notEqual(await keptAddress(), null)
  await api.as(who.noor).delete(`/api/kith/v1/guest_introductions/${other.id}`)
  assert.equal(await keptAddress(), null)
})
