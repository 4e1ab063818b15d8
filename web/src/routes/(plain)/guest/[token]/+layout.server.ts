import { createApi } from '#lib/api/client.ts'
import { readGuestMail, readGuestPage } from '#lib/api/guests.ts'
import type { LayoutServerLoad } from './$types'

/**
 * The link is the guest's key: no cache and no search engine keeps it, and links going out do not tell where they were. Not by a
 * referrer policy of `no-referrer`, with which a browser would post its forms as from nowhere.
 */
export const load: LayoutServerLoad = async ({ params, fetch, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow' })
  const api = createApi(fetch)
  const [guest, mail] = await Promise.all([readGuestPage(api, params.token), readGuestMail(api, params.token)])
  return { guest, mail }
}
