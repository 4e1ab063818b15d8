/** Who would like what is offered, and who of them gets it: chosen, or drawn by lot. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suspend, unsuspend } from '#modules/accounts'
import { addPerson } from '#modules/people'
import { transaction } from '#platform/db'
import { codeOf } from '#test/api'
import { OFFERS, offeringVillage } from '#test/offers'
import { listeners } from '#test/server'
import { names, type Name } from '#test/village'
import { endDue } from './actions/offer.ts'
import { drawDue, take } from './actions/take.ts'

// Jule knows Noor, who knows Paul.
const { ctx, who, as, stand, wants, see, told } = await offeringVillage([
  ['jule', 'noor'],
  ['noor', 'paul'],
])

test('several want it, and whoever offers chooses; nobody learns who else does', async () => {
  const id = await stand('jule')
  await wants('paul', id, 'Für meine Tochter.')
  await wants('noor', id)
  await wants('paul', id, 'Für meine Nichte.')
  assert.deepEqual(await told('jule', 'offer_taker'), [
    ['paul', id],
    ['noor', id],
  ])
  const takers = (await as.jule.get(`${OFFERS}/${id}/takers`)).body
  assert.deepEqual(
    takers.map((one: { account: { username: string }; word: string }) => [one.account.username, one.word]),
    [
      ['noor', null],
      ['paul', 'Für meine Nichte.'],
    ],
    'by name',
  )
  assert.equal((await as.paul.get(`${OFFERS}/${id}/takers`)).status, 404)
  assert.equal(await codeOf(as.jule.put(`${OFFERS}/${id}/taking`, {})), 'offers.your_own')
  assert.equal((await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.grete })).status, 404)
  assert.equal((await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.noor })).status, 200)
  assert.deepEqual(await told('noor', 'offer_chosen'), [['jule', id]])
  assert.equal((await see('noor', id)).taking.chosen, true)
  assert.deepEqual([(await see('paul', id)).state, (await see('paul', id)).taking.chosen], ['given', false])
  assert.equal((await as.grete.put(`${OFFERS}/${id}/taking`, {})).status, 404, 'of others it is gone')
  assert.equal(await codeOf(as.jule.put(`${OFFERS}/${id}/choice`, { person: who.paul })), 'offers.over')
})

test('those who would like it are read page by page, whoever was chosen first, then by name', async () => {
  const id = await stand('jule')
  for (const name of names) if (name !== 'jule') await wants(name, id)
  await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.tomasz })
  const read: string[] = []
  let path: string | undefined = `${OFFERS}/${id}/takers?limit=3`
  while (path) {
    const page = await as.jule.get(path)
    read.push(...page.body.map((one: { account: { username: string } }) => one.account.username))
    path = /<https:\/\/kith\.test([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
  }
  assert.deepEqual(read, ['tomasz', 'aylin', 'ferdinand', 'grete', 'katharina', 'noor', 'paul'])
})

test('what was handed over is not let go of any more', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.noor })
  await as.noor.put(`${OFFERS}/${id}/saying`, { saying: 'handed' })
  assert.equal(await codeOf(as.noor.delete(`${OFFERS}/${id}/taking`)), 'offers.handed_over')
  assert.equal((await see('noor', id)).taking.chosen, true)
})

test('what is not to be seen is not said either', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.noor })
  await suspend(ctx, who.jule)
  assert.equal((await as.noor.put(`${OFFERS}/${id}/saying`, { saying: 'handed' })).status, 404)
  await unsuspend(ctx, who.jule)
  assert.equal((await as.noor.get(`${OFFERS}/${id}`)).body.went.mine, null)
})

test('it was not fetched: the next has their turn, and only the two know', async () => {
  const id = await stand('jule')
  await wants('noor', id)
  await wants('paul', id)
  await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.noor })
  const say = (name: Name, saying: string) => as[name].put(`${OFFERS}/${id}/saying`, { saying })
  assert.equal((await say('paul', 'missed')).status, 404)
  assert.equal((await say('noor', 'handed')).status, 200)
  const said = async (name: Name) => (({ mine, theirs }) => [mine, theirs])((await see(name, id)).went)
  assert.deepEqual(await said('jule'), [null, 'handed'])
  assert.deepEqual(await said('noor'), ['handed', null])
  assert.equal((await see('paul', id)).went, null, 'for the two alone')
  assert.equal((await say('jule', 'missed')).status, 200)
  assert.equal((await see('jule', id)).state, 'open')
  await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.paul })
  await as.paul.delete(`${OFFERS}/${id}/taking`)
  assert.equal((await see('jule', id)).state, 'open', 'who was chosen let it go')
  assert.equal(await codeOf(as.paul.put(`${OFFERS}/${id}/taking`, {})), 'offers.let_go')
  assert.equal((await see('paul', id)).let_go, true)
  const everything = JSON.stringify([await see('grete', id), (await as.grete.get(OFFERS)).body])
  assert.ok(!everything.includes('missed') && !everything.includes('noor'))
})

test('lots are drawn at their time, and who received little lately has the better chance', async () => {
  const before = await stand('jule', { what: 'Ein Topf' })
  await wants('noor', before)
  await as.jule.put(`${OFFERS}/${before}/choice`, { person: who.noor })
  const at = ctx.now().add({ hours: 5 }).toString()
  const draws = { noor: 0, paul: 0 }
  for (const random of [0.1, 0.4, 0.6, 0.9]) {
    const id = await stand('jule')
    await wants('noor', id)
    await wants('paul', id)
    assert.equal((await as.jule.put(`${OFFERS}/${id}/choice`, { drawn_at: at })).status, 200)
    await drawDue(ctx)
    assert.equal((await see('jule', id)).state, 'open', 'not before')
    await ctx.pool.query(`update offers set drawn_at = now() - interval '1 day' where id = $1`, [id])
    await drawDue(ctx, () => random)
    draws[(await see('noor', id)).taking.chosen ? 'noor' : 'paul'] += 1
    await ctx.pool.query('delete from offers where id = $1', [id])
  }
  assert.deepEqual(draws, { noor: 1, paul: 3 }, 'who had a pot has one chance of three')
  const need = await stand('jule', { kind: 'need' })
  assert.equal(await codeOf(as.jule.put(`${OFFERS}/${need}/choice`, { drawn_at: at })), 'offers.no_lot')
  const nobody = await stand('jule')
  await as.jule.put(`${OFFERS}/${nobody}/choice`, { drawn_at: at })
  await ctx.pool.query(`update offers set drawn_at = now() - interval '1 day' where id = $1`, [nobody])
  await drawDue(ctx)
  assert.deepEqual([(await see('jule', nobody)).state, (await see('jule', nobody)).drawn_at], ['open', null])
})

test('a hundred want it at once, and it is drawn three times at once: exactly one gets it', async () => {
  const id = await stand('jule')
  const ids = await transaction(ctx.db, async (tx) => {
    const made: string[] = []
    for (let i = 0; i < 100; i++) made.push(await addPerson(tx, { username: `viele${i}`, displayName: 'x' }))
    return made
  })
  await Promise.all(ids.map((one) => take(ctx, one, id)))
  await ctx.pool.query(`update offers set drawn_at = now() - interval '1 day' where id = $1`, [id])
  await Promise.all([drawDue(ctx), drawDue(ctx), as.jule.put(`${OFFERS}/${id}/choice`, { person: ids[7] })])
  const { rows } = await ctx.pool.query('select count(*)::int as count from takers where chosen_at is not null')
  assert.equal(rows[0].count, 1)
})

test('a lot that is due is drawn, also where the time of the offer is over in the same minute', async () => {
  const id = await stand('jule')
  await as.noor.put(`${OFFERS}/${id}/taking`, {})
  await ctx.pool.query(`update offers set drawn_at = now() - interval '1 second', expires_at = now() where id = $1`, [
    id,
  ])
  await endDue(ctx)
  await drawDue(ctx)
  assert.deepEqual([(await see('noor', id)).state, (await see('noor', id)).taking.chosen], ['given', true])
})

test('how many would like it is told by nothing that is heard', async (t) => {
  const heard = await listeners(t, ctx)
  const id = await stand('jule')
  const hears = async (name: Name) => {
    const stream = await heard.stream(who[name], 'user')
    await stream.subscribe('kith:offer', { offer: id })
    return { stream, changes: () => stream.messages.filter(({ event }) => event === 'offer.changed').length }
  }
  const [jule, grete] = [await hears('jule'), await hears('grete')]
  await wants('paul', id)
  await as.paul.delete(`${OFFERS}/${id}/taking`)
  await wants('noor', id)
  await as.jule.put(`${OFFERS}/${id}/choice`, { person: who.noor })
  await grete.stream.next(({ event }) => event === 'offer.changed')
  assert.deepEqual([jule.changes(), grete.changes()], [4, 1])
})
