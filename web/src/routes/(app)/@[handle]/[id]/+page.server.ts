import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Status } from '#lib/api/entities.ts'
import { addressed } from '#lib/modules/statuses/say.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Without script: the answer goes out, and one is back in the thread at it. */
  comment: async ({ request, fetch, locals, params }) => {
    const form = await request.formData()
    const text = String(form.get('text') ?? '').trim()
    if (!locals.me) redirect(303, '/sign-in')
    const api = createApi(fetch)
    let said: Status
    try {
      const to = await api.get<Status>(`/api/v1/statuses/${String(form.get('to'))}`)
      said = await api.post<Status>('/api/v1/statuses', {
        status: addressed(text, to, locals.me.account),
        visibility: to.visibility,
        in_reply_to_id: to.id,
      })
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(422, { text, sentence: refusal.message })
      throw refusal
    }
    redirect(303, `/@${params.handle}/${params.id}#c-${said.id}`)
  },
}
