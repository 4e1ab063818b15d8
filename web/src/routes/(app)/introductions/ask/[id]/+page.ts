import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type { Person } from '#lib/api/entities.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { mayAsk, openRequestTo, pathsTo } from '#lib/api/requests.ts'
import { requestHref } from '#lib/modules/requests/addresses.ts'
import { firstsOf } from '#lib/modules/requests/firsts.ts'
import type { PageLoad } from './$types'

const MOST_NAMED = 3

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
  const firsts = firstsOf(paths)
  const wished = url.searchParams.getAll('via').filter((id) => !firsts.some(({ account }) => account.id === id))
  // Who was named where one comes from is offered first, and knows them.
  const named = await Promise.all(
    wished.slice(0, MOST_NAMED).map((id) => api.get<Person>(`/api/kith/v1/people/${id}`).catch(() => null)),
  )
  const before = named.flatMap((one) => (one ? [{ account: one.account, knows: true }] : []))
  return { target: person.account, firsts: [...before, ...firsts], whyNot: asking?.detail ?? null }
}
