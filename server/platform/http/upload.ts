import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy'
import { Refusal, refuse } from '#platform/refusal'
import { readBody, unfold, type Body } from './body.ts'
import type { Req } from './env.ts'

/** A file that was sent in a form, on the disk for as long as its request is worked on. */
export type UploadedFile = { path: string; bytes: number }

export type UploadOptions = { folder: string; mostBytes: number }

const LIMITS = { fieldNameSize: 200, fieldSize: 64 * 1024, fields: 100, files: 4, headerPairs: 50 }

// So many times what is allowed is read, and thrown away, before a sender is cut off: a browser that is still sending
// would see a broken connection instead of the answer.
const PATIENCE = 6

/**
 * Reads a form whose files may be large: they go to `folder` as they come and are gone when `work` is done. Any other kind
 * of body is read as `readBody` does.
 */
export async function withUpload<T>(c: Req, options: UploadOptions, work: (body: Body) => Promise<T>): Promise<T> {
  if (!c.req.header('content-type')?.includes('multipart/form-data')) return work(await readBody(c))
  const files: UploadedFile[] = []
  try {
    await mkdir(options.folder, { recursive: true })
    const entries = await receive(c, options, files)
    return await work({ ...unfold(new URL(c.req.url).searchParams.entries()), ...unfold(entries) })
  } finally {
    await Promise.all(files.map((file) => rm(file.path, { force: true })))
  }
}

/** The file of that name in a body read by `withUpload`. */
export function uploaded(body: Body, name: string): UploadedFile | undefined {
  const value = body[name]
  return typeof value === 'object' && value !== null && 'path' in value ? (value as UploadedFile) : undefined
}

async function receive(c: Req, { folder, mostBytes }: UploadOptions, files: UploadedFile[]) {
  const allowed = mostBytes * PATIENCE
  if (Number(c.req.header('content-length') ?? 0) > allowed) throw tooLarge(mostBytes)
  const parser = openParser(c, mostBytes)
  const entries: [string, unknown][] = []
  const writing: Promise<unknown>[] = []
  let truncated = false
  parser.on('field', (name, value) => entries.push([name, value]))
  parser.on('file', (name, source) => {
    const file = { path: join(folder, randomUUID()), bytes: 0 }
    files.push(file)
    entries.push([name, file])
    source.once('limit', () => (truncated = true))
    writing.push(write(source, file).catch((error: Error) => parser.destroy(error)))
  })
  const stream = c.req.raw.body as ReadableStream | null
  try {
    await pipeline(
      stream ? Readable.fromWeb(stream) : [],
      (chunks: AsyncIterable<Buffer>) => bounded(chunks, allowed, mostBytes),
      parser,
    )
    await Promise.all(writing)
  } catch (error) {
    throw isOurs(error) ? error : refuse('malformed', 'common.malformed')
  }
  if (truncated) throw tooLarge(mostBytes)
  return entries
}

function openParser(c: Req, mostBytes: number) {
  try {
    return new Busboy({ headers: c.req.header() as BusboyHeaders, limits: { ...LIMITS, fileSize: mostBytes } })
  } catch {
    // a multipart type without a boundary
    throw refuse('malformed', 'common.malformed')
  }
}

async function* bounded(chunks: AsyncIterable<Buffer>, allowed: number, mostBytes: number) {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > allowed) throw tooLarge(mostBytes)
    yield chunk
  }
}

async function write(source: BusboyFileStream, file: UploadedFile) {
  await pipeline(source, createWriteStream(file.path, { flags: 'wx', mode: 0o600 }))
  file.bytes = source.bytesRead
}

// A refusal, or a disk that is full or broken; all else is the sender's.
function isOurs(error: unknown): boolean {
  return error instanceof Refusal || (error instanceof Error && 'syscall' in error)
}

function tooLarge(mostBytes: number) {
  return refuse('too_large', 'common.file_too_large', { megabytes: Math.round(mostBytes / 1024 / 1024) })
}
