/** What came of it: each says so for nobody to read, and the guest gets no mail about it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GUESTS, villageWithMail } from '#test/guests'
import { askHowItWas } from './index.ts'

const { ctx, api, who, as, post, propose, tokenOf } = await villageWithMail()

const told = async (kind: string) =>
  (await ctx.pool.query('select person_id as id from notices where kind = $1', [kind])).rows.map(({ id }) => id)

test('a month after they met both may say whether it was good, and the introducer hears when both do', async () => {
  const { katharina, tomasz } = as
  const { body } = await propose()
  const [path, page] = [`${GUESTS}/${body.id}`, `/api/kith/v1/guests/${tokenOf()}`]
  const guestSays = (good: boolean) => api.signedOut.put(`${page}/outcome`, { good })
  assert.equal((await guestSays(true)).body.code, 'introductions.too_early', 'not before they met')
  await api.signedOut.put(`${page}/answer`, { answer: 'yes' })
  await tomasz.put(`${path}/answer`, { answer: 'yes' })
  assert.equal((await tomasz.put(`${path}/outcome`, { good: true })).body.code, 'introductions.too_early')
  assert.equal((await api.signedOut.get(page)).body.may_say_good, false)
  ctx.advance({ hours: 24 * 30 })
  await askHowItWas(ctx)
  await askHowItWas(ctx)
  assert.deepEqual(await told('guest_introduction_outcome'), [who.tomasz])
  const asked = (await api.signedOut.get(page)).body
  assert.deepEqual([asked.may_say_good, asked.good], [true, null])
  assert.equal((await guestSays(true)).body.good, true)
  const seen = async () => [(await tomasz.get(path)).body, (await katharina.get(path)).body]
  for (const one of await seen())
    assert.deepEqual([one.good, one.both_glad], [null, false], 'what one said is nobody’s')
  assert.deepEqual(
    (await seen()).map((one) => one.may_say_good),
    [true, false],
  )
  await tomasz.put(`${path}/outcome`, { good: false })
  assert.deepEqual(await told('guest_introduction_liked'), [])
  assert.equal((await api.signedOut.get(page)).body.good, true, 'and does not change the other’s')
  for (let i = 0; i < 2; i++) await tomasz.put(`${path}/outcome`, { good: true })
  assert.deepEqual(await told('guest_introduction_liked'), [who.katharina])
  assert.deepEqual(
    (await seen()).map((one) => [one.good, one.both_glad]),
    [
      [true, false],
      [null, true],
    ],
  )
  assert.equal((await katharina.put(`${path}/outcome`, { good: true })).body.code, 'introductions.not_a_party')
  assert.equal((await api.as(who.noor).put(`${path}/outcome`, { good: true })).status, 404)
  assert.equal((await api.signedOut.put('/api/kith/v1/guests/x/outcome', { good: true })).status, 404)
  await ctx.runJobs()
  assert.equal(post.mails.length, 1, 'no mail asks the guest')
})
