import { error, redirect } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Person } from '#lib/api/entities.ts'
import { openRequestTo, pathsTo } from '#lib/api/requests.ts'
import { requestHref } from '#lib/modules/requests/addresses.ts'
import { firstsOf } from '#lib/modules/requests/firsts.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const api = createApi(fetch)
  const [person, paths, open] = await Promise.all([
    api.get<Person>(`/api/kith/v1/people/${params.id}`),
    pathsTo(api, params.id),
    openRequestTo(api, params.id),
  ]).catch((refusal: unknown) => {
    if (isRefusal(refusal) && refusal.status === 404) error(404, 'Not found')
    throw refusal
  })
  if (open) redirect(303, requestHref(open))
  return { target: person.account, firsts: firstsOf(paths) }
}
