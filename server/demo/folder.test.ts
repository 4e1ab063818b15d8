import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ConfigError } from '#platform/config'
import { finishFolder, openFolder } from './folder.ts'

const home = await mkdtemp(join(tmpdir(), 'kith-folder-'))
after(() => rm(home, { recursive: true, force: true }))

test('an empty folder is to be settled, a settled one is not', async () => {
  const folder = join(home, 'settled')
  assert.equal(await openFolder(folder), false)
  await finishFolder(folder)
  assert.equal(await openFolder(folder), true)
})

test('one left unfinished is emptied and begun anew', async () => {
  const folder = join(home, 'unfinished')
  await openFolder(folder)
  await writeFile(join(folder, 'half'), 'a picture')
  assert.equal(await openFolder(folder), false)
  assert.deepEqual(await readdir(folder), ['demo'])
})

test('what is no demo’s is left alone', async () => {
  const folder = join(home, 'settled', '..')
  await writeFile(join(folder, 'something-dear'), 'a place')
  await assert.rejects(openFolder(folder), ConfigError)
  assert.ok((await readdir(folder)).includes('something-dear'))
})
