import { redirect } from '@sveltejs/kit'
import { readAsks, type Ask, type AskList } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import type { PageLoad } from './$types'

const FEW = 4

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/together')
  const api = createApi(fetch)
  const open = async (list: AskList) => {
    const { items } = await readAsks(api, list).catch(() => ({ items: [] as Ask[] }))
    return items.filter(({ closed, helped }) => !closed && !helped)
  }
  const asks = (await Promise.all([open('near'), open('all')])).flat()
  // Those of one's own people before those of the place.
  return { asks: [...new Map(asks.map((ask) => [ask.id, ask])).values()].slice(0, FEW) }
}
