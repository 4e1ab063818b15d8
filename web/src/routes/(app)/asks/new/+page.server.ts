import { ask, type Reach } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Without script a question goes out as a plain form. */
  default: async ({ request, fetch, locals }) => {
    const form = await request.formData()
    const text = (name: string) => String(form.get(name) ?? '')
    const named = form.has('named') || text('reach') === 'everybody'
    const words = { question: text('question'), details: text('details'), language: locals.locale }
    return act(async () => {
      const { id } = await ask({ ...words, reach: (text('reach') || 'people') as Reach, named }, createApi(fetch))
      return `/asks/${id}`
    })
  },
}
