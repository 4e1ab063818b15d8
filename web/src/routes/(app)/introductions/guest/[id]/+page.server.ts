import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal, type Api } from '#lib/api/client.ts'
import { answerGuest, withdrawGuest } from '#lib/api/guests.ts'
import { guestHref } from '#lib/modules/introductions/roles.ts'
import type { Actions, RequestEvent } from './$types'

/** Without script: answer, withdraw. */
export const actions: Actions = {
  answer: (event) =>
    act(event, async (api, form) => {
      const answer = form.get('answer') === 'yes' ? 'yes' : 'no'
      await answerGuest(event.params.id, answer, api)
      return answer === 'yes' ? guestHref(event.params) : '/inbox'
    }),
  withdraw: (event) =>
    act(event, async (api) => {
      await withdrawGuest(event.params.id, api)
      return '/introductions'
    }),
}

async function act(event: RequestEvent, deed: (api: Api, form: FormData) => Promise<string>) {
  let to: string
  try {
    to = await deed(createApi(event.fetch), await event.request.formData())
  } catch (refusal) {
    if (isRefusal(refusal)) return fail(refusal.status || 503, { sentence: refusal.message })
    throw refusal
  }
  redirect(303, to)
}
