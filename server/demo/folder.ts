/** The demo's own data folder, which says of itself whether its town is complete. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '#platform/config'
import { createLog } from '#platform/log'
import { startPostgres } from '#platform/postgres'

const NOTE = 'demo'
const DONE = 'settled\n'
const UNFINISHED = 'unfinished\n'

/** True where the town is there already. One left unfinished is begun anew; a folder with other data is refused. */
export async function openFolder(dataDir: string): Promise<boolean> {
  await mkdir(dataDir, { recursive: true })
  const names = await readdir(dataDir)
  const note = await readFile(join(dataDir, NOTE), 'utf8').catch(() => null)
  if (note === DONE) return true
  if (note === null && names.length > 0)
    throw new ConfigError(`${dataDir} holds something else than a demo. Name an empty folder in KITH_DATA.`)
  if (names.includes('postgres')) await endWhatRuns(dataDir)
  for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true })
  await writeFile(join(dataDir, NOTE), UNFINISHED)
  return false
}

export async function finishFolder(dataDir: string): Promise<void> {
  await writeFile(join(dataDir, NOTE), DONE)
}

/** A database that a kill left running must not have its files pulled from under it; another demo at work is refused. */
async function endWhatRuns(dataDir: string) {
  const postgres = await startPostgres({ dataDir, log: createLog('silent') })
  await postgres.stop()
}
