import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { testDatabase } from './database.ts'

const ROOT = join(import.meta.dirname, '../..')
const run = promisify(execFile)

export async function writeSchema(): Promise<void> {
  await generate([])
}

/** Fails where the committed types are not those of the migrated database. */
export async function verifySchema(): Promise<void> {
  await generate(['--verify'])
}

async function generate(more: string[]) {
  const { url, close } = await testDatabase()
  try {
    await run(join(ROOT, 'node_modules/.bin/kysely-codegen'), ['--url', url, ...more], { cwd: ROOT })
  } finally {
    await close()
  }
}
