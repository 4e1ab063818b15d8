import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { addressOf, ask, copyOf, log, oneLine, spawnKith, startCopy, testFolder } from '#test/postgres'
import { findPostgres, startPostgres } from './index.ts'
import { lockFolder } from './lock.ts'

const folder = testFolder()

describe('one Kith on a data folder', () => {
  it('refuses a second in one line, in the same process and in another, and the first goes on', async () => {
    await using postgres = await startCopy(folder, 'second')
    await assert.rejects(startPostgres({ dataDir: postgres.dataDir, log }), oneLine(/Another Kith \(process \d+\)/))
    const other = spawnKith(postgres.dataDir)
    await assert.rejects(addressOf(other), oneLine(/Another Kith/))
    assert.deepEqual(await ask(postgres.url, 'select 1 as one'), [{ one: 1 }])
  })

  it('lets exactly one in when several come at once, over the lock of a killed one too', async () => {
    const dataDir = await copyOf(folder, 'several')
    await writeFile(join(dataDir, 'kith.lock'), JSON.stringify({ pid: process.pid, began: 'long ago' }))
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => addressOf(spawnKith(dataDir))))
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  })

  it('gives the lock of a dead one to exactly one of many, and back when it is released', async () => {
    const dataDir = await mkdtemp(join(folder.path, 'lock-'))
    for (let round = 0; round < 40; round++) {
      await writeFile(join(dataDir, 'kith.lock'), JSON.stringify({ pid: process.pid, began: `round ${round}` }))
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(dataDir)))
      const winners = results.filter((result) => result.status === 'fulfilled')
      assert.equal(winners.length, 1)
      if (round % 2) winners[0]!.value.release()
      assert.deepEqual(await readdir(dataDir), round % 2 ? [] : ['kith.lock'])
    }
  })

  it('passes over a successor that died while it took the lock, and over a lock that was never finished', async () => {
    const dataDir = await mkdtemp(join(folder.path, 'lock-'))
    const died = await lockFolder(dataDir).then(() => readFile(join(dataDir, 'kith.lock'), 'utf8'))
    const dead = died.replace(/"began":"[^"]*"/, '"began":"long ago"')
    await writeFile(join(dataDir, 'kith.lock'), '')
    const name = createHash('sha256').update('').digest('hex').slice(0, 16)
    await writeFile(join(dataDir, `kith.lock.after-${name}`), dead)
    const { release } = await lockFolder(dataDir)
    await assert.rejects(lockFolder(dataDir), oneLine(/Another Kith/))
    assert.deepEqual(await readdir(dataDir), ['kith.lock'])
    release()
  })

  it('tells the command line how to reach a running one, and that there is none', async () => {
    const postgres = await startCopy(folder, 'beside')
    assert.deepEqual(await findPostgres(postgres.dataDir), { url: postgres.url })
    await postgres.stop()
    assert.equal(await findPostgres(postgres.dataDir), null)
    assert.equal(await findPostgres(join(folder.path, 'nowhere')), null)
  })
})
