import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testContext } from '#test/context'
import { Refusal } from '#platform/refusal'
import { attempt, dropOldAttempts, forgetAttempts } from './index.ts'

const ctx = await testContext()
after(() => ctx.close())
const limit = { most: 3, seconds: 60 }
const passes = (key: string) =>
  attempt(ctx.db, key, limit).then(
    () => true,
    (error: Refusal) => {
      assert.deepEqual([error.status, error.code], [429, 'common.too_many'])
      assert.ok(Number(error.params.seconds) > 0 && Number(error.params.seconds) <= 60)
      return false
    },
  )
const endWindow = () => ctx.pool.query(`update attempts set window_end = now() - interval '1 second'`)

test('of many at once as many pass as may', async () => {
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => passes('at once')))
  assert.equal(outcomes.filter(Boolean).length, 3)
})

test('where it takes hours, hours are told', async () => {
  const daily = { most: 1, seconds: 86_400 }
  await attempt(ctx.db, 'daily', daily)
  await assert.rejects(attempt(ctx.db, 'daily', daily), (error: Refusal) => {
    assert.deepEqual([error.code, error.params.hours], ['common.too_many_hours', 24])
    return true
  })
})

test('each key counts by itself, and anew when its time is over', async () => {
  for (let i = 0; i < 3; i++) assert.ok(await passes('one'))
  assert.ok(!(await passes('one')))
  assert.ok(await passes('other'))
  await endWindow()
  assert.ok(await passes('one'))
})

test('what is forgotten counts no more', async () => {
  for (let i = 0; i < 4; i++) await passes('mistyped')
  await forgetAttempts(ctx.db, 'mistyped')
  assert.ok(await passes('mistyped'))
})

test('what is over is swept out, what is not stays', async () => {
  await passes('old')
  await endWindow()
  await passes('new')
  await dropOldAttempts(ctx.db)
  const { rows } = await ctx.pool.query('select key from attempts')
  assert.deepEqual(rows, [{ key: 'new' }])
})
