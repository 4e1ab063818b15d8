/** Files in the data folder that must be there after a power cut: written whole, and their folders too, before it is said so. */
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Writes a new file; it is on the disk when this is done. */
export async function keepFile(root: string, name: string, bytes: Buffer): Promise<void> {
  const path = join(root, name)
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolders(root, dirname(path))
}

/** Takes a file that lies on the same disk in, under a new name. */
export async function takeFile(root: string, name: string, from: string): Promise<void> {
  const path = join(root, name)
  await mkdir(dirname(path), { recursive: true })
  await sync(from)
  await rename(from, path)
  await syncFolders(root, dirname(path))
}

export async function removeFile(root: string, name: string): Promise<void> {
  await rm(join(root, name), { force: true })
}

/** Removes what lies in a folder since before `moment`: left behind by a request that a crash cut off. */
export async function removeOlder(folder: string, moment: Temporal.Instant): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found?.isFile() && found.mtimeMs < moment.epochMilliseconds) await rm(path, { force: true })
  }
}

async function syncFolders(root: string, folder: string) {
  await sync(folder)
  if (folder.length > root.length) await syncFolders(root, dirname(folder))
}

async function sync(path: string) {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}
