import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { answerIntroduction, neverIntroduce, sayHowItWas, withdrawIntroduction } from '#lib/api/introductions.ts'
import type { Api } from '#lib/api/client.ts'
import type { Actions, RequestEvent } from './$types'

/** Without script: answer, whether it was good, never this pair, withdraw. */
export const actions: Actions = {
  answer: (event) =>
    act(event, async (api, form) => {
      await answerIntroduction(event.params.id, form.get('answer') === 'yes' ? 'yes' : 'no', api)
      return form.get('answer') === 'yes' ? `/introductions/${event.params.id}` : '/inbox'
    }),
  outcome: (event) =>
    act(event, async (api, form) => {
      await sayHowItWas(event.params.id, form.get('good') === 'yes', api)
      return `/introductions/${event.params.id}`
    }),
  never: (event) =>
    act(event, async (api) => {
      await neverIntroduce(event.params.id, api)
      return '/inbox'
    }),
  withdraw: (event) =>
    act(event, async (api) => {
      await withdrawIntroduction(event.params.id, api)
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
