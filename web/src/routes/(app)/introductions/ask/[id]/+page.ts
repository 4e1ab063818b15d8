import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type { Person } from '#lib/api/entities.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { mayAsk, openRequestTo, pathsTo } from '#lib/api/requests.ts'
import { requestHref } from '#lib/modules/requests/addresses.ts'
import { firstsOf } from '#lib/modules/requests/firsts.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const api = createApi(fetch)
  const [person, paths, open, asking] = await orNotFound(
    Promise.all([
      api.get<Person>(`/api/kith/v1/people/${params.id}`),
      pathsTo(api, params.id),
      openRequestTo(api, params.id),
      mayAsk(api, params.id).catch(() => null),
    ]),
  )
  if (open) redirect(303, requestHref(open))
  return { target: person.account, firsts: firstsOf(paths), whyNot: asking?.detail ?? null }
}
