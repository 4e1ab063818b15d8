import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import { answerAsGuest } from '#lib/api/guests.ts'
import type { Answer } from '#lib/api/entities.ts'
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
    try {
      await answerAsGuest(createApi(fetch), params.token, answer, form.has('write_again'))
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(refusal.status || 503, { sentence: refusal.message })
      throw refusal
    }
    redirect(303, `/guest/${params.token}`)
  },
}

const readAnswer = (given: unknown): Answer | null => (given === 'yes' || given === 'no' ? given : null)
