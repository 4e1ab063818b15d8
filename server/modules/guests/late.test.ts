/** A mail that had to wait: it goes only where it still makes sense. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { removeAccount, suspend } from '#modules/accounts'
import { block } from '#modules/ties'
import { GUESTS, villageWithMail } from '#test/guests'

const { ctx, who, as, post, propose, tryAgain } = await villageWithMail()
beforeEach(() => post.refuse(451))

/** Proposes while the mail server takes nothing, lets something happen, and comes again when it does. */
async function mailsAfter(happens: (id: string) => Promise<unknown>): Promise<number> {
  const { body } = await propose()
  assert.equal((await ctx.pool.query('select state from mails')).rows[0].state, 'waiting')
  await happens(body.id)
  post.refuse(null)
  await tryAgain()
  return post.mails.length
}

const happenings: Record<string, (id: string) => Promise<unknown>> = {
  withdrawn: (id) => as.katharina.delete(`${GUESTS}/${id}`),
  over: async () => ctx.advance({ hours: 24 * 14 }),
  blocked: () => block(ctx, who.tomasz, who.katharina),
  reported: (id) => as.tomasz.post('/api/kith/v1/reports', { kind: 'guest_introduction', id }),
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
  const no = (id: string) => as.tomasz.put(`${GUESTS}/${id}/answer`, { answer: 'no' })
  assert.equal(await mailsAfter(no), 1)
})
