import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { after, before, beforeEach, test } from 'node:test'
import { pino } from 'pino'
import { transaction } from '#platform/db'
import { startWorker } from '#platform/jobs'
import { testContext, type TestContext } from '#test/context'
import { tablesWith } from '#test/everywhere'
import { mailServer, type MailServer } from '#test/smtp'
import { mailJobs, queueMail } from './index.ts'

let post: MailServer
let ctx: TestContext
before(async () => {
  post = await mailServer()
  ctx = await testContext({ SMTP_URL: post.url })
})
after(async () => {
  await ctx.close()
  await post.close()
})
beforeEach(async () => {
  await ctx.pool.query('truncate mails')
  await ctx.pool.query('delete from graphile_worker._private_jobs')
  post.mails.length = 0
  post.refuse(null)
  over.clear()
  lost.length = 0
})

const ADDRESS = 'margarethe@post.example'
const MAIL = {
  to: { name: 'Margarethe', address: ADDRESS },
  fromName: 'Kith',
  subject: 'Hallo',
  text: 'Hallo',
  html: '<p>Hallo',
  unsubscribe: 'https://kith.test/stop',
}
const causes = {
  test: {
    holds: async (id: string) => !over.has(id),
    undelivered: async (_tx: unknown, id: string) => void lost.push(id),
  },
}
const lost: string[] = []
const over = new Set<string>()
const send = (id = '1') => transaction(ctx.db, (tx) => queueMail(ctx, tx, MAIL, { name: 'test', id }))
const outcome = async () => (await ctx.pool.query('select state, trouble, reply from mails')).rows[0]

const state = async () => (await ctx.pool.query('select state, content is null as empty from mails')).rows[0]

const job = (payload: { id: string }) => mailJobs(ctx, causes)['mail.send']!(payload as never)
const run = async () => job({ id: (await ctx.pool.query('select id from mails')).rows[0].id })

/** What the worker writes while it works, until what was asked for is so. */
async function logOfWorker(until: () => Promise<boolean>): Promise<string> {
  const stream = new PassThrough()
  let said = ''
  stream.on('data', (chunk) => (said += chunk))
  const log = pino({ level: 'trace' }, stream)
  const worker = await startWorker({ pool: ctx.pool, jobs: mailJobs({ ...ctx, log }, causes), crontab: '', log })
  while (!(await until())) await new Promise((resolve) => setTimeout(resolve, 20))
  await worker.stop()
  return said
}

test(
  'whatever the other server says, nobody’s address stands in a table or in the log',
  { timeout: 20_000 },
  async () => {
    for (const [code, trouble] of [
      [451, 'for_now'],
      [550, 'refused'],
    ] as const) {
      post.refuse(code)
      await ctx.pool.query('truncate mails')
      await send()
      const said = await logOfWorker(async () => (await outcome()).trouble !== null)
      assert.equal((await outcome()).trouble, trouble)
      assert.equal((await outcome()).reply, code)
      assert.match(said, new RegExp(trouble), 'what went wrong is there to be read')
      assert.ok(!said.includes('margarethe'), said)
      assert.deepEqual(await tablesWith(ctx.pool, ADDRESS), [])
      assert.deepEqual(await tablesWith(ctx.pool, 'not here'), [])
      await ctx.pool.query('delete from graphile_worker._private_jobs')
    }
  },
)

test('a mail whose cause is over when it is to leave, at first or after a while, does not leave', async () => {
  over.add('7')
  await send('7')
  await run()
  assert.deepEqual(await state(), { state: 'dropped', empty: true })
  await ctx.pool.query('truncate mails')
  post.refuse(451)
  await send('8')
  await assert.rejects(run())
  assert.deepEqual(await state(), { state: 'waiting', empty: false })
  post.refuse(null)
  over.add('8')
  await run()
  await run()
  assert.deepEqual([post.mails.length, await state()], [0, { state: 'dropped', empty: true }])
  await ctx.pool.query('truncate mails')
  await transaction(ctx.db, (tx) => queueMail(ctx, tx, MAIL, { name: 'nobody', id: '1' }))
  await run()
  assert.equal(post.mails.length, 0, 'nor one of which nobody knows any more why')
})

test('whoever queued a mail hears that it surely did not arrive, and nothing where that is not certain', async () => {
  post.refuse(550)
  await send('1')
  await run()
  assert.deepEqual(lost, ['1'])
  await ctx.pool.query('truncate mails')
  post.refuse(null)
  post.breakOff()
  await send('2')
  await run()
  assert.deepEqual([lost, await outcome()], [['1'], { state: 'failed', trouble: 'unclear', reply: null }])
  await ctx.pool.query('truncate mails')
  post.refuse(451)
  await send('3')
  await assert.rejects(run())
  ctx.advance({ hours: 24 * 3 + 1 })
  await run()
  await run()
  assert.deepEqual([lost, (await outcome()).state], [['1', '3'], 'failed'], 'not for ever is it tried again')
})
