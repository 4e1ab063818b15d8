import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { stopMail } from '#lib/api/guests.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async ({ fetch, params }) => {
    try {
      await stopMail(createApi(fetch), params.token)
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(refusal.status || 503, { sentence: refusal.message })
      throw refusal
    }
    redirect(303, `/guest/${params.token}/stop`)
  },
}
