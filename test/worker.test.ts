import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadConfig } from '#platform/config'
import { testContext, type TestContext } from '#test/context'
import { startKith } from '../server/start.ts'

let ctx: TestContext
before(async () => {
  ctx = await testContext()
})
after(() => ctx.close())

test('a process that only does jobs keeps right what it holds, as one with doors does', async () => {
  const { origin, dataDir } = ctx.config
  const settings = { KITH_ORIGIN: origin, KITH_DATA: dataDir, KITH_LOG: 'silent', DATABASE_URL: ctx.url }
  const kith = await startKith(loadConfig({ ...settings, KITH_ROLE: 'worker' }))
  const text = `select from pg_stat_activity where datname = current_database() and application_name = 'kith events'`
  const following = (await ctx.pool.query(text)).rowCount
  await kith.stop()
  assert.equal(following, 1)
})
