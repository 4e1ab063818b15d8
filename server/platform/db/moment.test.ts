import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testContext } from '#test/context'
import { rows, setMoment, transaction } from '#platform/db'

const ctx = await testContext()
after(() => ctx.close())

const LONG_AGO = Temporal.Instant.from('2024-02-29T18:40:00Z')

type Made = { id: string; created_at: Temporal.Instant }

test('a transaction can tell of the past, and nothing outside it is moved', async () => {
  const insert = `insert into people (username) values ($1) returning id, created_at`
  const [then] = await transaction(ctx.db, async (tx) => {
    await setMoment(tx, LONG_AGO)
    return rows<Made>(tx, insert, ['then'])
  })
  assert.equal(then!.created_at.epochMilliseconds, LONG_AGO.epochMilliseconds)
  assert.equal(Number(BigInt(then!.id) >> 16n), LONG_AGO.epochMilliseconds)
  // The same few connections are used again, so that one that kept the moment would show it.
  const now = await Promise.all(Array.from({ length: 16 }, (_, i) => rows<Made>(ctx.db, insert, [`now${i}`])))
  for (const [made] of now)
    assert.ok(Temporal.Instant.compare(made!.created_at, ctx.now().subtract({ minutes: 1 })) > 0)
})
