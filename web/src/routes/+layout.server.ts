import { createApi } from '#lib/api/client.ts'
import type { Place } from '#lib/api/entities.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, fetch, depends }) => {
  depends('kith:me')
  const place = await createApi(fetch).get<Place>('/api/kith/v1/place')
  return { me: locals.me, locale: locals.locale, zone: locals.zone, place }
}
