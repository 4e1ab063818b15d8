import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { offer } from '#lib/api/offers.ts'
import { act } from '#lib/api/pages.ts'
import { passThanksOn } from '#lib/api/thanks.ts'
import { draftIn } from '#lib/modules/offers/formdraft.ts'
import { offerHref } from '#lib/modules/offers/names.ts'
import { wishOf } from '#lib/modules/offers/wish.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Without script it goes out as a plain form. */
  default: async ({ request, fetch, locals, url }) => {
    const { me } = locals
    if (!me) redirect(303, '/sign-in?to=/offers/new')
    const draft = draftIn(await request.formData(), me)
    const [api, wish, thanks] = [createApi(fetch), wishOf(draft, locals.locale), url.searchParams.get('thanks')]
    return act(async () => offerHref(await (thanks ? passThanksOn(thanks, wish, api) : offer(wish, api))), { draft })
  },
}
