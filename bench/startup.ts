/** `npm start`, until Kith says that it can serve: on an empty data folder, and again with nothing to do. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { figure, median, say } from './figures.ts'
import type { Options } from './main.ts'
import { dataFolder, freePort, removeFolder, settingsFor } from './place.ts'

const ROOT = join(import.meta.dirname, '..')
const PATIENCE = 60_000

export async function benchStart({ rounds }: Options): Promise<void> {
  const first: number[] = []
  const again: number[] = []
  for (let round = 0; round < rounds; round++) {
    const dataDir = await dataFolder()
    first.push(await timeStart(dataDir, true))
    again.push(await timeStart(dataDir, false))
    say(`  first ${first.at(-1)!.toFixed(2)} s, again ${again.at(-1)!.toFixed(2)} s`)
    await removeFolder(dataDir)
  }
  figure('start', 'first_start_s', median(first), 's')
  figure('start', 'ready_again_s', median(again), 's')
}

async function timeStart(dataDir: string, isNew: boolean): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const kith = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...machinesOwn(), ...settingsFor(dataDir, port), NODE_ENV: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [kith.stdout, kith.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  try {
    await untilHealthy(kith, port)
    const seconds = (performance.now() - began) / 1000
    await untilSaid(kith, () => said, isNew ? '/begin?token=' : 'Kith is ready at')
    return seconds
  } catch (error) {
    throw new Error(`npm start said:\n${said}`, { cause: error })
  } finally {
    await stop(kith)
  }
}

/** As somebody has it who types npm start, not as npm left it to us. */
function machinesOwn(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))
  const folders = (process.env.PATH ?? '').split(delimiter)
  const path = folders.filter((folder) => !/node_modules|node-gyp-bin/.test(folder)).join(delimiter)
  return { ...Object.fromEntries(own), PATH: path }
}

async function untilHealthy(kith: ChildProcess, port: number) {
  const end = performance.now() + PATIENCE
  while (performance.now() < end && kith.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).then(
      (response) => response.json() as Promise<{ status: string }>,
      () => null,
    )
    if (answer?.status === 'ok') return
    await sleep(10)
  }
  throw new Error('Kith did not come up.')
}

async function untilSaid(kith: ChildProcess, said: () => string, words: string) {
  const end = performance.now() + 5000
  while (!said().includes(words)) {
    if (performance.now() > end || kith.exitCode !== null) throw new Error(`It did not say "${words}".`)
    await sleep(10)
  }
}

async function stop(kith: ChildProcess) {
  if (kith.exitCode !== null || kith.signalCode !== null) return
  const gone = once(kith, 'exit')
  kith.kill('SIGTERM')
  await gone
}
