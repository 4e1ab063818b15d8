import { redirect } from '@sveltejs/kit'
import { readAsks, type AskList } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import type { PageLoad } from './$types'

const LISTS = ['near', 'all', 'mine'] as const

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/asks')
  const wanted = url.searchParams.get('list') as AskList
  const list = LISTS.find((one) => one === wanted) ?? 'near'
  return { list, asks: await readAsks(createApi(fetch), list, url.searchParams.get('older')) }
}
