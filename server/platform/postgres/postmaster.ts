import { spawn, type ChildProcess } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { environment, type Cluster } from './cluster.ts'

/** What postmaster.pid says of the PostgreSQL that runs, or ran, in a folder. */
export interface Note {
  pid: number
  socketFolder: string
  ready: boolean
}

export async function readNote(folder: string): Promise<Note | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null)
  const [pid, , , , socketFolder = '', , , state = ''] = text?.split('\n') ?? []
  return Number(pid) > 0 ? { pid: Number(pid), socketFolder, ready: state.trim() === 'ready' } : null
}

/** Starts the postmaster and waits until it takes connections, however long it needs to recover. */
export async function launch(cluster: Cluster, logFile: string): Promise<ChildProcess> {
  const log = await open(logFile, 'a', 0o600)
  const { size: before } = await log.stat()
  // Detached: a signal to Kith's process group must not take the database from under it.
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.seenAs], {
    ...cluster.user,
    cwd: cluster.folder,
    env: environment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  try {
    await Promise.race([untilReady(child, cluster.folder), failed])
  } catch (error) {
    throw new Error((await saidSince(logFile, before)) || String(error), { cause: error })
  } finally {
    await log.close()
  }
  child.unref()
  return child
}

/** A fast stop; when that does not end, one that leaves the rest to the next start's recovery. */
export async function stopPostmaster(child: ChildProcess) {
  if (hasEnded(child)) return
  child.ref()
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal)
    if (await Promise.race([gone.then(() => true), sleep(signal === 'SIGINT' ? 20_000 : 5_000, false, { ref: false })]))
      return
  }
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function untilReady(child: ChildProcess, folder: string) {
  for (;;) {
    if (hasEnded(child)) throw new Error(`PostgreSQL ended with ${child.signalCode ?? child.exitCode}`)
    const note = await readNote(folder)
    if (note?.ready && note.pid === child.pid) return
    await sleep(10)
  }
}

async function saidSince(logFile: string, position: number): Promise<string> {
  const text = await readFile(logFile)
  const failures = text
    .subarray(position)
    .toString()
    .split('\n')
    .filter((line) => /(FATAL|PANIC|HINT):|error|\.conf"/.test(line))
  return failures.map((line) => line.replace(/^\S+ \S+ \S+ \[\d+\] /, '').replace(/:\s+/, ': ')).join(' ')
}
