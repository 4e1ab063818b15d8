import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createLog } from '#platform/log'
import { testDatabase } from '#test/database'
import { createDb, createKept, createPool, rows, rowVersion, type Database, type Versioned } from './index.ts'

let db: Database
let close: () => Promise<void>
before(async () => {
  const database = await testDatabase()
  const pool = createPool({ url: database.url, log: createLog('silent'), size: 2 })
  db = createDb(pool)
  await rows(db, 'create table notes (id bigint primary key, words text not null)', [])
  close = async () => {
    await pool.end()
    await database.close()
  }
})
after(() => close())

const place = {}
const keep = createKept<{ words: string }>(2)
let read: string[][] = []

async function see(ids: string[], where: object = place): Promise<(string | undefined)[]> {
  read = []
  const wanted = await rows<Versioned>(
    db,
    `select n.id, ${rowVersion('n')} as version from notes n where n.id = any($1::bigint[])`,
    [ids],
  )
  const found = await keep(where, wanted, async (unknown) => {
    read.push(unknown.toSorted())
    const made = await rows<Versioned & { words: string }>(
      db,
      `select n.id, ${rowVersion('n')} as version, n.words from notes n where n.id = any($1::bigint[])`,
      [unknown],
    )
    return made.map(({ id, version, words }) => ({ id, version, value: { words } }))
  })
  return ids.map((id) => found.get(id)?.words)
}

const write = (id: string, words: string) =>
  rows(db, 'insert into notes values ($1, $2) on conflict (id) do update set words = excluded.words', [id, words])

test('what was made of a row is kept until the row is written again', async () => {
  await write('1', 'one')
  await write('2', 'two')
  assert.deepEqual([await see(['1', '2']), read], [['one', 'two'], [['1', '2']]])
  assert.deepEqual([await see(['1', '2']), read], [['one', 'two'], []])
  await write('1', 'once')
  assert.deepEqual([await see(['1', '2']), read], [['once', 'two'], [['1']]])
  await write('1', 'once')
  assert.deepEqual([await see(['1']), read], [['once'], [['1']]], 'written the same it is another row')
})

test('a row that is rolled back leaves nothing behind', async () => {
  await write('1', 'before')
  const undone = db.transaction().execute(async (tx) => {
    await rows(tx, `update notes set words = 'never' where id = 1`, [])
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  assert.deepEqual(await see(['1']), ['before'])
})

test('one that is gone is not there', async () => {
  await see(['2'])
  await rows(db, 'delete from notes where id = 2', [])
  assert.deepEqual(await see(['2']), [undefined])
})

test('no more is kept than was asked for, and nothing for another place', async () => {
  for (const id of ['4', '5', '6']) await write(id, id)
  await see(['4', '5'])
  await see(['6'])
  assert.deepEqual([await see(['4']), read], [['4'], [['4']]])
  assert.deepEqual([await see(['6'], {}), read], [['6'], [['6']]])
})

test('what is kept is shared, so nobody can change it', async () => {
  const [wanted] = await rows<Versioned>(
    db,
    `select n.id, ${rowVersion('n')} as version from notes n where n.id = 4`,
    [],
  )
  const found = await keep(place, [wanted!], async () => [])
  assert.throws(() => Object.assign(found.get('4')!, { words: 'mine' }), TypeError)
})
