/** What the tests of the embedded PostgreSQL share: data folders to start it on, and other Kiths to kill. */
import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { CannotStart, startPostgres, type Postgres } from '#platform/postgres'

export const log = { info() {}, warn() {}, error() {} }
export const onlyAsRoot = process.getuid?.() === 0 ? false : 'only root runs PostgreSQL as somebody else'

const run = promisify(execFile)
const kiths: ChildProcess[] = []
const INDEX = new URL('../../server/platform/postgres/index.ts', import.meta.url).href

/** Another Kith, as far as its database goes: says the address and waits to be killed. */
const KITH = `
  import { startPostgres } from ${JSON.stringify(INDEX)}
  const log = { info() {}, warn() {}, error() {} }
  const postgres = await startPostgres({ dataDir: process.argv[1], log }).catch((error) => {
    process.stderr.write(error.message)
    process.exit(1)
  })
  process.stdout.write(postgres.url)
  process.once('SIGUSR2', () => process.exit(0))
  setInterval(() => {}, 60_000)`

/** A temporary folder for the file's tests, with a data folder `begun` in it as a first start leaves one. */
export function testFolder(): { path: string } {
  const folder = { path: '' }
  before(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'kith-postgres-test-'))
    await chmod(folder.path, 0o711)
    const postgres = await startPostgres({ dataDir: join(folder.path, 'begun'), log, durable: false })
    await ask(postgres.url, 'create table words (word text)')
    await postgres.stop()
  })
  after(async () => {
    await Promise.all(kiths.map((kith) => end(kith, 'SIGUSR2')))
    await rm(folder.path, { recursive: true, force: true, maxRetries: 5 })
  })
  return folder
}

export type Started = Postgres & { dataDir: string } & AsyncDisposable

export async function startCopy(folder: { path: string }, name: string, durable = false): Promise<Started> {
  return startAgain(await copyOf(folder, name), durable)
}

/** Waits for no disk, unless what a kill leaves is the question. */
export async function startAgain(dataDir: string, durable = false): Promise<Started> {
  const postgres = await startPostgres({ dataDir, log, durable })
  return { ...postgres, dataDir, [Symbol.asyncDispose]: () => postgres.stop() }
}

/** A data folder as a first start leaves it, without waiting for one. */
export async function copyOf(folder: { path: string }, name: string): Promise<string> {
  const copy = join(folder.path, name)
  await run('cp', ['-a', join(folder.path, 'begun'), copy])
  return copy
}

export function spawnKith(dataDir: string): ChildProcess {
  const kith = spawn(process.execPath, ['--input-type=module', '--eval', KITH, dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  kiths.push(kith)
  return kith
}

export function addressOf(kith: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    kith.stdout!.once('data', (url) => resolve(String(url)))
    kith.stderr!.once('data', (reason) => reject(new CannotStart(String(reason))))
  })
}

export const kill = (kith: ChildProcess) => end(kith, 'SIGKILL')

async function end(kith: ChildProcess, signal: NodeJS.Signals) {
  if (kith.exitCode !== null || kith.signalCode !== null) return
  const gone = new Promise((resolve) => kith.once('exit', resolve))
  kith.kill(signal)
  await gone
}

/** A backend that computes and looks up for nobody: not for its postmaster's death either. */
export async function keepBusy(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  client.query('set client_connection_check_interval = 0; do $$ begin loop end loop; end $$').catch(() => {})
  await sleep(50)
  return rows[0].pid
}

export async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
}

export async function ask(url: string, ...statements: string[]) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) ({ rows } = await client.query(statement))
    return rows
  } finally {
    await client.end()
  }
}

export async function until(condition: () => Promise<boolean>) {
  const end = performance.now() + 20_000
  while (!(await condition())) {
    assert.ok(performance.now() < end, 'it did not happen within 20 seconds')
    await sleep(20)
  }
}

export const oneLine = (pattern: RegExp) => (error: Error) => {
  assert.ok(error instanceof CannotStart, String(error.stack))
  assert.match(error.message, pattern)
  assert.ok(!error.message.includes('\n'))
  return true
}
