import { createApi } from '#lib/api/client.ts'
import { answerIntroduction, neverIntroduce, sayHowItWas, withdrawIntroduction } from '#lib/api/introductions.ts'
import { act } from '#lib/api/pages.ts'
import { introductionHref } from '#lib/modules/introductions/roles.ts'
import type { Actions } from './$types'

/** Without script: answer, whether it was good, never this pair, withdraw. */
export const actions: Actions = {
  answer: ({ request, fetch, params }) =>
    act(async () => {
      const answer = (await request.formData()).get('answer') === 'yes' ? 'yes' : 'no'
      await answerIntroduction(params.id, answer, createApi(fetch))
      return answer === 'yes' ? introductionHref(params) : '/inbox'
    }),
  outcome: ({ request, fetch, params }) =>
    act(async () => {
      await sayHowItWas(params.id, (await request.formData()).get('good') === 'yes', createApi(fetch))
      return introductionHref(params)
    }),
  never: ({ fetch, params }) =>
    act(async () => {
      await neverIntroduce(params.id, createApi(fetch))
      return '/inbox'
    }),
  withdraw: ({ fetch, params }) =>
    act(async () => {
      await withdrawIntroduction(params.id, createApi(fetch))
      return '/introductions'
    }),
}
