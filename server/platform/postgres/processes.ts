import { execFile } from 'node:child_process'
import { readFile, readdir, readlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { User } from './user.ts'

const run = promisify(execFile)
const linux = process.platform === 'linux'

/**
 * When a process began, in a form that no other process has had since, or null when it does not run.
 * A process id alone is no proof: after a crash or in a container the same number soon means something else.
 */
export async function beginningOf(pid: number): Promise<string | null> {
  if (!linux) return await run('ps', ['-o', 'lstart=', '-p', String(pid)]).then(answerOf, nothing)
  const stat = await readStat(pid)
  if (!stat || stat.dead) return null
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return `${boot.trim()}/${stat.startTime}`
}

/** The PostgreSQL processes that work in `folder`, whoever their parent is by now. */
export async function postgresProcessesIn(folder: string, user: User | null): Promise<number[]> {
  const pids = linux ? await postgresProcesses() : await run('pgrep', ['-x', 'postgres']).then(numbersOf, () => [])
  const folders = await workingFolders(pids, user)
  return pids.filter((pid) => folders.get(pid) === folder)
}

/** Sends each signal in turn, giving the processes its time to go. False when some are still there. */
export async function endProcesses(
  pids: number[],
  steps: readonly { signal: NodeJS.Signals; seconds: number }[],
): Promise<boolean> {
  for (const { signal, seconds } of steps) {
    for (const pid of pids) sendSignal(pid, signal)
    if (await allGone(pids, seconds)) return true
  }
  return false
}

async function readStat(pid: number) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (!text) return null
  // The name stands in brackets and may itself hold blanks and brackets.
  const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { name, dead: 'ZX'.includes(fields[0] ?? 'X'), startTime: fields[19] }
}

async function postgresProcesses(): Promise<number[]> {
  const pids = numbersOf({ stdout: (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).join('\n') })
  const stats = await Promise.all(pids.map(readStat))
  return pids.filter((_, i) => stats[i]?.name === 'postgres' && !stats[i].dead)
}

async function workingFolders(pids: number[], user: User | null): Promise<Map<number, string>> {
  const folders = new Map<number, string>()
  const hidden: number[] = []
  for (const pid of pids) {
    if (!linux)
      folders.set(pid, await run('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn']).then(lsofFolder, () => ''))
    else
      await readlink(`/proc/${pid}/cwd`).then(
        (folder) => folders.set(pid, folder),
        (error) => error.code === 'EACCES' && hidden.push(pid),
      )
  }
  // In a container even root may be kept from looking into other people's processes; they themselves are not.
  if (user && hidden.length > 0) await lookAs(user, hidden, folders)
  return folders
}

async function lookAs(user: User, pids: number[], folders: Map<number, string>) {
  const look = 'for pid; do echo "$pid $(readlink /proc/$pid/cwd)"; done'
  const { stdout } = await run('sh', ['-c', look, 'sh', ...pids.map(String)], { ...user, cwd: '/' })
  for (const [, pid, folder] of stdout.matchAll(/^(\d+) (.+)$/gm)) folders.set(Number(pid), folder!)
}

function sendSignal(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already, which is what was wanted.
  }
}

async function allGone(pids: number[], seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const living = await Promise.all(pids.map(beginningOf))
    if (living.every((beginning) => beginning === null)) return true
    if (performance.now() > end) return false
    await sleep(20)
  }
}

const answerOf = ({ stdout }: { stdout: string }) => stdout.trim() || null
const numbersOf = ({ stdout }: { stdout: string }) => stdout.split('\n').filter(Boolean).map(Number)
const lsofFolder = ({ stdout }: { stdout: string }) => /^n(.*)$/m.exec(stdout)?.[1] ?? ''
const nothing = () => null
