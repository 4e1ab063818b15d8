import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
import { answerRing, sayToRing } from '#lib/api/rings.ts'
import { ringHref } from '#lib/modules/offers/joining.svelte.ts'
import type { Actions } from './$types'

/** Without script: say yes, leave, or say something to all. */
export const actions: Actions = {
  answer: ({ request, fetch, params }) =>
    act(
      async () => {
        const answer = (await request.formData()).get('answer') === 'yes' ? 'yes' : 'no'
        await answerRing(params.id, answer, createApi(fetch))
        return answer === 'yes' ? ringHref(params) : '/inbox'
      },
      { text: '' },
    ),
  /** The first word between all. */
  say: async ({ request, fetch, params }) => {
    const text = String((await request.formData()).get('text') ?? '')
    return act(
      async () => {
        const { conversation_id: id } = await sayToRing(params.id, text, createApi(fetch))
        return id ? `/conversations/${id}` : ringHref(params)
      },
      { text },
    )
  },
}
