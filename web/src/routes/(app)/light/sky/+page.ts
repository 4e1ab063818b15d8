import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readMuchLight } from '#lib/api/light.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/light/sky')
  return { light: await readMuchLight(createApi(fetch)) }
}
