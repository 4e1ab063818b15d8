/** The process behind load.ts. It shares the processor with what it measures, so it looks at no more of an answer than it must. */
import { connect } from 'node:net'
import type { Order, Outcome } from './load.ts'

process.on('message', (order: Order) => void run(order).then((outcome) => process.send!(outcome)))
process.on('disconnect', () => process.exit(0))

async function run({ port, request, connections, seconds }: Order): Promise<Outcome> {
  const outcome: Outcome = { answers: 0, seconds, bytes: 0, failure: null }
  const began = performance.now()
  const end = began + seconds * 1000
  const count = (bytes: number) => {
    if (performance.now() >= end) return false
    outcome.answers += 1
    outcome.bytes = bytes
    return true
  }
  const asking = Array.from({ length: connections }, () => keepAsking(port, Buffer.from(request), count))
  await Promise.all(asking).catch((error: Error) => void (outcome.failure = error.message))
  return outcome
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** One connection, one request at a time, until `count` says that it is enough. */
function keepAsking(port: number, request: Buffer, count: (bytes: number) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let head: Buffer | null = null
    let bytes = 0
    let missing = 0
    const fail = (reason: string) => {
      socket.destroy()
      reject(new Error(reason))
    }
    socket.on('connect', () => socket.write(request))
    socket.on('error', reject)
    socket.on('end', () => fail('a connection that the server closed'))
    socket.on('data', (chunk: Buffer) => {
      if (missing > 0) missing -= chunk.length
      else {
        head = head ? Buffer.concat([head, chunk]) : chunk
        const at = head.indexOf(HEAD_END)
        if (at < 0) return
        const text = head.toString('latin1', 0, at)
        bytes = bodyLength(text)
        if (bytes < 0) return fail(text)
        missing = bytes - (head.length - at - HEAD_END.length)
        head = null
      }
      if (missing > 0) return
      if (count(bytes)) return void socket.write(request)
      socket.destroy()
      resolve()
    })
  })
}

/** -1 where it is no answer of 200 that says how long it is. */
function bodyLength(head: string): number {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  return head.startsWith('HTTP/1.1 200') && length !== undefined ? Number(length) : -1
}
