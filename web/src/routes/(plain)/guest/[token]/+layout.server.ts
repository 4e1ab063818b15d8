import { createApi } from '#lib/api/client.ts'
import { readGuestPage } from '#lib/api/guests.ts'
import type { LayoutServerLoad } from './$types'

/**
 * The link is the guest's key: no cache and no search engine keeps it, and links going out do not tell where they were. Not by a
 * referrer policy of `no-referrer`, with which a browser would post its forms as from nowhere.
 */
export const load: LayoutServerLoad = async ({ params, fetch, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow' })
  return { guest: await readGuestPage(createApi(fetch), params.token) }
}
