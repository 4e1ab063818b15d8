import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
import { saveProfile } from '#lib/modules/people/profile.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  if (!locals.me) redirect(303, '/sign-in?to=/hello')
}

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData()
    const save = async () => {
      await saveProfile(createApi(fetch), form)
      return '/'
    }
    return act(save, { note: String(form.get('note') ?? '') })
  },
}
