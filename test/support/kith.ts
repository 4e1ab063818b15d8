/** A whole Kith as its owner runs it: `node server/main.ts` on a data folder, with accounts made by the command line. */
import { spawn, execFile, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../..')
const run = promisify(execFile)

export type RunningKith = {
  process: ChildProcess
  address: string
  said: () => string
  /** Sends the signal and waits for the end; answers the exit code, null when killed. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export type Start = { dataDir: string; port: number; settings?: Record<string, string> }

/** Starts it without waiting for anything. */
export function launch({ dataDir, port, settings = {} }: Start): RunningKith {
  const env = {
    ...process.env,
    KITH_DATA: dataDir,
    KITH_PORT: String(port),
    KITH_RATE_LIMITS: 'off',
    KITH_LOG: 'warn',
    ...settings,
  }
  const child = spawn(process.execPath, [join(ROOT, 'server/main.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  const ended = once(child, 'exit') as Promise<[number | null]>
  return {
    process: child,
    address: `http://127.0.0.1:${port}`,
    said: () => said,
    async end(signal) {
      child.kill(signal)
      return (await ended)[0]
    },
  }
}

/** Starts it and waits until it can serve. */
export async function start(how: Start): Promise<RunningKith> {
  const kith = launch(how)
  const deadline = performance.now() + 60_000
  while (!(await answers(`${kith.address}/health`))) {
    if (kith.process.exitCode !== null) throw new Error(`Kith ended at its start: ${kith.said()}`)
    if (performance.now() > deadline) throw new Error(`Kith is not ready after a minute: ${kith.said()}`)
    await sleep(50)
  }
  return kith
}

export async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  )
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

export type Made = { id: string; username: string; access_token: string }

/** `kith account create`, beside the running server. */
export async function createAccount(dataDir: string, username: string): Promise<Made> {
  const words = [
    'account',
    'create',
    username,
    '--email',
    `${username}@kith.test`,
    '--password',
    'ein langes Wort',
    '--json',
  ]
  const { stdout } = await run(process.execPath, [join(ROOT, 'server/cli/main.ts'), ...words], {
    env: { ...process.env, KITH_DATA: dataDir, KITH_LOG: 'error' },
  })
  return JSON.parse(stdout)
}
