/**
 * Kith as the benches run it: as it is, and beside it one bare route that reads one row by its primary key on the same
 * pool and answers the bytes it was given before, ahead of everything that Kith's own routes pass through.
 */
import { Client, type Pool } from 'pg'
import { loadConfig } from '#platform/config'
import type { App } from '#platform/http'
import { startKith } from '../server/start.ts'

const ROW = 'select id, username from people where id = $1'

/** Statements: those since the last question. */
export type Question = { bareBody: string } | { statements: true }

const statements: string[] = []
let bareBody = ''
if (process.argv.includes('--count')) countStatements()

const kith = await startKith(loadConfig(), { first: addBareRoute })
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void stop())
process.on('message', (question: Question) => process.send!(answer(question)))
process.send!('ready')

let stopping = false

async function stop() {
  if (stopping) return
  stopping = true
  await kith.stop()
  process.exit(0)
}

function addBareRoute(app: App, pool: Pool) {
  app.get('/health/bare/:id', async (c) => {
    const { rows } = await pool.query({ name: 'bare', text: ROW, values: [c.req.param('id')] })
    if (rows.length === 0) return c.body(null, 404)
    return c.body(bareBody, 200, { 'Content-Type': 'application/json' })
  })
}

function answer(question: Question) {
  if ('bareBody' in question) bareBody = question.bareBody
  return statements.splice(0)
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
