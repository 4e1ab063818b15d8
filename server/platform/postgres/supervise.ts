import type { ChildProcess } from 'node:child_process'
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
    restarting = bringUp(charge).then(
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

async function bringUp({ cluster, logFile, log }: Charge): Promise<ChildProcess> {
  const end = performance.now() + PATIENCE
  for (;;) {
    await endLeftovers(cluster.folder, cluster.user, log)
    const result = await launch(cluster, logFile).catch((error: Error) => error)
    if (!(result instanceof Error)) return result
    const passes = /still in use|lock file/.test(result.message)
    if (!passes || performance.now() > end)
      throw new CannotStart(`PostgreSQL does not start: ${result.message} (see ${logFile})`)
    await sleep(250)
  }
}
