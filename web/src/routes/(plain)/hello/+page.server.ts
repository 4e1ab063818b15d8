import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { saveProfile } from '#lib/modules/people/profile.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  if (!locals.me) redirect(303, '/sign-in?to=/hello')
}

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData()
    try {
      await saveProfile(createApi(fetch), form)
    } catch (refusal) {
      if (isRefusal(refusal))
        return fail(refusal.status || 503, { sentence: refusal.message, note: String(form.get('note') ?? '') })
      throw refusal
    }
    redirect(303, '/')
  },
}
