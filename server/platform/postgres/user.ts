import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { CannotStart } from './refusal.ts'

/** Somebody else than ourselves, in whose name PostgreSQL runs. */
export interface User {
  uid: number
  gid: number
}

const run = promisify(execFile)

/** PostgreSQL refuses to run as root: then it runs as whoever owns its files, or as `postgres`. Null: as ourselves. */
export async function findUser(cluster: string): Promise<User | null> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(cluster).catch(() => null)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return (await readPostgres()) ?? (await createPostgres())
}

async function createPostgres(): Promise<User> {
  const wanted = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']
  const failure = await run('useradd', wanted).then(
    () => '',
    (error: Error) => error.message.trim().replaceAll('\n', ' '),
  )
  const user = await readPostgres()
  if (!user)
    throw new CannotStart(`PostgreSQL does not run as root and the user "postgres" could not be made: ${failure}`)
  return user
}

async function readPostgres(): Promise<User | null> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const [, , uid, gid] =
    passwd
      .split('\n')
      .find((line) => line.startsWith('postgres:'))
      ?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}
