/**
 * What happens around every page. The API is called in process (the server hands `fetchApi` over on the Node request), the
 * reader's cookie rides along, and cookies the API sets go on to the browser untouched. Here, too, the language is chosen:
 * the account's, else the cookie's, else that of the mail one comes from, else what the browser asks for.
 */
import { Duplex } from 'node:stream'
import { constants, createBrotliCompress } from 'node:zlib'
import type { RequestEvent } from '@sveltejs/kit'
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks'
import { createApi } from '#lib/api/client.ts'
import { whatFailed } from '#lib/api/failure.ts'
import type { Me } from '#lib/api/entities.ts'
import { readGuestMail } from '#lib/api/guests.ts'
import { isLocale, preferredLocale, type Locale } from '#lib/ui/language.ts'

const sessionCookie = 'kith_session'

/** What SvelteKit adds for its client: its start, and the data it starts from. */
const ownScripts = /<script (?:nonce="[^"]*"|type="application\/json" data-sveltekit-fetched[^>]*)>[\s\S]*?<\/script>/g

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.setCookies = []
  event.locals.me = await readMe(event)
  event.locals.locale = (await localeOfMail(event)) ?? chooseLocale(event)
  event.locals.zone = event.cookies.get('kith_zone') ?? null

  // Somebody who only reads, and a guest by mail, gets paper: no script of ours but the time zone's, and what is shown needs none.
  const paper = isByMail(event) || (!event.locals.me && event.route.id?.startsWith('/(app)') === true)
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => {
      const page = html.replace('%kith.locale%', event.locals.locale)
      return paper ? page.replace(ownScripts, '') : page
    },
    filterSerializedResponseHeaders: (name) => name === 'link' || name === 'content-type',
    preload: ({ type, path }) =>
      (type === 'js' && !paper) ||
      type === 'css' ||
      (type === 'font' && path.includes('hanken-grotesk-latin-wght-normal')),
  })
  for (const line of event.locals.setCookies) response.headers.append('set-cookie', line)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  // Pages differ by cookie and language; what a signed-in person sees is nobody else's to keep.
  response.headers.set('vary', 'cookie, accept-language')
  if (event.locals.me && !response.headers.has('cache-control'))
    response.headers.set('cache-control', 'private, no-cache')
  return compressed(response, event.request.headers.get('accept-encoding') ?? '')
}

export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  if (new URL(request.url).origin !== event.url.origin) return fetch(request)
  const headers = new Headers(request.headers)
  const cookie = event.request.headers.get('cookie')
  if (cookie) headers.set('cookie', cookie)
  // A form post reached this point only after its origin was checked; the API takes this for the same origin.
  headers.delete('origin')
  headers.set('sec-fetch-site', 'same-origin')
  headers.set('accept-language', event.locals.locale ?? event.request.headers.get('accept-language') ?? 'en')
  const userAgent = event.request.headers.get('user-agent')
  if (userAgent) headers.set('user-agent', userAgent)

  const inner = new Request(request, { headers })
  const fetchApi = event.platform?.req?.fetchApi
  const response = fetchApi ? await fetchApi(inner) : await globalThis.fetch(inner)
  event.locals.setCookies?.push(...response.headers.getSetCookie())
  return response
}

/** Pages carry their data twice, as HTML and for the script; packed, the second costs next to nothing. */
function compressed(response: Response, accepted: string): Response {
  const type = response.headers.get('content-type') ?? ''
  if (!response.body || !/html|json/.test(type) || response.headers.has('content-encoding') || !/\bbr\b/.test(accepted))
    return response
  const packer = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
  const headers = new Headers(response.headers)
  headers.set('content-encoding', 'br')
  headers.append('vary', 'accept-encoding')
  headers.delete('content-length')
  const { readable, writable } = Duplex.toWeb(packer)
  const body = response.body.pipeThrough({ readable, writable } as ReadableWritablePair<
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>
  >)
  return new Response(body, { status: response.status, statusText: response.statusText, headers })
}

export const handleError: HandleServerError = ({ error, kind, event }) => {
  if (kind !== 'unknown') return
  const failed = whatFailed(error)
  // oxlint-disable-next-line no-console -- a bug of ours, and the page has no other voice on the server
  if (!failed) console.error(event.request.method, event.url.pathname, error)
  return failed
}

async function readMe(event: RequestEvent): Promise<Me | null> {
  if (!event.cookies.get(sessionCookie)) return null
  const response = await event.fetch('/api/kith/v1/me')
  return response.ok ? ((await response.json()) as Me) : null
}

const isByMail = ({ route }: RequestEvent) => route.id?.startsWith('/(plain)/guest') === true

/** Who comes by a mail reads on in its language, unless they chose one here. */
async function localeOfMail(event: RequestEvent): Promise<Locale | undefined> {
  const token = event.params.token
  if (!isByMail(event) || !token || event.locals.me || event.cookies.get('kith_locale')) return
  const mail = await readGuestMail(createApi(event.fetch), token).catch(() => null)
  return isLocale(mail?.locale) ? mail.locale : undefined
}

function chooseLocale(event: RequestEvent): Locale {
  const kept = event.locals.me?.locale ?? event.cookies.get('kith_locale')
  return isLocale(kept) ? kept : preferredLocale(event.request.headers.get('accept-language') ?? '')
}
