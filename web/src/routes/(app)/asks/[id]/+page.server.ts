import { redirect } from '@sveltejs/kit'
import { answerAsk } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Without script: the answer goes out, and one is back at the question. */
  answer: async ({ request, fetch, locals, params }) => {
    if (!locals.me) redirect(303, '/sign-in')
    const form = await request.formData()
    const kind = form.get('kind') === 'comment' ? 'comment' : 'answer'
    const said = {
      text: String(form.get('text') ?? ''),
      kind,
      parent_id: String(form.get('parent_id') ?? '') || null,
    } as const
    return act(async () => {
      await answerAsk(params.id, said, createApi(fetch))
      return `/asks/${params.id}`
    })
  },
}
