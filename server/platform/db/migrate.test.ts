import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '#test/database'
import { createPool, dueMigrations, migrate } from '#platform/db'
import { createLog } from '#platform/log'

const { url, close } = await testDatabase()
const pool = createPool({ url, log: createLog('silent'), size: 2 })
after(async () => {
  await pool.end()
  await close()
})

test('a database that has had every migration has none due', async () => {
  assert.deepEqual(await dueMigrations(pool), [])
  assert.deepEqual(await migrate(pool), [])
})

test('what is due is told without being applied', async () => {
  const { rows } = await pool.query<{ name: string }>('delete from migrations where name >= $1 returning name', [
    '0008',
  ])
  const due = await dueMigrations(pool)
  assert.deepEqual(due, rows.map(({ name }) => name).sort())
  assert.deepEqual(await dueMigrations(pool), due)
  for (const name of due) await pool.query('insert into migrations (name) values ($1)', [name])
})

test('an empty database has all of them due', async () => {
  await pool.query('alter table migrations rename to set_aside')
  assert.ok((await dueMigrations(pool)).includes('0001-ids.sql'))
  await pool.query('alter table set_aside rename to migrations')
})

test('data of a newer Kith is left alone', async () => {
  await pool.query(`insert into migrations (name) values ('9999-tomorrow.sql')`)
  await assert.rejects(dueMigrations(pool), /newer Kith/)
  await assert.rejects(migrate(pool), /9999-tomorrow\.sql/)
})
