import { rmSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openWay } from './folders.ts'
import { CannotStart } from './refusal.ts'
import type { User } from './user.ts'

/** What the system allows a socket's path to be, less PostgreSQL's name for it. */
const LONGEST = 107 - '/.s.PGSQL.5432'.length
const PREFIX = 'kith-socket-'

/** The folder of the socket: PostgreSQL's own, or a private one elsewhere when its path is too long for a socket. */
export async function socketFolder(cluster: string, user: User | null): Promise<string> {
  if (Buffer.byteLength(cluster) <= LONGEST) return cluster
  for (const parent of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    const folder = await mkdtemp(join(parent, PREFIX)).catch(() => null)
    if (!folder) continue
    if (user) await chown(folder, user.uid, user.gid)
    await chmod(folder, 0o700)
    if (Buffer.byteLength(folder) <= LONGEST && !(await openWay(folder, user, folder))) return folder
    await rm(folder, { recursive: true })
  }
  throw new CannotStart(`The path ${cluster} is too long for a socket: choose a shorter KITH_DATA.`)
}

/** Removes a socket folder made elsewhere; the cluster's own stays. */
export function removeSocketFolder(folder: string, cluster: string) {
  if (folder !== cluster && basename(folder).startsWith(PREFIX)) rmSync(folder, { recursive: true, force: true })
}
