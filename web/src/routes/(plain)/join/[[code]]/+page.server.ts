import { fail, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { InviteByCode } from '#lib/api/entities.ts'
import { readNewAccount, refused } from '#lib/modules/accounts/new.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, fetch, locals }) => {
  if (!params.code) return { invite: null, me: locals.me }
  const invite = await createApi(fetch)
    .get<InviteByCode>(`/api/kith/v1/invites/by-code/${encodeURIComponent(params.code)}`)
    .catch((refusal: unknown) => {
      if (isRefusal(refusal) && refusal.status === 404) return null
      throw refusal
    })
  return { invite, missing: invite === null }
}

export const actions: Actions = {
  default: async ({ request, fetch, params, locals }) => {
    const account = readNewAccount(await request.formData())
    let awaiting: boolean
    try {
      const answer = await createApi(fetch).post<{ awaiting_approval?: true }>('/api/kith/v1/accounts', {
        ...account,
        invite: params.code ?? null,
        locale: locals.locale,
      })
      awaiting = answer.awaiting_approval ?? false
    } catch (refusal) {
      if (isRefusal(refusal)) return fail(refusal.status || 503, { ...refused(refusal, account), awaiting: false })
      throw refusal
    }
    if (awaiting) return { values: {}, wrong: {} as Record<string, string>, sentence: '', awaiting: true }
    redirect(303, '/hello')
  },
}
