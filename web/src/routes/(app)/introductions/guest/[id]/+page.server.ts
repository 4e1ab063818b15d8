import { createApi } from '#lib/api/client.ts'
import { answerGuest, sayHowGuestWas, withdrawGuest } from '#lib/api/guests.ts'
import { act } from '#lib/api/pages.ts'
import { guestHref } from '#lib/modules/introductions/roles.ts'
import type { Actions } from './$types'

/** Without script: answer, whether it was good, withdraw. */
export const actions: Actions = {
  answer: ({ request, fetch, params }) =>
    act(async () => {
      const answer = (await request.formData()).get('answer') === 'yes' ? 'yes' : 'no'
      await answerGuest(params.id, answer, createApi(fetch))
      return answer === 'yes' ? guestHref(params) : '/inbox'
    }),
  outcome: ({ request, fetch, params }) =>
    act(async () => {
      await sayHowGuestWas(params.id, (await request.formData()).get('good') === 'yes', createApi(fetch))
      return guestHref(params)
    }),
  withdraw: ({ fetch, params }) =>
    act(async () => {
      await withdrawGuest(params.id, createApi(fetch))
      return '/introductions'
    }),
}
