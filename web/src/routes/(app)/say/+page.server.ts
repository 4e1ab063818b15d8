import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Status } from '#lib/api/entities.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  if (!locals.me) redirect(303, '/sign-in?to=/say')
}

export const actions: Actions = {
  /** Without script a status goes out as a plain form. */
  default: async ({ request, fetch }) => {
    const form = await request.formData()
    const text = String(form.get('status') ?? '')
    let said: Status
    try {
      said = await createApi(fetch).post<Status>('/api/v1/statuses', {
        status: text,
        visibility: form.get('visibility') ?? undefined,
        language: form.get('language') ?? undefined,
        spoiler_text: form.get('spoiler_text') ?? '',
      })
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(422, { text, sentence: refusal.message })
      throw refusal
    }
    redirect(303, `/@${said.account.acct}/${said.id}`)
  },
}
