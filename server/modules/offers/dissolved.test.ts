/** Rings that dissolve: somebody leaves, or what they are made of is gone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { block, mute } from '#modules/ties'
import { transaction } from '#platform/db'
import { OFFERS, RINGS, ringVillage, THINGS } from '#test/offers'
import { listeners } from '#test/server'

const { ctx, who, as, stand, around, ringsOf, ringOf, say, told } = await ringVillage()

test('one who leaves dissolves it for all, at every door, and is not asked for just that again', async () => {
  const { offers } = await around(['jule', 'noor', 'paul', 'grete'])
  const { id } = await ringOf('jule')
  await say('jule', id, 'yes')
  assert.equal(await say('paul', id, 'no'), 204)
  for (const name of ['jule', 'noor', 'paul', 'grete'] as const) {
    assert.deepEqual(await ringsOf(name), [])
    assert.deepEqual(await told(name), [])
    assert.equal((await as[name].get(`${RINGS}/${id}`)).status, 404)
    assert.equal(await say(name, id, 'yes'), 404)
  }
  // Somebody else closes one in which Paul would give the same to the same.
  await stand('aylin', 'need', THINGS[3])
  await stand('aylin', 'offer', THINGS[0])
  await ctx.runJobs()
  assert.deepEqual(await ringsOf('aylin'), [], 'Paul said no to giving that to Grete, and to what Noor gives')
  assert.equal((await as.jule.get(`${OFFERS}/${offers[0]}`)).body.state, 'open', 'what each offers stands as before')
})

test('that it dissolved each hears at what they give themselves, and at nothing of the one across', async (t) => {
  const heard = await listeners(t, ctx)
  const { offers } = await around(['jule', 'noor', 'paul', 'grete'])
  const jule = await heard.stream(who.jule, 'user')
  for (const offer of offers) await jule.subscribe('kith:offer', { offer })
  const { id } = await ringOf('jule')
  await say('noor', id, 'no')
  await jule.next(({ event, payload }) => event === 'offer.changed' && payload === offers[0])
  await as.grete.delete(`${OFFERS}/${offers[3]}`)
  await jule.next(({ event, payload }) => event === 'offer.changed' && payload === offers[3])
  const changed = jule.messages.filter(({ event }) => event === 'offer.changed').map(({ payload }) => payload)
  assert.deepEqual(changed, [offers[0], offers[3]])
})

test('whatever it is made of that is gone takes it along', async () => {
  const gone: ((made: Awaited<ReturnType<typeof around>>) => Promise<unknown>)[] = [
    ({ offers }) => as.noor.delete(`${OFFERS}/${offers[1]}`),
    ({ needs }) => as.noor.delete(`${OFFERS}/${needs[1]}`),
    async ({ offers }) => {
      await as.grete.put(`${OFFERS}/${offers[1]}/taking`, {})
      await as.noor.put(`${OFFERS}/${offers[1]}/choice`, { person: who.grete })
    },
    ({ offers }) => as.noor.put(`${OFFERS}/${offers[1]}/choice`, { drawn_at: ctx.now().add({ hours: 5 }).toString() }),
    async ({ offers }) => {
      await ctx.pool.query(`update offers set expires_at = now() - interval '1 day' where id = $1`, [offers[1]])
      await ctx.pool.query(`select graphile_worker.add_job('offers.end')`)
      await ctx.runJobs()
    },
    async () => {
      await ctx.pool.query(`update rings set expires_at = now() - interval '1 hour'`)
      await ctx.pool.query(`select graphile_worker.add_job('offers.end-rings')`)
      await ctx.runJobs()
    },
    () => block(ctx, who.jule, who.paul),
    () => mute(ctx, who.paul, who.jule),
  ]
  for (const happens of gone) {
    await ctx.pool.query('delete from offers')
    await ctx.pool.query('delete from rings')
    await ctx.pool.query('delete from blocks')
    const made = await around(['jule', 'noor', 'paul'])
    const { id } = await ringOf('jule')
    await happens(made)
    for (const name of ['jule', 'noor', 'paul'] as const) {
      assert.deepEqual([await ringsOf(name), await told(name)], [[], []], String(happens))
      assert.equal(await say(name, id, 'yes'), 404)
    }
    const { rows } = await ctx.pool.query(`select from rings where state <> 'ended'`)
    assert.deepEqual(rows, [])
    const notices = await ctx.pool.query(`select from notices where kind = 'ring'`)
    assert.equal(notices.rowCount, 0)
  }
})

test('somebody suspended hides theirs from all, until they are back', async () => {
  await around(['jule', 'noor', 'paul'])
  await ctx.pool.query('update people set suspended_at = now() where id = $1', [who.paul])
  assert.deepEqual([await ringsOf('jule'), await told('jule')], [[], []])
  await ctx.pool.query('update people set suspended_at = null where id = $1', [who.paul])
  const { id } = await ringOf('jule')
  for (const name of ['paul', 'jule', 'noor'] as const) assert.equal(await say(name, id, 'yes'), 200)
  await ctx.pool.query('update people set suspended_at = now() where id = $1', [who.paul])
  assert.deepEqual([await ringsOf('jule'), await told('jule')], [[], []], 'nor one that came about')
})

test('who leaves this place for good takes their rings along', async () => {
  await around(['jule', 'noor', 'paul'])
  await ringOf('jule')
  await transaction(ctx.db, (tx) => ctx.happen(tx, { kind: 'accounts.leaving', personId: who.paul }))
  assert.deepEqual([await ringsOf('jule'), await told('jule')], [[], []])
})
