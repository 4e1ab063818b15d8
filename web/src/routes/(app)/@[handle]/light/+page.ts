import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type { Account } from '#lib/api/entities.ts'
import { readShownLight } from '#lib/api/light.ts'
import { orNotFound } from '#lib/api/pages.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const api = createApi(fetch)
  const account = await orNotFound(api.get<Account>('/api/v1/accounts/lookup', { acct: params.handle }))
  return { account, light: await orNotFound(readShownLight(api, account.id, url.searchParams.get('older'))) }
}
