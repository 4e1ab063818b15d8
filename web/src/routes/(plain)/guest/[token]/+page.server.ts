import { fail } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { answerAsGuest, sayHowItWasAsGuest } from '#lib/api/guests.ts'
import type { Answer } from '#lib/api/entities.ts'
import { act } from '#lib/api/pages.ts'
import type { Actions, PageServerLoad } from './$types'

/** The link of the mail says which answer was tapped there: it comes to the fore here, and nothing is answered. */
export const load: PageServerLoad = ({ url }) => {
  return { leaning: readAnswer(url.searchParams.get('answer')) }
}

export const actions: Actions = {
  answer: async ({ request, fetch, params }) => {
    const form = await request.formData()
    const answer = readAnswer(form.get('answer'))
    if (!answer) return fail(400, { sentence: '' })
    return act(async () => {
      await answerAsGuest(createApi(fetch), params.token, answer, form.has('write_again'))
      return `/guest/${params.token}`
    })
  },
  outcome: ({ request, fetch, params }) =>
    act(async () => {
      await sayHowItWasAsGuest(createApi(fetch), params.token, (await request.formData()).get('good') === 'yes')
      return `/guest/${params.token}`
    }),
}

const readAnswer = (given: unknown): Answer | null => (given === 'yes' || given === 'no' ? given : null)
