/** Whatever was confirmed survives being killed at any moment, once, in every feed it belongs to. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAccount, freePort, launch, start, type Made, type RunningKith } from '#test/kith'

const WRITERS = 8

describe('killed while eight people write', () => {
  let dataDir: string
  let port: number
  let kith: RunningKith
  let writers: Made[]
  let reader: Made

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'kith-crash-'))
    port = await freePort()
    kith = await start({ dataDir, port })
    reader = await createAccount(dataDir, 'leserin')
    writers = []
    for (let i = 0; i < WRITERS; i++) writers.push(await createAccount(dataDir, `schreiber${i}`))
    for (const writer of writers) {
      const answer = await call(kith, reader, 'POST', `/api/v1/accounts/${writer.id}/follow`)
      assert.equal(answer.status, 200)
    }
  })
  after(async () => {
    await kith.end('SIGKILL')
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  })

  it('Kith alone: the next start stops the old PostgreSQL and everything confirmed is there', async () => {
    await writeThrough(async () => {
      await kith.end('SIGKILL')
      kith = await start({ dataDir, port })
    })
  })

  it('PostgreSQL alone: Kith brings it back by itself', async () => {
    await writeThrough(async () => {
      process.kill(await postmasterPid(dataDir), 'SIGKILL')
      await sleep(500)
    })
  })

  it('everything at once: the next start comes up by itself', async () => {
    await writeThrough(async () => {
      const pid = await postmasterPid(dataDir)
      kith.process.kill('SIGKILL')
      process.kill(pid, 'SIGKILL')
      await kith.end('SIGKILL')
      kith = await start({ dataDir, port })
    })
  })

  it('twice the same signal is a clean stop that answers what is under way, and the next start is an ordinary one', async () => {
    const slow = postSlowly(kith, writers[0]!, `langsam ${randomUUID()}`)
    await slow.begun
    const began = performance.now()
    const ended = kith.end('SIGTERM')
    await sleep(20)
    kith.process.kill('SIGTERM')
    const { status, id } = await slow.finish()
    assert.equal(status, 200)
    assert.equal(await ended, 0)
    assert.ok(performance.now() - began < 10_000)
    assert.doesNotMatch(kith.said(), /connection broke/, 'whoever stops cleanly has nothing to warn of')
    kith = await start({ dataDir, port })
    assert.equal((await call(kith, reader, 'GET', `/api/v1/statuses/${id}`)).status, 200)
  })

  /** Eight writers post, each repeating an unconfirmed post with its key, while `harm` is done; then all is looked for. */
  async function writeThrough(harm: () => Promise<void>): Promise<void> {
    const mark = randomUUID().slice(0, 8)
    const confirmed: { id: string; words: string; writer: Made }[] = []
    const over = new AbortController()
    const write = async (writer: Made) => {
      for (let n = 0; !over.signal.aborted; n++) {
        const words = `${mark} ${writer.username} ${n}`
        const id = await insist(writer, words, () => over.signal.aborted)
        if (id) confirmed.push({ id, words, writer })
      }
    }
    const writing = writers.map(write)
    await until(() => confirmed.length >= WRITERS, 40_000)
    const before = confirmed.length
    await harm()
    await until(() => confirmed.length > before + WRITERS, 40_000)
    over.abort()
    await Promise.all(writing)

    const home = await wholeHome(kith, reader, mark)
    const contents = home.map(({ content }) => content).filter((content) => content.includes(mark))
    assert.equal(new Set(contents).size, contents.length, 'nothing stands there twice, confirmed or not')
    for (const { id, words, writer } of confirmed) {
      const own = home.filter((status) => status.content.includes(`${words}</p>`))
      assert.deepEqual(
        own.map((status) => status.id),
        [id],
        `${words} of ${writer.username} stands once in the reader's home`,
      )
    }
    for (const writer of writers) {
      const theirs = await wholeHome(kith, writer, mark)
      const wanted = confirmed.filter((one) => one.writer === writer).map((one) => one.id)
      for (const id of wanted)
        assert.equal(theirs.filter((status) => status.id === id).length, 1, 'once in the own home')
    }
  }

  /** Posts until it is confirmed, with one key; null when everything is over before. */
  async function insist(writer: Made, words: string, over: () => boolean): Promise<string | null> {
    const key = randomUUID()
    for (;;) {
      const answer = await call(kith, writer, 'POST', '/api/v1/statuses', { status: words }, key).catch(() => null)
      if (answer?.status === 200) return ((await answer.json()) as { id: string }).id
      if (over()) return null
      await sleep(50)
    }
  }
})

describe('a start that cannot be', () => {
  it('says in one line what is wrong with a setting, and ends', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kith-wrong-'))
    const kith = launch({ dataDir, port: 1, settings: { KITH_REGISTRATIONS: 'maybe' } })
    const code = await exitOf(kith)
    assert.equal(code, 1)
    assert.equal(
      kith.said().trim(),
      'Kith cannot start: KITH_REGISTRATIONS must be one of open, approval, invite, closed, not "maybe".',
    )
    await rm(dataDir, { recursive: true, force: true })
  })

  it('says that the port is in use or the folder is another Kith’s, and leaves that one alone', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kith-first-'))
    const otherDir = await mkdtemp(join(tmpdir(), 'kith-second-'))
    const port = await freePort()
    const first = await start({ dataDir, port })
    const samePort = launch({ dataDir: otherDir, port })
    const sameFolder = launch({ dataDir, port: await freePort() })
    assert.equal(await exitOf(samePort), 1)
    assert.match(samePort.said(), new RegExp(`^Kith cannot start: .*${port} is in use`, 'm'))
    assert.equal(await exitOf(sameFolder), 1)
    assert.match(sameFolder.said(), /^Kith cannot start: .+$/m)
    assert.equal((await fetch(`${first.address}/health`)).status, 200)
    assert.equal(await first.end('SIGTERM'), 0)
    for (const folder of [dataDir, otherDir]) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
})

type Status = { id: string; content: string }

async function wholeHome(kith: RunningKith, person: Made, mark: string): Promise<Status[]> {
  const found: Status[] = []
  for (let maxId = ''; ;) {
    const answer = await call(kith, person, 'GET', `/api/v1/timelines/home?limit=40${maxId && `&max_id=${maxId}`}`)
    const page = (await answer.json()) as Status[]
    found.push(...page)
    if (page.length === 0 || !page.some((status) => status.content.includes(mark))) return found
    maxId = page.at(-1)!.id
  }
}

function call(
  kith: RunningKith,
  person: Made,
  method: string,
  path: string,
  body?: object,
  key?: string,
): Promise<Response> {
  return fetch(`${kith.address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${person.access_token}`,
      'content-type': 'application/json',
      ...(key ? { 'idempotency-key': key } : {}),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  })
}

/** A request whose body is on its way: the second half is sent when `finish` is called. */
function postSlowly(kith: RunningKith, person: Made, words: string) {
  const body = Buffer.from(JSON.stringify({ status: words }))
  const headers = {
    authorization: `Bearer ${person.access_token}`,
    'content-type': 'application/json',
    'content-length': body.length,
  }
  const asked = request(`${kith.address}/api/v1/statuses`, { method: 'POST', headers, agent: false })
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>
  const begun = once(asked, 'socket')
    .then(([socket]) => once(socket, 'connect'))
    .then(() => sleep(200))
  asked.write(body.subarray(0, 9))
  return {
    begun,
    async finish() {
      asked.end(body.subarray(9))
      const [response] = await answered
      const { id } = (await json(response)) as { id: string }
      return { status: response.statusCode, id }
    },
  }
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
}

async function exitOf(kith: RunningKith): Promise<number | null> {
  await until(() => kith.process.exitCode !== null, 40_000)
  return kith.process.exitCode
}

async function until(done: () => boolean, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds
  while (!done()) {
    if (performance.now() > end) throw new Error('It did not happen in time.')
    await sleep(50)
  }
}
