import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readThanks } from '#lib/api/thanks.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/thanks')
  const list = url.searchParams.get('list') === 'given' ? 'given' : 'received'
  return { list, thanks: await readThanks(createApi(fetch), list, {}, url.searchParams.get('older')) } as const
}
