import { refuse } from '#platform/refusal'
import { cleanLine } from '#platform/text'

/** For apps without an address of their own: the code is shown, to be typed in. */
export const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob'

const LONGEST_NAME = 60
const LONGEST_URI = 2000
const MOST_URIS = 20
// A browser would run these, or show them as ours, instead of handing the code to an app.
const FORBIDDEN_SCHEMES = ['data:', 'javascript:', 'vbscript:', 'blob:', 'about:', 'file:']

export function checkAppName(text: string | undefined): string {
  const name = cleanLine(text ?? '')
  if (name === '') throw refuse('invalid', 'accounts.app_name_missing')
  if (name.length > LONGEST_NAME) throw refuse('invalid', 'accounts.app_name_long', { most: LONGEST_NAME })
  return name
}

/** One or several addresses, each absolute and without a fragment (RFC 6749, 3.1.2). */
export function checkRedirectUris(uris: string[]): string[] {
  if (uris.length === 0) throw refuse('invalid', 'accounts.redirect_uri_missing')
  if (uris.length > MOST_URIS || !uris.every(isRedirectUri)) throw refuse('invalid', 'accounts.redirect_uri_form')
  return [...new Set(uris)]
}

export function checkWebsite(text: string | undefined): string | null {
  const website = text?.trim()
  if (!website) return null
  const ok = website.length <= LONGEST_URI && URL.canParse(website) && /^https?:$/.test(new URL(website).protocol)
  if (!ok) throw refuse('invalid', 'accounts.app_website')
  return website
}

function isRedirectUri(uri: string): boolean {
  if (uri === OUT_OF_BAND) return true
  if (uri.length > LONGEST_URI || !/^[\x21\x22\x24-\x7e]+$/.test(uri) || !URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  if (FORBIDDEN_SCHEMES.includes(protocol)) return false
  return !/^https?:$/.test(protocol) || hostname !== ''
}
