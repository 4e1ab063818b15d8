/** Processor time as Linux counts it, of a process and all its threads (proc_pid_stat(5)). */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

// The kernel counts in hundredths of a second for everybody, whatever its own clock does (USER_HZ).
const MILLISECONDS_A_TICK = 10

/** Ticks used so far by Kith and by each process of the PostgreSQL on its data folder. */
export type Used = Map<number, number>

export function processorUse(kithPid: number, dataDir: string): Used {
  const postmaster = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const found = all.flatMap((pid) => read(pid) ?? [])
  const ours = found.filter(({ pid, parent }) => pid === kithPid || pid === postmaster || parent === postmaster)
  return new Map(ours.map(({ pid, ticks }) => [pid, ticks]))
}

/** Milliseconds used since; of a process that has ended, nothing is known. */
export function millisecondsBetween(before: Used, after: Used): number {
  const ticks = [...after].reduce((sum, [pid, used]) => sum + used - (before.get(pid) ?? 0), 0)
  return ticks * MILLISECONDS_A_TICK
}

function read(pid: string): { pid: number; parent: number; ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may hold blanks and brackets itself.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { pid: Number(pid), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return null
  }
}
