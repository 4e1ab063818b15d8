import { fail, redirect } from '@sveltejs/kit'
import { circleNames } from '#lib/api/circles.ts'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { CircleName, Status } from '#lib/api/entities.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, fetch, url }) => {
  if (!locals.me) redirect(303, '/sign-in?to=/say')
  const circles = await circleNames(createApi(fetch)).catch((): CircleName[] => [])
  return { circles, circle: circles.find(({ id }) => id === url.searchParams.get('circle')) }
}

export const actions: Actions = {
  /** Without script a status goes out as a plain form. */
  default: async ({ request, fetch }) => {
    const form = await request.formData()
    const text = String(form.get('status') ?? '')
    let said: Status
    try {
      said = await createApi(fetch).post<Status>('/api/v1/statuses', {
        status: text,
        ...audienceOf(form.get('visibility')),
        language: form.get('language') ?? undefined,
        spoiler_text: form.get('spoiler_text') ?? '',
      })
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(422, { text, sentence: refusal.message })
      throw refusal
    }
    redirect(303, `/@${said.account.acct}/${said.id}`)
  },
}

/** One of the four, or one's circle. */
function audienceOf(chosen: FormDataEntryValue | null) {
  const [, circle] = /^circle:(\d+)$/.exec(String(chosen)) ?? []
  return circle ? { circle_id: circle } : { visibility: chosen ?? undefined }
}
