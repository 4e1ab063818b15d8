import { error, redirect } from '@sveltejs/kit'
import { createApi, type Api } from '#lib/api/client.ts'
import { readConversation } from '#lib/api/conversations.ts'
import { introductionOf } from '#lib/api/introductions.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { ringOf } from '#lib/api/rings.ts'
import { introductionHref } from '#lib/modules/introductions/roles.ts'
import { ringHref } from '#lib/modules/offers/joining.svelte.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const api = createApi(fetch)
  const [found, about] = await Promise.all([
    orNotFound(readConversation(api, params.id)),
    hrefOfWhatItIsAbout(api, params.id),
  ])
  if (!found) error(404, 'Not found')
  return { ...found, about }
}

/** Where one sees how it came about; of one that somebody just began, null. */
async function hrefOfWhatItIsAbout(api: Api, id: string): Promise<string | null> {
  const none = () => undefined
  const [introduction, ring] = await Promise.all([introductionOf(api, id).catch(none), ringOf(api, id).catch(none)])
  return introduction ? introductionHref(introduction) : ring ? ringHref(ring) : null
}
