/** Nobody with an account here is asked as a guest, and nobody learns by trying that there is one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { block } from '#modules/ties'
import { GUESTS, villageWithMail } from '#test/guests'
import { endDueGuests } from './index.ts'

const { ctx, api, who, as, post, propose, tryAgain, tokenOf } = await villageWithMail()

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
  await tryAgain()
  assert.equal(post.mails.length, 0)
})

test('the introducer and the other one see and hear the same as with anybody who never answers', async () => {
  const story = async (email: string) => {
    await ctx.pool.query('truncate guests, notices, mails, attempts cascade')
    const { body } = await propose(email)
    const again = (await propose(email)).body.code
    await as.tomasz.put(`${GUESTS}/${body.id}/answer`, { answer: 'yes' })
    const seen = [await as.katharina.get(`${GUESTS}/${body.id}`), await as.tomasz.get(`${GUESTS}/${body.id}`)]
    ctx.advance({ hours: 24 * 14 })
    await endDueGuests(ctx)
    seen.push(await as.katharina.get(GUESTS), await as.tomasz.get(GUESTS))
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
  const waits = async () => (await as.tomasz.get(`${GUESTS}?waiting=true`)).body.length
  const asked = async () =>
    (await ctx.pool.query(`select from notices where kind = 'guest_introduction' and person_id = $1`, [who.tomasz]))
      .rowCount
  const guestSays = (mail: number) => {
    const token = tokenOf(post.mails[mail])
    return api.signedOut.put(`/api/kith/v1/guests/${token}/answer`, { answer: 'yes', write_again: true })
  }
  const first = (await propose('margarethe@post.example')).body
  await guestSays(0)
  await as.tomasz.put(`${GUESTS}/${first.id}/answer`, { answer: 'no' })
  await as.katharina.delete(`${GUESTS}/${first.id}`)
  const second = await propose('margarethe@post.example')
  assert.deepEqual([second.status, second.body.state, second.body.answer], [201, 'open', null], 'to be seen is nothing')
  assert.deepEqual([await waits(), await asked(), post.mails.length], [0, 1, 2])
  await guestSays(1)
  assert.equal((await as.katharina.get(`${GUESTS}/${second.body.id}`)).body.state, 'open')
  assert.equal((await as.tomasz.get(`${GUESTS}/${second.body.id}`)).body.answer, 'no')
  const changed = await as.tomasz.put(`${GUESTS}/${second.body.id}/answer`, { answer: 'yes' })
  assert.equal(changed.body.state, 'met', 'unless they say something else themselves')
  ctx.advance({ hours: 24 * 14 })
  assert.equal((await propose('margarethe@post.example')).status, 201)
  assert.deepEqual([await waits(), await asked()], [1, 2], 'after that they may be asked again')
})
