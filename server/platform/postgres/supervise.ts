import type { ChildProcess } from 'node:child_process'
import { statfs } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Cluster } from './cluster.ts'
import { endLeftovers } from './leftovers.ts'
import { hasEnded, launch, stopPostmaster } from './postmaster.ts'
import { CannotStart } from './refusal.ts'

interface Charge {
  cluster: Cluster
  logFile: string
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  onLost?: (error: Error) => void
  /** Gives back what only one Kith may hold. */
  release: () => void
}

const PATIENCE = 30_000
/** A segment of the write-ahead log: with less room PostgreSQL neither runs nor recovers. */
const LEAST_ROOM = 16 * 1024 * 1024

/** Starts PostgreSQL and starts it again whenever it ends without being told to. */
export async function supervise(charge: Charge): Promise<{ stop(): Promise<void> }> {
  let stopping = false
  let restarting: Promise<void> | undefined
  let child = await bringUp(charge)

  const watch = () => {
    if (hasEnded(child)) restart()
    else child.once('exit', restart)
  }
  const restart = () => {
    if (stopping) return
    charge.log.error({ signal: child.signalCode, code: child.exitCode }, 'PostgreSQL died. Starting it again.')
    restarting = bringUp(charge, () => !stopping).then(
      (next) => {
        child = next
        charge.log.info('PostgreSQL is back.')
        if (!stopping) watch()
      },
      (error) => charge.onLost?.(error),
    )
  }
  // However Kith ends, short of a kill, its database ends with it.
  const endWithUs = () => {
    child.kill('SIGINT')
    charge.release()
  }

  watch()
  process.once('exit', endWithUs)
  return {
    async stop() {
      stopping = true
      process.off('exit', endWithUs)
      await restarting
      await stopPostmaster(child)
      charge.release()
    },
  }
}

/** A full disk, where there was a database, passes as soon as somebody makes room: until then it `insists`. */
async function bringUp({ cluster, logFile, log }: Charge, insists = () => false): Promise<ChildProcess> {
  const end = performance.now() + PATIENCE
  for (;;) {
    await endLeftovers(cluster.folder, cluster.user, log)
    const result = await launch(cluster, logFile).catch((error: Error) => error)
    if (!(result instanceof Error)) return result
    const full = await isFull(cluster.folder)
    const passes = /still in use|lock file/.test(result.message) && performance.now() < end
    if (!passes && !(full && insists())) {
      const why = full ? 'the disk is full' : result.message
      throw new CannotStart(`PostgreSQL does not start: ${why} (see ${logFile})`)
    }
    if (full) log.error({}, 'The disk is full: PostgreSQL waits for room.')
    await sleep(full ? 1000 : 250)
  }
}

async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize < LEAST_ROOM
}
