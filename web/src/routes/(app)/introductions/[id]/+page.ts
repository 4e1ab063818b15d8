import { redirect } from '@sveltejs/kit'
import { createApi } from '#lib/api/client.ts'
import type { Account, Person, Relationship } from '#lib/api/entities.ts'
import { readIntroduction } from '#lib/api/introductions.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { thanksFor } from '#lib/api/thanks.ts'
import { isIntroducer, sides } from '#lib/modules/introductions/roles.ts'
import { sourceOf } from '#lib/modules/introductions/source.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, `/sign-in?to=${url.pathname}`)
  const api = createApi(fetch)
  const introduction = await orNotFound(readIntroduction(api, params.id))
  const met = introduction.state === 'met'
  const thanked = (list: 'given' | 'received') => thanksFor(api, list, 'introduction', met ? [params.id] : [])
  if (isIntroducer(introduction, me.account)) {
    const [thanks, source] = await Promise.all([
      thanked('received'),
      met ? sourceOf(api, introduction, me.account) : null,
    ])
    return { introduction, other: null, tie: null, common: [] as Account[], thanks, source }
  }
  const { other } = sides(introduction, me.account)
  const [person, ties, common, thanks] = await Promise.all([
    api.get<Person>(`/api/kith/v1/people/${other.id}`).catch(() => null),
    api.get<Relationship[]>('/api/v1/accounts/relationships', { id: [other.id] }).catch(() => []),
    api
      .get<{ accounts: Account[] }[]>('/api/v1/accounts/familiar_followers', { id: [other.id] })
      .catch((): { accounts: Account[] }[] => []),
    thanked('given'),
  ])
  const known = common[0]?.accounts ?? []
  return { introduction, other: person, tie: ties[0] ?? null, common: known, thanks, source: null }
}
