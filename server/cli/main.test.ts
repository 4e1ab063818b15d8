import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testContext } from '#test/context'
import { createPool, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { startPostgres } from '#platform/postgres'
import { findToken, join as joinPlace, settingsOf, viewPlace } from '#modules/accounts'

const MAIN = join(import.meta.dirname, 'main.ts')
const ctx = await testContext({ KITH_REGISTRATIONS: 'approval' })
const folders: string[] = []
after(async () => {
  await ctx.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

type Outcome = { code: number; out: string; err: string }

/** Runs the command line in a process of its own, on the test's database unless told otherwise. */
function kith(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const settings = { DATABASE_URL: ctx.url, KITH_DATA: ctx.config.dataDir, ...env }
  const { KITH_TEST_DATABASE: _, ...rest } = process.env
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...args], { env: { ...rest, ...settings } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err })
    })
    child.stdin?.end()
  })
}

const create = (name: string, ...more: string[]) =>
  kith(['account', 'create', name, '--email', `${name}@post.example`, '--password', 'sonnenblume', ...more])

test('an account is made, and its token works at once', async () => {
  const { code, out, err } = await create('grete', '--role', 'owner', '--json')
  assert.deepEqual([code, err], [0, ''])
  const made = JSON.parse(out)
  assert.deepEqual(Object.keys(made), ['id', 'username', 'access_token'])
  const token = (await findToken(ctx, made.access_token))!
  assert.deepEqual(token.asker, { personId: made.id, role: 'owner', locale: 'en' })
  assert.deepEqual(token.scopes, ['read', 'write', 'follow', 'push'])
  assert.equal((await viewPlace(ctx)).begun, true)
})

test('without a password one is made up and told', async () => {
  const { out } = await kith(['account', 'create', 'ohne', '--email', 'o@post.example', '--locale', 'de'])
  assert.match(out, /Password: [\w-]{16}\n/)
})

test('what does not fit is said in one line, and the exit code tells', async () => {
  const outcomes = await Promise.all([
    create('grete'),
    create('uwe', '--role', 'owner'),
    create('uwe', '--role', 'king'),
    kith(['account', 'dance']),
    kith(['account', 'create', 'uwe', '--emial', 'x']),
    kith(['account', 'list'], { KITH_PORT: 'many' }),
  ])
  assert.deepEqual(
    outcomes.map(({ code }) => code),
    [1, 1, 2, 2, 2, 1],
  )
  for (const { out, err } of outcomes) {
    assert.equal(out, '')
    assert.match(err, /^[^\n]{10,300}\n$/)
  }
  assert.match(outcomes[0]!.err, /already called so/)
  assert.match(outcomes[1]!.err, /has an owner already/)
})

test('help is told', async () => {
  const { code, out } = await kith(['--help'])
  assert.equal(code, 0)
  for (const word of ['account create', 'account list', 'account role', 'account token', 'suspend', 'doctor'])
    assert.ok(out.includes(word), word)
})

test('accounts are listed, suspended, let back in, and given tokens and roles', async () => {
  const { id } = JSON.parse((await create('malte', '--json')).out)
  const list = JSON.parse((await kith(['account', 'list', '--json'])).out)
  const line = list.find((one: { username: string }) => one.username === 'malte')
  assert.deepEqual([line.id, line.role, line.suspended, line.awaiting_approval], [id, 'member', false, false])
  const token = (await kith(['account', 'token', '@Malte', '--scopes', 'read push'])).out.trim()
  assert.deepEqual((await findToken(ctx, token))!.scopes, ['read', 'push'])
  assert.equal((await kith(['account', 'suspend', 'malte'])).code, 0)
  assert.equal(await findToken(ctx, token), null)
  assert.match((await kith(['account', 'list'])).out, /malte +member +suspended +malte@post\.example/)
  assert.equal((await kith(['account', 'suspend', 'malte', '--undo'])).code, 0)
  assert.equal((await kith(['account', 'role', 'malte', 'moderator'])).code, 0)
  assert.equal((await settingsOf(ctx, id)).role, 'moderator')
})

test('who waits is let in, and who is to go is deleted after a yes', async () => {
  const wish = { username: 'vera', displayName: '', email: 'v@post.example', password: 'sonnenblume', locale: 'de' }
  const { personId } = await joinPlace(ctx, { ...wish, address: '' })
  assert.equal((await kith(['account', 'approve', 'vera'])).code, 0)
  assert.equal((await settingsOf(ctx, personId)).awaitingApproval, false)
  assert.equal((await kith(['account', 'delete', 'vera'])).code, 2)
  assert.equal((await settingsOf(ctx, personId)).username, 'vera')
  assert.equal((await kith(['account', 'delete', 'vera', '--yes'])).code, 0)
  await assert.rejects(settingsOf(ctx, personId))
})

test('the doctor lists what is set, hides passwords, and finds a sound place well', async () => {
  const { code, out } = await kith(['doctor'], { KITH_PORT: '1', SMTP_URL: 'smtp://me:secret@mail.example' })
  assert.match(out, /\* DATABASE_URL /)
  assert.ok(!out.includes('secret'))
  assert.match(out, /SMTP_URL +smtp:\/\/me:…@mail\.example/)
  for (const word of ['Node 26', 'PostgreSQL', 'The schema is up to date', 'are free', 'does not run'])
    assert.ok(out.includes(word), `${word}: ${out}`)
  assert.equal(code, 0, out)
})

test('the doctor finds what is not well', async () => {
  const gone = 'postgres://postgres@127.0.0.1:1/none'
  const outcomes = await Promise.all([
    kith(['doctor'], { KITH_ORIGIN: 'http://kith.example' }),
    kith(['doctor'], { DATABASE_URL: gone }),
    kith(['doctor'], { KITH_REGISTRATIONS: 'maybe' }),
  ])
  const words = [/✗ http:\/\/kith\.example is public/, /✗ The database cannot be used/, /✗ KITH_REGISTRATIONS must be/]
  for (const [i, { code, out }] of outcomes.entries()) {
    assert.equal(code, 1, out)
    assert.match(out, words[i]!)
  }
})

test('it works beside a Kith that is just starting, and alone when that has stopped', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kith-cli-'))
  folders.push(dataDir)
  const env = { DATABASE_URL: '', KITH_DATA: dataDir }
  const empty = await kith(['doctor'], env)
  assert.match(empty.out, /no database yet/)
  const starting = startData(dataDir)
  const beside = await kith(['account', 'create', 'grete', '--email', 'g@post.example', '--json'], env)
  const stop = await starting
  assert.equal(beside.code, 0, beside.err)
  assert.match((await kith(['doctor'], env)).out, /✓ PostgreSQL 18/)
  await stop()
  const alone = await kith(['account', 'list'], env)
  assert.match(alone.out, /grete +member/, alone.err)
})

/** As Kith starts: PostgreSQL, then its schema. */
async function startData(dataDir: string): Promise<() => Promise<void>> {
  const log = createLog('silent')
  const postgres = await startPostgres({ dataDir, log, durable: false })
  await sleep(1500)
  const pool = createPool({ url: postgres.url, log, size: 1 })
  await migrate(pool)
  await prepareJobs(pool)
  await pool.end()
  return () => postgres.stop()
}
