import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Account } from '#lib/api/entities.ts'
import { saveProfile } from '#lib/modules/people/profile.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ fetch }) => ({
  own: await createApi(fetch).get<Account>('/api/v1/accounts/verify_credentials'),
})

export const actions: Actions = {
  default: async ({ request, fetch, locals }) => {
    const form = await request.formData()
    try {
      await saveProfile(createApi(fetch), form)
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal
      return fail(refusal.status || 503, {
        sentence: refusal.message,
        display_name: String(form.get('display_name') ?? ''),
        note: String(form.get('note') ?? ''),
      })
    }
    redirect(303, `/@${locals.me?.account.username}`)
  },
}
