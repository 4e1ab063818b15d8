import { chmod, realpath, stat } from 'node:fs/promises'
import { dirname, isAbsolute, relative } from 'node:path'
import type { User } from './user.ts'

/**
 * Lets `user` pass through every folder on the way to `path` that lies in `own`, without letting anybody list them.
 * Answers with the first folder that is not ours to open and keeps `user` out, or null when the way is free.
 */
export async function openWay(path: string, user: User | null, own: string): Promise<string | null> {
  if (!user) return null
  const root = await realpath(own)
  for (const folder of wayTo(await realpath(path))) {
    const { mode, uid, gid } = await stat(folder)
    if (mode & passBit(user, uid, gid)) continue
    if (!contains(root, folder)) return folder
    await chmod(folder, (mode & 0o7777) | 0o111)
  }
  return null
}

function wayTo(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...wayTo(parent), path]
}

function passBit(user: User, uid: number, gid: number): number {
  if (user.uid === uid) return 0o100
  return user.gid === gid ? 0o010 : 0o001
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return !way.startsWith('..') && !isAbsolute(way)
}
