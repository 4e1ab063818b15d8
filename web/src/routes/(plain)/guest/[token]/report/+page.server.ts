import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { reportAsGuest } from '#lib/api/guests.ts'
import { categories } from '#lib/api/reports.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async ({ request, fetch, params }) => {
    const form = await request.formData()
    const category = categories.find((one) => one === form.get('category')) ?? 'other'
    const comment = String(form.get('comment') ?? '')
    try {
      await reportAsGuest(createApi(fetch), params.token, category, comment)
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(refusal.status || 503, { sentence: refusal.message, category, comment })
      throw refusal
    }
    redirect(303, `/guest/${params.token}/report`)
  },
}
