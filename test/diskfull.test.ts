/** A disk that is full refuses what it cannot keep, loses nothing it kept, and is forgotten as soon as there is room again. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, rmdir, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { findPostgres } from '#platform/postgres'
import { createAccount, freePort, start, type Made, type RunningKith } from '#test/kith'

const DISK = await smallDisk()

describe('a full disk', { skip: DISK ? false : 'Only root may mount a small disk to fill.' }, async () => {
  const disk = DISK!
  const dataDir = join(disk, 'data')
  const confirmed: string[] = []
  let kith: RunningKith
  let writer: Made

  after(async () => {
    await kith?.end('SIGKILL')
    execFileSync('umount', ['--lazy', disk])
    await rmdir(disk)
  })

  it('refuses a status in plain words while everything can still be read, and takes it when there is room', async () => {
    kith = await start({ dataDir, port: await freePort() })
    writer = await createAccount(dataDir, 'schreiberin')
    confirmed.push(await confirm(await post('Vorher')))
    await fill()
    const refused = await postUntil((answer) => answer.status !== 200)
    assert.equal(refused.status, 507)
    assert.match(((await refused.json()) as { error: string }).error, /kein Platz mehr/)
    await assertAllThere()
    await makeRoom()
    confirmed.push(await confirm(await post('Wieder Platz')))
    await assertAllThere()
  })

  it('lets PostgreSQL wait for room where not even its log finds any, and Kith with it', async () => {
    await fill()
    await fillLog()
    await until(async () => (await health()) === 503)
    const refused = await post('Niemand da')
    assert.ok([503, 507].includes(refused.status), `${refused.status}`)
    await sleep(3000)
    assert.equal(kith.process.exitCode, null)
    await makeRoom()
    await until(async () => (await health()) === 200)
    confirmed.push(await confirm(await post('Alles wieder gut')))
    await assertAllThere()
    assert.equal(await kith.end('SIGTERM'), 0)
  })

  it('says at the start that the disk is full, and starts when it no longer is', async () => {
    await fill()
    await assert.rejects(
      start({ dataDir, port: await freePort() }),
      /Kith cannot start: .*(disk is full|No space left)/,
    )
    await makeRoom()
    kith = await start({ dataDir, port: await freePort() })
    await assertAllThere()
  })

  const ask = (method: string, path: string, body?: object) =>
    fetch(`${kith.address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${writer.access_token}`,
        'accept-language': 'de',
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
  const post = (status: string) => ask('POST', '/api/v1/statuses', { status })
  const health = async () => (await fetch(`${kith.address}/health`)).status

  async function postUntil(enough: (answer: Response) => boolean): Promise<Response> {
    for (let n = 0; n < 3000; n++) {
      const answer = await post(`${n} ${'viele Worte '.repeat(150)}`)
      if (enough(answer)) return answer
      confirmed.push(await confirm(answer))
    }
    throw new Error('The disk does not get full.')
  }

  async function confirm(answer: Response): Promise<string> {
    assert.equal(answer.status, 200)
    return ((await answer.json()) as { id: string }).id
  }

  async function assertAllThere() {
    const found: string[] = []
    for (let maxId = ''; ;) {
      const answer = await ask('GET', `/api/v1/timelines/home?limit=40${maxId && `&max_id=${maxId}`}`)
      assert.equal(answer.status, 200)
      const page = (await answer.json()) as { id: string }[]
      if (page.length === 0) break
      found.push(...page.map(({ id }) => id))
      maxId = found.at(-1)!
    }
    assert.deepEqual(found, confirmed.toReversed())
  }

  async function fill() {
    const { bavail, bsize } = await statfs(disk)
    await writeFile(join(disk, 'filler'), Buffer.alloc(bavail * bsize))
  }

  async function makeRoom() {
    await rm(join(disk, 'filler'))
  }

  /** Writes to PostgreSQL's log until it needs a new segment and finds no room for it. */
  async function fillLog() {
    const client = new Client({ connectionString: (await findPostgres(dataDir))!.url })
    client.on('error', () => {})
    await client.connect()
    const write = `select pg_logical_emit_message(false, 'full', repeat('x', 1000000))`
    await assert.rejects(async () => {
      for (let n = 0; n < 200; n++) await client.query(write)
    })
    await client.end().catch(() => {})
  }
})

async function smallDisk(): Promise<string | null> {
  if (process.getuid?.() !== 0) return null
  const folder = await mkdtemp(join(tmpdir(), 'kith-small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0711', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    await rmdir(folder)
    return null
  }
}

async function until(done: () => Promise<boolean>) {
  const end = performance.now() + 40_000
  while (!(await done().catch(() => false))) {
    if (performance.now() > end) throw new Error('It did not happen in time.')
    await sleep(100)
  }
}
