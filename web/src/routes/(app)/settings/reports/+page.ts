import { error } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readReports } from '#lib/api/reports.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (me?.role !== 'owner' && me?.role !== 'moderator') error(404)
  return { reports: await readReports(createApi(fetch)) }
}
