/** What came of earlier introductions, as the ranking learns it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { befriend } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { suggestionOutcomes } from './views/facts.ts'

let ctx: TestContext
let api: TestApi
let who: Village
let grete: Client
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
  who = await village(ctx)
  grete = api.as(who.grete)
  await transaction(ctx.db, async (tx) => {
    for (const id of Object.values(who)) if (id !== who.grete) await befriend(tx, who.grete, id)
  })
})
after(() => ctx.close())

const HOME = '/api/kith/v1/introductions'
const propose = async (parties: string[], suggested: string[]) =>
  grete.post(HOME, { parties, note: 'x', suggested_for: suggested })
const meet = async (parties: [string, string], good: (boolean | null)[]) => {
  const { id } = (await propose(parties, ['seeks', 'topics', 'seeks'])).body
  for (const person of parties) await api.as(person).put(`${HOME}/${id}/answer`, { answer: 'yes' })
  await ctx.pool.query(`update introductions set met_at = now() - interval '31 days' where id = $1`, [id])
  for (const [i, person] of parties.entries())
    if (good[i] !== null) await api.as(person).put(`${HOME}/${id}/outcome`, { good: good[i] })
}

test('only reasons that there are are taken', async () => {
  const { status } = await propose([who.jule, who.noor], ['seeks', 'junk'])
  assert.equal(status, 422)
  assert.deepEqual((await grete.get(HOME)).body, [])
})

test('it learns from what came about and what did not, not from what was withdrawn nor from silence', async () => {
  await meet([who.jule, who.noor], [true, true])
  await meet([who.jule, who.paul], [true, null])
  await meet([who.jule, who.aylin], [true, false])
  const { id } = (await propose([who.jule, who.tomasz], ['topics'])).body
  await grete.delete(`${HOME}/${id}`)
  await propose([who.noor, who.tomasz], ['place'])
  const found = await suggestionOutcomes(ctx.db)
  assert.deepEqual(
    found.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
    ['seeks', 'topics'].map((kind) => ({ kind, proposed: 3, met: 3, good: 1, bad: 1 })),
  )
})
