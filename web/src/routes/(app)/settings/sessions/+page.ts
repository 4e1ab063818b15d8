import { createApi } from '#lib/api/client.ts'
import type { Session } from '#lib/api/entities.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch }) => ({
  sessions: await createApi(fetch).get<Session[]>('/api/kith/v1/sessions'),
})
