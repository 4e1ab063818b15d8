import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { changeOffer } from '#lib/api/offers.ts'
import { act } from '#lib/api/pages.ts'
import { draftIn } from '#lib/modules/offers/formdraft.ts'
import { offerHref } from '#lib/modules/offers/names.ts'
import { changeOf, wishOf } from '#lib/modules/offers/wish.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Without script it goes out as a plain form. */
  default: async ({ request, fetch, locals, params }) => {
    const { me } = locals
    if (!me) redirect(303, `/sign-in?to=/offers/${params.id}/change`)
    const draft = draftIn(await request.formData(), me)
    return act(async () => offerHref(await changeOffer(params.id, changeOf(wishOf(draft, '')), createApi(fetch))), {
      draft,
    })
  },
}
