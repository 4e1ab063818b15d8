import { error, fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  if (locals.me?.role !== 'owner') error(404, 'Not found')
}

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData()
    const [name, description, open, weekly] = ['name', 'description', 'requests_open', 'requests_weekly'].map((field) =>
      String(form.get(field) ?? ''),
    )
    const limits = { requests_open: Number(open), requests_weekly: Number(weekly) }
    try {
      await createApi(fetch).patch('/api/kith/v1/place', { name, description, ...limits })
    } catch (refusal) {
      if (isRefusal(refusal))
        return fail(refusal.status || 503, { name, description, open, weekly, sentence: refusal.message })
      throw refusal
    }
    redirect(303, '/settings')
  },
}
