import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { act } from '#lib/api/pages.ts'
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
    const signIn = async () => {
      await createApi(fetch).post('/api/kith/v1/session', { login, password: String(form.get('password') ?? '') })
      return innerPath(String(form.get('to')))
    }
    return act(signIn, { login })
  },
}
