import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { day, listInvites, makeInvite } from '#lib/modules/accounts/invites.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ fetch, locals }) => {
  if (!locals.me) redirect(303, '/sign-in?to=/begin/invite')
  const invites = await listInvites(createApi(fetch))
  return { invite: invites.find(({ usable }) => usable) ?? null }
}

export const actions: Actions = {
  default: async ({ fetch }) => {
    await makeInvite(25, 30 * day, createApi(fetch))
    redirect(303, '/begin/invite')
  },
}
