import { createApi } from '#lib/api/client.ts'
import type { Status, StatusEdit } from '#lib/api/entities.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch }) => {
  const api = createApi(fetch)
  const [status, edits] = await Promise.all([
    api.get<Status>(`/api/v1/statuses/${params.id}`),
    api.get<StatusEdit[]>(`/api/v1/statuses/${params.id}/history`),
  ])
  return { status, edits: edits.toReversed() }
}
