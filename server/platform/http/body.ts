import { refuse } from '#platform/refusal'
import type { Req } from './env.ts'

export type Body = Record<string, unknown>

const MOST_BYTES = 1024 * 1024

/**
 * The body, whichever of JSON, urlencoded and multipart it came in, as one plain object; Rails' bracket names are
 * unfolded (`poll[options][]`, `fields_attributes[0][name]`). The query's parameters stand behind it, since apps use both.
 */
export async function readBody(c: Req, mostBytes = MOST_BYTES): Promise<Body> {
  const query = unfold(new URL(c.req.url).searchParams.entries())
  const type = c.req.header('content-type') ?? ''
  if (Number(c.req.header('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  if (type.includes('multipart/form-data')) {
    const form = await c.req.formData().catch(() => {
      throw refuse('malformed', 'common.malformed')
    })
    return { ...query, ...unfold(form.entries()) }
  }
  const text = await readText(c, mostBytes)
  if (type.includes('application/x-www-form-urlencoded'))
    return { ...query, ...unfold(new URLSearchParams(text).entries()) }
  return { ...query, ...parseJson(text) }
}

function parseJson(text: string): Body {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text, keepLongNumbers)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body
  } catch {
    // told below: cut short and no object are the same to the sender
  }
  throw refuse('malformed', 'common.malformed')
}

/** An id that comes as a number is longer than JavaScript's numbers are exact: it stays the digits that were sent. */
function keepLongNumbers(_: string, value: unknown, { source }: { source?: string } = {}): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && source && /^-?\d+$/.test(source) ? source : value
}

/** The body as text; refuses as soon as it is longer. */
export async function readText(c: Req, mostBytes: number): Promise<string> {
  const stream = c.req.raw.body
  if (!stream) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = ''
  try {
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length
      if (bytes > mostBytes) throw tooLarge(mostBytes)
      text += decoder.decode(chunk, { stream: true })
    }
    return text + decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw refuse('malformed', 'common.malformed')
    throw error
  }
}

export function tooLarge(mostBytes: number) {
  return refuse('too_large', 'common.too_large', { kilobytes: Math.round(mostBytes / 1024) })
}

/** Rails' bracket names as one nested object: `a[b]`, `a[0][b]`, lists `a[]`, and lists of objects `a[][b]`. */
export function unfold(entries: Iterable<[string, unknown]>): Body {
  const body: Body = {}
  for (const [name, value] of entries) put(body, pathOf(name), value)
  return body
}

const MOST_DEPTH = 5

/** `a[][b]` → a, "", b: an empty part stands for a list's next place. */
function pathOf(name: string): string[] {
  const [first = '', ...rest] = name.split('[')
  return [first, ...rest.map((part) => part.replace(/\].*$/, ''))]
}

function put(target: Body, path: string[], value: unknown) {
  if (path.length > MOST_DEPTH || path.some((part) => part === '__proto__')) return
  const [name = '', next, ...rest] = path
  if (next === undefined) target[name] = value
  else if (next === '') putInList(target, name, rest, value)
  else put(objectIn(target, name), [next, ...rest], value)
}

function putInList(target: Body, name: string, path: string[], value: unknown) {
  const before = target[name]
  const list: unknown[] = Array.isArray(before) ? before : []
  target[name] = list
  const [key] = path
  if (key === undefined) return void list.push(value)
  const last = list.at(-1)
  // As Rails: a name that the last one has already begins the next.
  const open = isObject(last) && !(key in last) ? last : {}
  if (open !== last) list.push(open)
  put(open, path, value)
}

function objectIn(target: Body, name: string): Body {
  const before = target[name]
  if (isObject(before)) return before
  const made: Body = {}
  target[name] = made
  return made
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
