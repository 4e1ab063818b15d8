import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { innerPath } from '#lib/modules/accounts/paths.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  const to = innerPath(url.searchParams.get('to'))
  if (locals.me) redirect(303, to)
  return { to }
}

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData()
    const login = String(form.get('login') ?? '').trim()
    try {
      await createApi(fetch).post('/api/kith/v1/session', { login, password: String(form.get('password') ?? '') })
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(refusal.status || 503, { login, sentence: refusal.message })
      throw refusal
    }
    redirect(303, innerPath(String(form.get('to'))))
  },
}
