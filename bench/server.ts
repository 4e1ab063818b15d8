/**
 * Kith as the benches run it: as it is, and beside it one bare route that reads one row by its primary key on the same
 * pool and answers as many bytes as one asks for, ahead of everything that Kith's own routes pass through.
 */
import { Client, type Pool } from 'pg'
import { loadConfig } from '#platform/config'
import type { App } from '#platform/http'
import { startKith } from '../server/start.ts'

const ROW = 'select id, username from people where id = $1'

const statements: string[] = []
if (process.argv.includes('--count')) countStatements()

const kith = await startKith(loadConfig(), { first: addBareRoute })
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void stop())
process.on('message', () => process.send!(statements.splice(0)))
process.send!('ready')

let stopping = false

async function stop() {
  if (stopping) return
  stopping = true
  await kith.stop()
  process.exit(0)
}

function addBareRoute(app: App, pool: Pool) {
  let filler = ''
  app.get('/health/bare/:id/:bytes', async (c) => {
    const { rows } = await pool.query({ name: 'bare', text: ROW, values: [c.req.param('id')] })
    const row = JSON.stringify(rows[0])
    const bytes = Number(c.req.param('bytes'))
    if (filler.length !== bytes - row.length) filler = ' '.repeat(bytes - row.length)
    return c.body(row + filler, 200, { 'Content-Type': 'application/json' })
  })
}

/** Every statement goes through a client, those of a pool and of a transaction too. */
function countStatements() {
  const query = Client.prototype.query as (...given: unknown[]) => unknown
  Client.prototype.query = function (this: Client, ...given: unknown[]) {
    const [first] = given as [string | { text?: string }]
    statements.push(typeof first === 'string' ? first : (first.text ?? ''))
    return query.apply(this, given)
  } as never
}
