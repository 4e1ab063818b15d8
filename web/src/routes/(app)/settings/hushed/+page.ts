import { createApi } from '#lib/api/client.ts'
import type { Account } from '#lib/api/entities.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch }) => {
  const api = createApi(fetch)
  const [blocked, muted] = await Promise.all(
    ['/api/v1/blocks', '/api/v1/mutes'].map((path) => api.page<Account>(path, { limit: 80 })),
  )
  return { blocked: blocked!, muted: muted! }
}
