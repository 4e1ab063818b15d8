import { createHash, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beginningOf } from './processes.ts'
import { InUse } from './refusal.ts'

/** Makes this process the only Kith on `dataDir`; what a killed one left behind does not count. */
export async function lockFolder(dataDir: string): Promise<{ release(): void }> {
  const lock = join(dataDir, 'kith.lock')
  const id = randomUUID()
  const draft = `${lock}.${id}`
  await writeFile(draft, JSON.stringify({ id, pid: process.pid, began: await beginningOf(process.pid) }))
  try {
    while (!(await takeFree(lock, draft)) && !(await takeOver(lock, draft, dataDir)));
  } finally {
    await rm(draft, { force: true })
  }
  return { release: () => rmSync(lock, { force: true }) }
}

/** The process of the Kith that runs on `dataDir`, or null. */
export async function findHolder(dataDir: string): Promise<number | null> {
  return livingHolder(await read(join(dataDir, 'kith.lock')))
}

/** A link is made or refused in one step, so that of two who come at once only one gets in. */
const takeFree = (path: string, draft: string) => link(draft, path).then(() => true, alreadyThere)

/**
 * Takes the lock of a dead holder. Simply removing it would let two in, when one of them removes what the other just made. So who
 * wants it first makes a file named after the dead one's lock, which can be made once, and only then puts its own in the lock's
 * place; should it die in between, its file is succeeded in the same way. False when the lock changed meanwhile: look again.
 */
async function takeOver(lock: string, draft: string, dataDir: string): Promise<boolean> {
  const first = await read(lock)
  const successors: string[] = []
  for (let last = first; ; last = await read(successors.at(-1)!)) {
    if (last === null) return false
    const pid = await livingHolder(last)
    if (pid !== null) throw new InUse(`Another Kith (process ${pid}) is using the data folder ${dataDir}.`)
    successors.push(`${lock}.after-${createHash('sha256').update(last).digest('hex').slice(0, 16)}`)
    if (await takeFree(successors.at(-1)!, draft)) break
  }
  // The successor's name may have been free because somebody went all this way before us and is done with it.
  const unchanged = (await read(lock)) === first
  if (unchanged) await rename(draft, lock)
  for (const path of unchanged ? successors : successors.slice(-1)) await rm(path, { force: true })
  return unchanged
}

async function livingHolder(text: string | null): Promise<number | null> {
  const { pid, began } = parse(text)
  return pid > 0 && (await beginningOf(pid)) === began ? pid : null
}

function parse(text: string | null): { pid: number; began?: string } {
  try {
    return JSON.parse(text ?? '')
  } catch {
    // Whoever wrote it did not live to finish.
    return { pid: 0 }
  }
}

const read = (path: string) => readFile(path, 'utf8').catch(() => null)

function alreadyThere(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false
  throw error
}
