/** What a guest can do by the link of their mail for ever, whatever became of those who are here. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { removeAccount, suspend } from '#modules/accounts'
import { befriend } from '#modules/ties'
import { transaction } from '#platform/db'
import { GUESTS, MARGARETHE, villageWithMail } from '#test/guests'

const { ctx, api, who, as, propose, tokenOf } = await villageWithMail([
  ['katharina', 'tomasz'],
  ['katharina', 'noor'],
  ['noor', 'tomasz'],
])
let page: string
beforeEach(async () => {
  assert.equal((await propose()).status, 201)
  page = `/api/kith/v1/guests/${tokenOf()}`
})

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
    const guest = { name: 'Margarethe', email: MARGARETHE }
    const wish = { person: who.jule, guest, note: 'Geigen', locale: 'de' }
    const again = await as.noor.post(GUESTS, wish)
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
  const other = (await propose(MARGARETHE, 'noor')).body
  await removeAccount(ctx, who.katharina)
  assert.notEqual(await keptAddress(), null)
  await as.noor.delete(`${GUESTS}/${other.id}`)
  assert.equal(await keptAddress(), null)
})
