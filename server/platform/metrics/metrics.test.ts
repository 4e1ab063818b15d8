import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, test } from 'node:test'
import { testContext } from '#test/context'
import { listeningServer } from '#test/server'
import { addJob } from '#platform/jobs'

const ctx = await testContext()
const server = await listeningServer(ctx)
after(async () => {
  await server.close()
  await ctx.close()
})

type Answer = { status: number; text: string }

/** Not by fetch, which lets nobody choose a Host. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.address}${path}`, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode!, text }))
    })
    asked.once('error', reject).end()
  })
}

const figure = (text: string, line: string) =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(line))
      ?.split(' ')
      .at(-1),
  )

test('answers are counted by the pattern of their route and by status, whatever was asked for', async () => {
  await ask('/api/v1/statuses/1')
  await ask('/api/v1/statuses/2')
  await ask('/api/v1/nothing/of/ours')
  await ask('/some-scanner-was-here')
  await ask('/health', {}, 'PROPFIND')
  const { status, text } = await ask('/metrics')
  assert.equal(status, 200)
  const counted = (labels: string) => figure(text, `kith_http_requests_total{${labels}}`)
  assert.equal(counted('method="GET",route="/api/v1/statuses/:id",status="404"'), 2)
  assert.equal(counted('method="GET",route="none",status="404"'), 2)
  assert.match(text, /method="other",route="none"/)
  assert.equal(figure(text, 'kith_http_request_duration_seconds_count{method="GET",route="/api/v1/statuses/:id"}'), 2)
  assert.ok(!text.includes('scanner'))
})

test('the event loop, the pool and the jobs are told', async () => {
  await addJob(ctx.db, 'statuses.forget-keys', {})
  await addJob(ctx.db, 'statuses.forget-keys', {}, { at: ctx.now().add({ hours: 1 }) })
  const { text } = await ask('/metrics')
  assert.equal(figure(text, 'kith_jobs{state="due"}'), 1)
  assert.equal(figure(text, 'kith_jobs{state="later"}'), 1)
  assert.equal(figure(text, 'kith_jobs{state="failed"}'), 0)
  assert.ok(figure(text, 'kith_database_connections{state="idle"}') >= 0)
  assert.equal(figure(text, 'kith_database_waiting'), 0)
  assert.ok(figure(text, 'nodejs_eventloop_lag_p99_seconds') >= 0)
})

test('whoever asks through a proxy or under another name finds nothing there', async () => {
  const missing = await ask('/metric')
  for (const headers of [
    { 'X-Forwarded-For': '127.0.0.1' },
    { Forwarded: 'for=127.0.0.1' },
    { Via: '1.1 proxy' },
    { Host: 'kith.example' },
  ] as Record<string, string>[]) {
    const { status, text } = await ask('/metrics', headers)
    assert.equal(status, 404)
    assert.equal(text, missing.text)
  }
})
