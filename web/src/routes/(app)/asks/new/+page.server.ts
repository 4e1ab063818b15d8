import { fail, redirect } from '@sveltejs/kit'
import { ask, type Ask, type Reach } from '#lib/api/asks.ts'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Without script a question goes out as a plain form. */
  default: async ({ request, fetch, locals }) => {
    const form = await request.formData()
    const text = (name: string) => String(form.get(name) ?? '')
    let made: Ask
    try {
      const named = form.has('named') || text('reach') === 'everybody'
      const words = { question: text('question'), details: text('details'), language: locals.locale }
      made = await ask({ ...words, reach: (text('reach') || 'people') as Reach, named }, createApi(fetch))
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(refusal.status || 503, { sentence: refusal.message })
      throw refusal
    }
    redirect(303, `/asks/${made.id}`)
  },
}
