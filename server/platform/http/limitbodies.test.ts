import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { createRouter, limitBodies, problem } from './index.ts'

const LONG = `"${'x'.repeat(1024 * 1024)}"`

describe('bodies over a real connection', () => {
  const app = createRouter()
  app.use(limitBodies())
  app.onError(problem)
  app.delete('/thing', (c) => c.body(null, 204))
  app.post('/thing', async (c) => c.json({ read: await c.req.json() }))
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }))

  before(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  it('may be missing', async () => {
    assert.equal((await send('DELETE', null)).status, 204)
  })

  it('are read, whole or in pieces', async () => {
    assert.deepEqual(await send('POST', '{"a":1}'), { status: 200, text: '{"read":{"a":1}}' })
    assert.deepEqual(await send('POST', '{"a":1}', true), { status: 200, text: '{"read":{"a":1}}' })
  })

  it('are refused when they are too long, whole or in pieces', async () => {
    assert.equal((await send('POST', LONG)).status, 413)
    assert.equal((await send('POST', LONG, true)).status, 413)
  })

  function send(method: string, body: string | null, inPieces = false): Promise<{ status: number; text: string }> {
    const { port } = server.address() as AddressInfo
    const length = body === null || inPieces ? {} : { 'content-length': Buffer.byteLength(body) }
    return new Promise((resolve, reject) => {
      const sent = request({ port, method, path: '/thing', headers: { 'content-type': 'application/json', ...length } })
      sent.once('error', reject)
      sent.once('response', async (response) => {
        let text = ''
        for await (const piece of response.setEncoding('utf8')) text += piece
        resolve({ status: response.statusCode!, text })
      })
      if (body && inPieces) for (let at = 0; at < body.length; at += 65536) sent.write(body.slice(at, at + 65536))
      sent.end(inPieces ? undefined : body)
    })
  }
})
