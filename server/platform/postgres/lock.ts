import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { beginningOf } from './processes.ts'
import { CannotStart } from './refusal.ts'

interface Holder {
  pid: number
  began: string
}

/** Makes this process the only Kith on `dataDir`; what a killed one left behind does not count. */
export async function lockFolder(dataDir: string): Promise<{ release(): void }> {
  const lock = join(dataDir, 'kith.lock')
  const mine = `${lock}.${randomUUID()}`
  const text = JSON.stringify({ pid: process.pid, began: await beginningOf(process.pid) })
  await writeFile(mine, text)
  try {
    // A link is made or refused in one step, so that of two who come at once only one gets in.
    while (!(await link(mine, lock).then(() => true, alreadyThere))) await removeStale(lock, dataDir)
  } finally {
    await rm(mine, { force: true })
  }
  return { release: () => rmSync(lock, { force: true }) }
}

/** The process of the Kith that runs on `dataDir`, or null. */
export async function findHolder(dataDir: string): Promise<number | null> {
  const holder = await readHolder(join(dataDir, 'kith.lock'))
  return holder && (await lives(holder)) ? holder.pid : null
}

async function removeStale(lock: string, dataDir: string) {
  const pid = await findHolder(dataDir)
  if (pid !== null) throw inUse(dataDir, pid)
  const aside = `${lock}.${randomUUID()}`
  await rename(lock, aside).catch(() => {})
  const holder = await readHolder(aside)
  const livesAfterAll = holder && (await lives(holder))
  // Somebody took the lock between our look and our hand: they get it back.
  if (livesAfterAll) await link(aside, lock).catch(() => {})
  await rm(aside, { force: true })
  if (livesAfterAll) throw inUse(dataDir, holder.pid)
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}

const lives = async ({ pid, began }: Holder) => (await beginningOf(pid)) === began

const inUse = (dataDir: string, pid: number) =>
  new CannotStart(`Another Kith (process ${pid}) is using the data folder ${dataDir}.`)

function alreadyThere(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false
  throw error
}
