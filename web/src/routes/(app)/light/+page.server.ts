import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
import { thank, type About } from '#lib/api/thanks.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Without script: thanks for what stands there as not thanked for. */
  thank: async ({ request, fetch, locals }) => {
    if (!locals.me) redirect(303, '/sign-in?to=/light')
    const form = await request.formData()
    const text = (name: string) => String(form.get(name) ?? '')
    return act(async () => {
      await thank(text('about') as About, text('id'), {}, createApi(fetch))
      return '/light'
    })
  },
}
