import { redirect } from '@sveltejs/kit'
import { ask, type Reach } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
import { endOf, usualReach } from '#lib/modules/asks/reach.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Without script a question goes out as a plain form. */
  default: async ({ request, fetch, locals }) => {
    const { me } = locals
    if (!me) redirect(303, '/sign-in?to=/asks/new')
    const form = await request.formData()
    const text = (name: string) => String(form.get(name) ?? '')
    const named = form.has('named') || text('reach') === 'everybody'
    const words = { question: text('question'), details: text('details'), language: locals.locale }
    const reach = (text('reach') || usualReach(me)) as Reach
    const how = { reach, named, circle_ids: form.getAll('circle_ids').map(String), deadline: endOf(text('until')) }
    return act(async () => {
      const { id } = await ask({ ...words, ...how }, createApi(fetch))
      return `/asks/${id}`
    })
  },
}
