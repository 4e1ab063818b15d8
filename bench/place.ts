/** A Kith to measure: on a data folder of its own, as a process of its own, gone when the bench is over. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { loadConfig } from '#platform/config'
import type { Context } from '#platform/context'
import { withData } from '../server/cli/data.ts'
import { say } from './figures.ts'
import type { Question } from './server.ts'

const SERVER = join(import.meta.dirname, 'server.ts')

export type Place = {
  origin: string
  port: number
  dataDir: string
  /** The server's process. */
  pid: number
  /** The same data, reached from here. */
  ctx: Context
  pool: pg.Pool
  /** Asks the server's process; it answers with the statements that it sent since the last time, where they are counted. */
  ask: (question: Question) => Promise<string[]>
}

type How = {
  /** More arguments for Node. */
  node?: string[]
  countStatements?: boolean
}

const closings = new Set<() => Promise<unknown>>()

export async function withPlace(work: (place: Place) => Promise<void>, { node = [], countStatements }: How = {}) {
  const dataDir = await dataFolder()
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const settings = settingsFor(dataDir, port)
  say('  starting Kith on an empty data folder')
  const server = spawn(process.execPath, [...node, SERVER, ...(countStatements ? ['--count'] : [])], {
    env: { ...process.env, ...startEnvironment(), ...settings },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const close = () => stop(server)
  closings.add(close)
  try {
    await untilReady(server)
    const ask = (question: Question) => answerOf(server, question)
    await withData(loadConfig(settings), (ctx, pool) =>
      work({ origin, port, dataDir, pid: server.pid!, ctx, pool, ask }),
    )
  } finally {
    await close()
    closings.delete(close)
    await removeFolder(dataDir)
  }
}

/** When the bench is cut short. */
export async function closePlaces(): Promise<void> {
  await Promise.all([...closings].map((close) => close()))
  await Promise.all([...folders].map(removeFolder))
}

const folders = new Set<string>()

/** Open to PostgreSQL's own user, as a data folder must be. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kith-bench-'))
  folders.add(folder)
  await chmod(folder, 0o711)
  return folder
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  folders.delete(folder)
}

/** Production's settings; only the limits against strangers are off, since one asks here as often as one can. */
export function settingsFor(dataDir: string, port: number): Record<string, string> {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: '',
    KITH_DATA: dataDir,
    KITH_HOST: '127.0.0.1',
    KITH_PORT: String(port),
    KITH_ORIGIN: `http://127.0.0.1:${port}`,
    KITH_RATE_LIMITS: 'off',
  }
}

/** What `npm start` sets for the process itself, before `exec node`. */
function startEnvironment(): Record<string, string> {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as Package
  const set = /^((?:[A-Z_]+=\S+ )*)exec node /.exec(scripts.start)?.[1] ?? ''
  return Object.fromEntries(
    set
      .trim()
      .split(' ')
      .filter(Boolean)
      .map((one) => one.split('=') as [string, string]),
  )
}

type Package = { scripts: { start: string } }

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

async function untilReady(server: ChildProcess) {
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`The server ended with ${code} before it was ready.`)
  })
  await Promise.race([once(server, 'message'), ended])
  ended.catch(() => {})
}

async function answerOf(server: ChildProcess, question: Question): Promise<string[]> {
  const answer = once(server, 'message')
  server.send(question)
  return (await answer)[0] as string[]
}

async function stop(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGTERM')
  await gone
}
