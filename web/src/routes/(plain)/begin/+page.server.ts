import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { readNewAccount, refused } from '#lib/modules/accounts/new.ts'
import type { Actions, PageServerLoad } from './$types'

const beginning = '/api/kith/v1/beginning'

export const load: PageServerLoad = async ({ url, fetch }) => {
  const token = url.searchParams.get('token') ?? ''
  const { valid } = await createApi(fetch).get<{ valid: boolean }>(beginning, { token })
  return { token, valid }
}

export const actions: Actions = {
  default: async ({ request, fetch, locals }) => {
    const form = await request.formData()
    const account = readNewAccount(form)
    const placeName = String(form.get('place_name') ?? '').trim()
    try {
      await createApi(fetch).post(beginning, {
        ...account,
        place_name: placeName,
        token: String(form.get('token') ?? ''),
        locale: locals.locale,
      })
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal
      const { values, wrong, sentence } = refused(refusal, account)
      const aboutPlace = refusal.code.startsWith('accounts.place')
      return fail(refusal.status || 503, {
        values,
        placeName,
        wrong: aboutPlace ? { place_name: refusal.message } : wrong,
        sentence: aboutPlace ? '' : sentence,
      })
    }
    redirect(303, '/begin/invite')
  },
}
