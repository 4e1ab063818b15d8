import { error } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
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
    const save = async () => {
      await createApi(fetch).patch('/api/kith/v1/place', { name, description, ...limits })
      return '/settings'
    }
    return act(save, { name, description, open, weekly })
  },
}
