import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  language: ({ fetch, request, cookies }) =>
    attempt('language', async () => {
      const locale = String((await request.formData()).get('locale'))
      await createApi(fetch).patch('/api/kith/v1/me', { locale })
      cookies.set('kith_locale', locale, { path: '/', maxAge: 31_536_000, httpOnly: false })
    }),
  introductions: ({ fetch, request }) =>
    attempt('introductions', async () => {
      const from = (await request.formData()).get('introductions_from')
      await createApi(fetch).patch('/api/kith/v1/me', { introductions_from: from })
    }),
  saying: ({ fetch, request }) =>
    attempt('saying', async () => {
      const form = await request.formData()
      await createApi(fetch).patch('/api/kith/v1/me', { default_visibility: form.get('default_visibility') })
    }),
  email: ({ fetch, request }) =>
    attempt('email', async () => {
      const form = await request.formData()
      await createApi(fetch).patch('/api/kith/v1/me', { email: form.get('email'), password: form.get('password') })
    }),
  password: ({ fetch, request }) =>
    attempt('password', async () => {
      const form = await request.formData()
      await createApi(fetch).put('/api/kith/v1/password', {
        current_password: form.get('current_password'),
        new_password: form.get('new_password'),
      })
    }),
}

async function attempt(what: string, deed: () => Promise<void>) {
  try {
    await deed()
  } catch (refusal) {
    if (!isRefusal(refusal)) throw refusal
    return fail(refusal.status || 503, { what, sentence: refusal.message, code: refusal.code })
  }
  redirect(303, `/settings/account?saved=${what}`)
}
