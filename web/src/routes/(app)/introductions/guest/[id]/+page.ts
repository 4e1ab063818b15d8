import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import { readGuestIntroduction } from '#lib/api/guests.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { thanksFor } from '#lib/api/thanks.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const api = createApi(fetch)
  const introduction = await orNotFound(readGuestIntroduction(api, params.id))
  const list = introduction.introducer.id === me.account.id ? 'received' : 'given'
  const of = introduction.state === 'met' ? [params.id] : []
  return { introduction, thanks: await thanksFor(api, list, 'guest_introduction', of) }
}
