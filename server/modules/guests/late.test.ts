/** A mail that had to wait: it goes only where it still makes sense. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { removeAccount, suspend } from '#modules/accounts'
import { befriend, block } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, tokenFor, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { mailServer, type MailServer } from '#test/smtp'
import { village, type Village } from '#test/village'

let post: MailServer
let ctx: TestContext
let api: TestApi
let who: Village

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
  post.refuse(451)
  who = await village(ctx)
  await transaction(ctx.db, (tx) => befriend(tx, who.katharina, who.tomasz))
  await tokenFor(ctx, who.tomasz)
})

const HOME = '/api/kith/v1/guest_introductions'

/** Proposes while the mail server takes nothing, lets something happen, and comes again when it does. */
async function mailsAfter(happens: (id: string) => Promise<unknown>): Promise<number> {
  const guest = { name: 'Margarethe', email: 'margarethe@post.example' }
  const wish = { person: who.tomasz, guest, note: 'Geigen', locale: 'de' }
  const { body } = await api.as(who.katharina).post(HOME, wish)
  await ctx.runJobs()
  assert.equal((await ctx.pool.query('select state from mails')).rows[0].state, 'waiting')
  await happens(body.id)
  post.refuse(null)
  await ctx.pool.query(`update graphile_worker._private_jobs set run_at = now() - interval '1 second'`)
  await ctx.runJobs()
  return post.mails.length
}

const happenings: Record<string, (id: string) => Promise<unknown>> = {
  withdrawn: (id) => api.as(who.katharina).delete(`${HOME}/${id}`),
  over: async () => ctx.advance({ hours: 24 * 14 }),
  blocked: () => block(ctx, who.tomasz, who.katharina),
  reported: (id) => api.as(who.tomasz).post('/api/kith/v1/reports', { kind: 'guest_introduction', id }),
  'shut out, who proposed it': () => suspend(ctx, who.katharina),
  'shut out, who was to meet them': () => suspend(ctx, who.tomasz),
  gone: () => removeAccount(ctx, who.katharina),
}
for (const [what, happens] of Object.entries(happenings))
  test(`what was to be told by mail is not, once it is: ${what}`, async () => {
    assert.equal(await mailsAfter(happens), 0)
    const { rows } = await ctx.pool.query('select state, content from mails')
    assert.deepEqual(rows, [{ state: 'dropped', content: null }])
  })

test('else it goes, late, and a no of the other does not keep it back', async () => {
  const no = (id: string) => api.as(who.tomasz).put(`${HOME}/${id}/answer`, { answer: 'no' })
  assert.equal(await mailsAfter(no), 1)
})
