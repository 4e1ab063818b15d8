import { redirect } from '@sveltejs/kit'
import { circleNames } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import { readOffer, readOfferWords } from '#lib/api/offers.ts'
import { orNotFound, orUnread } from '#lib/api/pages.ts'
import { isOver, offerHref } from '#lib/modules/offers/names.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=/offers/${params.id}/change`)
  const api = createApi(fetch)
  const [offer, words, circles] = await Promise.all([
    orNotFound(readOffer(api, params.id)),
    orNotFound(readOfferWords(api, params.id)),
    orUnread(circleNames(api)),
  ])
  if (offer.state !== 'open' || isOver(offer)) redirect(303, offerHref(offer))
  return { offer, words, circles }
}
