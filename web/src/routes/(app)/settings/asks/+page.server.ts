import { fail, redirect } from '@sveltejs/kit'
import { changeAskSettings } from '#lib/api/asks.ts'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData()
    const wishes = {
      weekly: Number(form.get('weekly')),
      topics: form
        .getAll('topics')
        .map((line) => String(line).trim())
        .filter(Boolean),
      greets: form.has('greets'),
    }
    try {
      await changeAskSettings(createApi(fetch), wishes)
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(refusal.status || 503, { wishes, sentence: refusal.message })
      throw refusal
    }
    redirect(303, '/settings')
  },
}
