import { redirect } from '@sveltejs/kit'
import { circleNames } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import { orUnread } from '#lib/api/pages.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/asks/new')
  return { circles: await orUnread(circleNames(createApi(fetch))) }
}
