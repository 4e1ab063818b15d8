import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
import { changeThanks, takeBackThanks } from '#lib/api/thanks.ts'
import { thanksHref } from '#lib/modules/goodwill/names.ts'
import type { Actions } from './$types'

/** Without script. */
export const actions: Actions = {
  show: async ({ request, fetch, locals, params }) => {
    if (!locals.me) redirect(303, '/sign-in')
    const shows = (await request.formData()).has('shows')
    return act(async () => thanksHref(await changeThanks(params.id, { shows }, createApi(fetch))))
  },
  take_back: ({ fetch, locals, params }) => {
    if (!locals.me) redirect(303, '/sign-in')
    return act(async () => {
      await takeBackThanks(params.id, createApi(fetch))
      return '/thanks?list=given'
    })
  },
}
