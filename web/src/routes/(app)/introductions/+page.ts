import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { myRequests, wasHandedAny } from '#lib/api/requests.ts'
import { allIntroductions } from '#lib/modules/introductions/both.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/introductions')
  const api = createApi(fetch)
  const [found, asked, handed] = await Promise.all([
    allIntroductions(api),
    myRequests(api).then(
      ({ items }) => items.length > 0,
      () => false,
    ),
    wasHandedAny(api),
  ])
  return { found, asked, handed }
}
