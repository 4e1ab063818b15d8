/** Thanks for somebody one met reach all who led there. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testApi, toldOf } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { type Name, signedIn, tie, village } from '#test/village'

let ctx: TestContext
before(async () => (ctx = await testContext()))
after(() => ctx.close())

const KITH = '/api/kith/v1'

test('thanks for somebody whom one met by an ask reach those who gave it on, who learn no name by it', async () => {
  const api = testApi(ctx)
  const who = await village(ctx)
  const as = await signedIn(api, who)
  await tie(ctx, who, [
    ['jule', 'noor'],
    ['noor', 'paul'],
    ['paul', 'grete'],
    ['jule', 'paul'],
  ])
  const { body: ask } = await as.jule.post(`${KITH}/asks`, { question: 'Wer repariert eine Geige?', reach: 'place' })
  await ctx.pool.query(
    `insert into nudges (ask_id, person_id, first_id, wave, created_at) values ($1, $2, $2, 1, now())`,
    [ask.id, who.noor],
  )
  const [nudge] = (await ctx.pool.query('select id from nudges where person_id = $1', [who.noor])).rows
  assert.ok((await as.noor.put(`${KITH}/nudges/${nudge.id}`, { deed: 'passed', to: who.paul })).status < 300)
  const wish = { text: 'Sie weiß es.', introduce_to: who.grete }
  assert.ok((await as.paul.post(`${KITH}/asks/${ask.id}/answers`, wish)).status < 300)
  const [answer] = (await ctx.pool.query('select id from answers where ask_id = $1', [ask.id])).rows
  await as.jule.put(`${KITH}/answers/${answer.id}/offer`, { taken: true })
  const [{ id }] = (await ctx.pool.query('select introduction_id as id from answers where id = $1', [answer.id])).rows
  await as.grete.put(`${KITH}/introductions/${id}/answer`, { answer: 'yes' })

  const thank = async (name: Name, whom: Name) =>
    assert.equal((await as[name].post(`${KITH}/thanks`, { about: 'person', id: who[whom] })).status, 200)
  await thank('jule', 'grete')
  await thank('grete', 'jule')
  type Named = { username: string } | null
  const sights = async (name: Name) =>
    ((await as[name].get(`${KITH}/thanks`)).body as { part: string; from: Named; to: Named }[])
      .filter(({ part }) => part === 'passed' || part === 'introduced')
      .map(({ part, from, to }) => [part, from?.username ?? null, to?.username ?? null])
  assert.deepEqual(await sights('paul'), [
    ['introduced', 'grete', 'jule'],
    ['introduced', 'jule', 'grete'],
  ])
  // She knows who asked, and to whom she gave it; not whom Jule met by it.
  assert.deepEqual(await sights('noor'), [
    ['passed', null, null],
    ['passed', 'jule', null],
  ])
  assert.equal((await toldOf(api, as.noor, ['thanks_chain'])).length, 2)
})
