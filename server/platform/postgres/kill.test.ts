import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Pool } from 'pg'
import {
  addressOf,
  ask,
  copyOf,
  keepBusy,
  kill,
  postmasterOf,
  spawnKith,
  startAgain,
  startCopy,
  testFolder,
  until,
} from '#test/postgres'
import { beginningOf } from './processes.ts'

const run = promisify(execFile)
const folder = testFolder()

describe('after a kill', () => {
  it('stops the PostgreSQL that a killed Kith left running, and nothing confirmed is lost', async () => {
    const dataDir = await copyOf(folder, 'only-kith')
    const kith = spawnKith(dataDir)
    await ask(await addressOf(kith), `insert into words values ('confirmed')`)
    const old = await postmasterOf(dataDir)
    await kill(kith)
    assert.ok(await lives(old))
    await using postgres = await startAgain(dataDir, true)
    assert.ok(!(await lives(old)))
    assert.deepEqual(await ask(postgres.url, 'select word from words'), [{ word: 'confirmed' }])
  })

  it('ends backends that hold the shared memory of a killed postmaster', async () => {
    const dataDir = await copyOf(folder, 'everything')
    const kith = spawnKith(dataDir)
    const url = await addressOf(kith)
    await ask(url, `insert into words values ('confirmed')`)
    const busy = await keepBusy(url)
    const old = await postmasterOf(dataDir)
    await kill(kith)
    process.kill(old, 'SIGKILL')
    await sleep(200)
    assert.ok(await lives(busy), 'a busy backend outlives its postmaster')
    await using postgres = await startAgain(dataDir, true)
    assert.ok(!(await lives(busy)))
    assert.deepEqual(await ask(postgres.url, 'select word from words'), [{ word: 'confirmed' }])
  })

  it('starts PostgreSQL again at the same address when only that was killed, and pools go on', async () => {
    await using postgres = await startCopy(folder, 'only-postgres', true)
    const pool = new Pool({ connectionString: postgres.url, max: 4 })
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
    for (const word of ['first', 'second']) {
      await pool.query('insert into words values ($1)', [word])
      const busy = await keepBusy(postgres.url)
      const old = await postmasterOf(postgres.dataDir)
      process.kill(old, 'SIGKILL')
      await until(() =>
        pool.query('select 1').then(
          async () => !(await lives(old)) && !(await lives(busy)),
          () => false,
        ),
      )
    }
    const { rows } = await pool.query('select word from words order by word')
    assert.deepEqual(rows, [{ word: 'first' }, { word: 'second' }])
    await pool.end()
  })

  it('takes no living process for the old postmaster only because it has its number', async () => {
    const dataDir = await copyOf(folder, 'reused-number')
    await writeFile(
      join(dataDir, 'postgres/postmaster.pid'),
      `${process.pid}\n${dataDir}/postgres\n1\n5432\n${dataDir}\n\n\nready\n`,
    )
    if (process.getuid?.() === 0) await run('chown', ['postgres', join(dataDir, 'postgres/postmaster.pid')])
    await using postgres = await startAgain(dataDir, true)
    assert.deepEqual(await ask(postgres.url, 'select 1 as one'), [{ one: 1 }])
  })

  it('lives in a session of its own, where signals to Kith do not reach it, and ends when Kith ends by itself', async () => {
    const dataDir = await copyOf(folder, 'session')
    const kith = spawnKith(dataDir)
    await addressOf(kith)
    const postmaster = await postmasterOf(dataDir)
    const session = (await run('ps', ['-o', 'sid=', '-p', String(postmaster)])).stdout.trim()
    assert.equal(session, String(postmaster))
    kith.kill('SIGUSR2')
    await until(async () => !(await lives(postmaster)))
    assert.ok(!(await readdir(dataDir)).includes('kith.lock'))
  })
})

/** Nobody waits for an orphan where a container has no init: it may stay listed although it ended. */
const lives = async (pid: number) => (await beginningOf(pid)) !== null
