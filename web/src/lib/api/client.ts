/**
 * The one door to the network: JSON in, JSON out, over whichever `fetch` it is given (a page's own while it loads, so that
 * the server renders without a network, the browser's afterwards). A refusal carries the server's sentence.
 */

export type Query = Record<string, string | number | boolean | string[] | null | undefined>
export type Page<T> = { items: T[]; older: string | null; newer: string | null }
export type Api = ReturnType<typeof createApi>

export class Refusal extends Error {
  status: number
  code: string
  constructor(status: number, code: string, sentence: string) {
    super(sentence)
    this.name = 'Refusal'
    this.status = status
    this.code = code
  }
}

/** No answer came at all: no network, or the server is away. */
export const isUnreachable = (error: unknown): error is Refusal => error instanceof Refusal && error.status === 0
export const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal

export const createApi = (fetch: typeof globalThis.fetch = (...args) => globalThis.fetch(...args)) => {
  const call = async (method: string, path: string, query?: Query, body?: unknown, headers?: HeadersInit) => {
    const form = body instanceof FormData
    const response = await fetch(withQuery(path, query), {
      method,
      credentials: 'same-origin',
      // What was confirmed on the screen arrives although the page is being left.
      keepalive: method !== 'GET' && !form,
      headers: {
        accept: 'application/json',
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...(headers as Record<string, string>),
      },
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
    }).catch(() => {
      throw new Refusal(0, 'unreachable', '')
    })
    if (response.status === 401 && method === 'GET') startOver()
    if (!response.ok) throw await refusalOf(response)
    return response
  }
  const json = async <T>(response: Response) => (response.status === 204 ? undefined : await response.json()) as T

  return {
    get: async <T>(path: string, query?: Query) => json<T>(await call('GET', path, query)),
    post: async <T>(path: string, body?: unknown, headers?: HeadersInit) =>
      json<T>(await call('POST', path, undefined, body ?? {}, headers)),
    put: async <T>(path: string, body?: unknown) => json<T>(await call('PUT', path, undefined, body ?? {})),
    patch: async <T>(path: string, body?: unknown) => json<T>(await call('PATCH', path, undefined, body ?? {})),
    remove: async <T>(path: string) => json<T>(await call('DELETE', path)),
    page: async <T>(path: string, query?: Query): Promise<Page<T>> => {
      const response = await call('GET', path, query)
      const items = (await response.json()) as T[]
      const cursors = cursorsOf(response.headers.get('link') ?? '')
      // A page that is not full is the last one, whatever the link says.
      const last = typeof query?.limit === 'number' && items.length < query.limit
      return { items, ...cursors, ...(last ? { older: null } : {}) }
    },
  }
}

let startingOver = false

/** Signed out, here or on another device: the page as it now is says so. Not at a write, whose words stand in the page. */
function startOver() {
  if (typeof location === 'undefined' || startingOver) return
  startingOver = true
  location.reload()
}

function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    if (Array.isArray(value)) for (const one of value) search.append(`${name}[]`, one)
    else search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path
}

async function refusalOf(response: Response): Promise<Refusal> {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const sentence = problem.detail ?? problem.error_description ?? problem.error ?? problem.title
  const code = problem.code ?? problem.error_code ?? problem.error
  return new Refusal(
    response.status,
    typeof code === 'string' ? code : '',
    typeof sentence === 'string' ? sentence : '',
  )
}

function cursorsOf(link: string): { older: string | null; newer: string | null } {
  const cursor = (rel: string, ...names: string[]) => {
    const url = link
      .split(',')
      .find((part) => part.includes(`rel="${rel}"`))
      ?.match(/<([^>]+)>/)?.[1]
    if (!url) return null
    const search = new URL(url, 'http://kith.invalid').searchParams
    return names.map((name) => search.get(name)).find(Boolean) ?? null
  }
  return { older: cursor('next', 'max_id'), newer: cursor('prev', 'min_id', 'since_id') }
}
