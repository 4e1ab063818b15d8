import assert from 'node:assert/strict'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { ask, copyOf, kill, log, oneLine, spawnKith, startAgain, startCopy, testFolder } from '#test/postgres'
import { startPostgres } from './index.ts'

const folder = testFolder()

describe('PostgreSQL inside', () => {
  it('speaks UTF-8, knows letters outside ASCII and has the extensions that search needs', async () => {
    await using postgres = await startCopy(folder, 'speaks')
    const { url } = postgres
    await ask(url, 'create extension pg_trgm', 'create extension unaccent')
    const [row] = await ask(
      url,
      `select lower('ÄÖ') as low, unaccent('Größe') as plain, similarity('ÄPFEL', 'äpfel') as like,
      array_length(show_trgm('日本'), 1) as trigrams, current_setting('server_encoding') as encoding`,
    )
    assert.deepEqual(row, { low: 'äö', plain: 'Grosse', like: 1, trigrams: 3, encoding: 'UTF8' })
  })

  it('listens nowhere but on its socket, and lets nobody in without the password', async () => {
    await using postgres = await startCopy(folder, 'listens')
    const { url } = postgres
    const [row] = await ask(
      url,
      `select current_setting('listen_addresses') as addresses, inet_server_addr() as address`,
    )
    assert.deepEqual(row, { addresses: '', address: null })
    const wrong = new URL(url)
    wrong.password = 'guessed'
    await assert.rejects(ask(wrong.href, 'select 1'), /password authentication failed/)
    assert.equal((await stat(join(postgres.dataDir, 'postgres.password'))).mode & 0o777, 0o600)
  })

  it('waits for the disk before it confirms anything, unless told not to', async () => {
    const settings = ['fsync', 'synchronous_commit', 'full_page_writes']
    const shown = `select array_agg(setting) as settings from pg_settings where name = any('{${settings}}')`
    const dataDir = await copyOf(folder, 'waits')
    for (const durable of [true, false]) {
      await using postgres = await startAgain(dataDir, durable)
      assert.deepEqual(await ask(postgres.url, shown), [{ settings: settings.map(() => (durable ? 'on' : 'off')) }])
    }
  })

  it('keeps what was written over a clean stop, and stops at once although somebody is in a transaction', async () => {
    const first = await startCopy(folder, 'keeps')
    const client = new Client({ connectionString: first.url })
    client.on('error', () => {})
    await client.connect()
    await client.query(`insert into words values ('kept')`)
    await client.query('begin')
    await client.query(`insert into words values ('not committed')`)
    await first.stop()
    await first.stop()
    await using second = await startAgain(first.dataDir)
    assert.deepEqual(await ask(second.url, 'select word from words'), [{ word: 'kept' }])
  })

  it('begins anew when the very first start was cut short', async () => {
    const dataDir = join(folder.path, 'cut-short')
    const kith = spawnKith(dataDir)
    const unfinished = async () => (await readdir(dataDir)).filter((name) => name.startsWith('postgres.unfinished'))
    const isBegun = async () => {
      const [folder] = await unfinished().catch(() => [])
      return folder && (await stat(join(dataDir, folder, 'base')).catch(() => null))
    }
    while (!(await isBegun())) await sleep(5)
    await kill(kith)
    await using postgres = await startAgain(dataDir)
    assert.deepEqual(await ask(postgres.url, 'select 1 as one'), [{ one: 1 }])
    assert.deepEqual(await unfinished(), [])
  })

  it('gets in again when the password file was lost', async () => {
    const dataDir = await copyOf(folder, 'lost-password')
    await rm(join(dataDir, 'postgres.password'))
    await using postgres = await startAgain(dataDir)
    assert.deepEqual(await ask(postgres.url, 'select count(*)::int as count from words'), [{ count: 0 }])
  })

  it('says in one line when the folder is from another PostgreSQL', async () => {
    const dataDir = await copyOf(folder, 'other-version')
    await writeFile(join(dataDir, 'postgres/PG_VERSION'), '17\n')
    await assert.rejects(startPostgres({ dataDir, log }), oneLine(/was made by PostgreSQL 17/))
    await assert.rejects(
      startPostgres({ dataDir, log }),
      oneLine(/was made by PostgreSQL 17/),
      'the lock was given back',
    )
  })

  it('says in one line why PostgreSQL itself refuses', async () => {
    const dataDir = await copyOf(folder, 'refuses')
    await writeFile(join(dataDir, 'postgres/own.conf'), 'no_such_setting = on\n')
    await assert.rejects(startPostgres({ dataDir, log }), oneLine(/no_such_setting/))
  })

  it('takes the settings of own.conf and keeps them', async () => {
    const dataDir = await copyOf(folder, 'own-settings')
    await writeFile(join(dataDir, 'postgres/own.conf'), "work_mem = '9MB'\n")
    await using postgres = await startAgain(dataDir)
    assert.deepEqual(await ask(postgres.url, 'show work_mem'), [{ work_mem: '9MB' }])
  })
})
