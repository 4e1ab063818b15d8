/** A mail that did not arrive: whoever proposed it hears of it, and may correct the address. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { tablesWith } from '#test/everywhere'
import { GUESTS, villageWithMail } from '#test/guests'

const { ctx, who, as, post, propose, tryAgain } = await villageWithMail([
  ['katharina', 'tomasz'],
  ['katharina', 'noor'],
  ['noor', 'tomasz'],
])
beforeEach(() => post.refuse(550))

const told = async () =>
  (
    await ctx.pool.query(
      `select person_id, kind from notices where kind ~ '^guest_introduction_' order by kind, person_id`,
    )
  ).rows.map(({ person_id, kind }) => [person_id, kind])

test('the introducer hears that the mail did not arrive, and the address is forgotten', async () => {
  const { body } = await propose('margarete@post.example')
  assert.deepEqual(await told(), [[who.katharina, 'guest_introduction_undelivered']])
  const seen = (await as.katharina.get(`${GUESTS}/${body.id}`)).body
  assert.deepEqual([seen.state, seen.undelivered], ['ended', true])
  const other = (await as.tomasz.get(`${GUESTS}/${body.id}`)).body
  assert.deepEqual([other.state, other.undelivered], ['ended', false], 'the other sees that it is over, as ever')
  assert.deepEqual((await as.tomasz.get(`${GUESTS}?waiting=true`)).body, [])
  assert.equal((await as.tomasz.put(`${GUESTS}/${body.id}/answer`, { answer: 'yes' })).body.code, 'introductions.over')
  assert.equal((await ctx.pool.query('select address from guests')).rows[0].address, null)
  assert.deepEqual(await tablesWith(ctx.pool, 'margarete@'), [])
})

test('whoever had said yes hears that it did not come about', async () => {
  post.refuse(451)
  const { body } = await propose('margarete@post.example')
  await as.tomasz.put(`${GUESTS}/${body.id}/answer`, { answer: 'yes' })
  post.refuse(550)
  await tryAgain()
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
  assert.equal((await propose('margarethe@post.example', 'noor')).status, 201)
  const third = await propose('margarethe@post.example')
  assert.equal(third.body.code, 'guests.unreachable')
})
