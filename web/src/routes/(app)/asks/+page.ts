import { redirect } from '@sveltejs/kit'
import { readAsks, type AskList } from '#lib/api/asks.ts'
import { circleNames } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import type { CircleName } from '#lib/api/entities.ts'
import { narrowingOf } from '#lib/modules/circles/narrowing.ts'
import type { PageLoad } from './$types'

const LISTS = ['near', 'all', 'mine'] as const

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/asks')
  const wanted = url.searchParams.get('list') as AskList
  const list = LISTS.find((one) => one === wanted) ?? 'near'
  const api = createApi(fetch)
  const filter = narrowingOf(url)
  const [asks, circles] = await Promise.all([
    readAsks(api, list, filter, url.searchParams.get('older')),
    circleNames(api).catch((): CircleName[] => []),
  ])
  return { list, filter, asks, circles }
}
