import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { missing } from '#platform/refusal'
import type { Req } from './env.ts'

/** Answers with a file that never changes, or with the part of it that was asked for (RFC 9110, 14). */
export async function sendFile(c: Req, path: string, headers: Record<string, string>): Promise<Response> {
  const file = await open(path).catch(() => {
    throw missing()
  })
  const { size } = await file.stat()
  const range = readRange(c.req.header('range'), size)
  const answer: Record<string, string> = { ...headers, 'Accept-Ranges': 'bytes' }
  if (range === 'none') {
    await file.close()
    return c.body(null, 416, { 'Accept-Ranges': 'bytes', 'Content-Range': `bytes */${size}` })
  }
  const { first, last } = range ?? { first: 0, last: size - 1 }
  answer['Content-Length'] = String(last - first + 1)
  if (range) answer['Content-Range'] = `bytes ${first}-${last}/${size}`
  if (c.req.method === 'HEAD' || size === 0) {
    await file.close()
    return c.body(null, range ? 206 : 200, answer)
  }
  return c.body(stream(file, first, last), range ? 206 : 200, answer)
}

function stream(file: FileHandle, start: number, end: number): ReadableStream {
  return Readable.toWeb(file.createReadStream({ start, end })) as ReadableStream
}

/** One range of bytes; null for all of it (also for several ranges, which a server may leave unheeded). */
function readRange(header: string | undefined, size: number): { first: number; last: number } | 'none' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [, from = '', to = ''] = match
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (first >= size || first > last) return 'none'
  return { first, last }
}
