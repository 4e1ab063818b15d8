/** No flame of a light is lost between two pages, and what lit one is found among thousands. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { addPerson } from '#modules/people'
import { transaction } from '#platform/db'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { lightPage } from './views/light.ts'

let ctx: TestContext
let who: Village
before(async () => (ctx = await testContext()))
after(() => ctx.close())
beforeEach(async () => {
  await ctx.pool.query('truncate people cascade')
  who = await village(ctx)
})

/** All of it, by pages. */
async function lightOf(viewerId: string, limit: number) {
  const found: Awaited<ReturnType<typeof lightPage>> = []
  for (;;) {
    const page = await lightPage(ctx, viewerId, { limit, maxId: found.at(-1)?.id })
    found.push(...page)
    if (page.length < limit) return found
  }
}

test('what happened in one moment stands on its pages once each, however its ids run', async () => {
  // In a ring all is given at once; as often as these their last thirteen bits are the same.
  const ids = ['8192', '16384', '24576', '24577']
  await ctx.pool.query(
    `insert into offers (id, person_id, kind, what, way, reach, expires_at, state, created_at)
     select id, $2, 'offer', 'Ein Kinderrad', 'gift', 'place', now(), 'given', now() from unnest($1::bigint[]) id`,
    [ids, who.jule],
  )
  await ctx.pool.query(
    `insert into takers (offer_id, person_id, chosen_at, giver_says, created_at)
     select id, $2, '2026-05-01T10:00:00Z', 'handed', now() from unnest($1::bigint[]) id`,
    [ids, who.noor],
  )
  for (const limit of [1, 2, 3, 10]) {
    const found = await lightOf(who.jule, limit)
    assert.deepEqual(found.map(({ ref }) => ref!.id).toSorted(), ids.toSorted(), `${limit} a page`)
    assert.equal(new Set(found.map(({ id }) => id)).size, ids.length)
  }
})

test('a flame is lit by the latest introduction of its two, found among thousands', async () => {
  await ctx.pool.query(`insert into people (id, username) select g, 'viele' || g from generate_series(1, 3001) g`)
  await ctx.pool.query(
    `insert into introductions (introducer_id, low_id, high_id, note, state, met_at, expires_at)
     select $1, g, g + 1, 'x', 'met', '2026-01-01'::timestamptz + g * interval '1 minute', now() from generate_series(1, 3000) g`,
    [who.jule],
  )
  const other = await transaction(ctx.db, (tx) => addPerson(tx, { username: 'nachbarin', displayName: 'N' }))
  const [low, high] = [who.jule, other].toSorted((a, b) => Number(BigInt(a) - BigInt(b)))
  await ctx.pool.query(
    `insert into introductions (introducer_id, low_id, high_id, note, state, met_at, expires_at)
     select $1, $2, $3, 'x', 'met', '2025-01-01'::timestamptz + g * interval '1 day', now() from generate_series(1, 2) g`,
    [who.noor, low, high],
  )
  await ctx.pool.query(
    `insert into thanks (from_id, to_id, about, word, created_at) values ($1, $2, 'person', 'Danke.', '2026-11-01')`,
    [who.jule, other],
  )
  const light = await lightOf(who.jule, 500)
  const [latest, first] = light.filter(({ kind, with: one }) => kind === 'introduced' && one?.id === high)
  assert.deepEqual([light[0]!.kind, light[0]!.lit_by, first!.at], ['thanked', latest!.id, '2025-01-02T00:00:00.000Z'])
})
