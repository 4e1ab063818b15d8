import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
import { answerRing } from '#lib/api/rings.ts'
import { ringHref } from '#lib/modules/offers/joining.svelte.ts'
import type { Actions } from './$types'

/** Without script: say yes, or leave. */
export const actions: Actions = {
  answer: ({ request, fetch, params }) =>
    act(async () => {
      const answer = (await request.formData()).get('answer') === 'yes' ? 'yes' : 'no'
      await answerRing(params.id, answer, createApi(fetch))
      return answer === 'yes' ? ringHref(params) : '/inbox'
    }),
}
