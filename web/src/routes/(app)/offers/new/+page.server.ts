import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { offer, type OfferKind, type OfferReach, type Way } from '#lib/api/offers.ts'
import { act } from '#lib/api/pages.ts'
import { passThanksOn } from '#lib/api/thanks.ts'
import { usualReach } from '#lib/modules/asks/reach.ts'
import type { OfferDraft } from '#lib/modules/offers/draft.ts'
import { offerHref } from '#lib/modules/offers/names.ts'
import { wishOf } from '#lib/modules/offers/wish.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Without script it goes out as a plain form. */
  default: async ({ request, fetch, locals, url }) => {
    const { me } = locals
    if (!me) redirect(303, '/sign-in?to=/offers/new')
    const form = await request.formData()
    const text = (name: string) => String(form.get(name) ?? '')
    const kind: OfferKind = text('kind') === 'need' ? 'need' : 'offer'
    const draft = {
      kind,
      what: text('what'),
      details: text('details'),
      way: (text(`way_${kind}`) || 'gift') as Way,
      forWhat: text('for_what'),
      locality: text('locality'),
      until: text('until'),
      reach: (text('reach') || usualReach(me)) as OfferReach,
      circleIds: form.getAll('circle_ids').map(String),
    } satisfies OfferDraft
    const [api, wish, thanks] = [createApi(fetch), wishOf(draft, locals.locale), url.searchParams.get('thanks')]
    return act(async () => offerHref(await (thanks ? passThanksOn(thanks, wish, api) : offer(wish, api))), { draft })
  },
}
