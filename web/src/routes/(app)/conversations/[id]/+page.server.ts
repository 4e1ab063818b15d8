import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { leaveConversation } from '#lib/api/conversations.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  leave: async ({ fetch, params }) => {
    try {
      await leaveConversation(createApi(fetch), params.id)
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(refusal.status || 503, { sentence: refusal.message })
      throw refusal
    }
    redirect(303, '/inbox')
  },
}
