import { redirect } from '@sveltejs/kit'
import { circleNames } from '#lib/api/circles.ts'
import { createApi } from '#lib/api/client.ts'
import { OFFER_KINDS, readOfferWords } from '#lib/api/offers.ts'
import { orNotFound, orUnread } from '#lib/api/pages.ts'
import { readThank } from '#lib/api/thanks.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, '/sign-in?to=/offers/new')
  const api = createApi(fetch)
  const thanksId = url.searchParams.get('thanks')
  const fromId = url.searchParams.get('from')
  const [circles, thanks, from] = await Promise.all([
    orUnread(circleNames(api)),
    thanksId ? orNotFound(readThank(api, thanksId)) : null,
    fromId ? orNotFound(readOfferWords(api, fromId)) : null,
  ])
  const kind = thanks
    ? 'offer'
    : (from?.kind ?? OFFER_KINDS.find((one) => one === url.searchParams.get('kind')) ?? null)
  return { kind, circles, thanks, from }
}
