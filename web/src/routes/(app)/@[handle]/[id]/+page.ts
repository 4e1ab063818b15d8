import { error } from '@sveltejs/kit'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Context, Person, Status } from '#lib/api/entities.ts'
import { readReactions } from '#lib/api/timelines.ts'
import { thanksFor } from '#lib/api/thanks.ts'
import type { PageLoad } from './$types'

/** Of so many comments at once the server tells what I thanked for. */
const MOST_ASKED = 100

/** A thread, from its beginning, whichever of its comments the address names. */
export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { me } = await parent()
  const api = createApi(fetch)
  try {
    const [asked, around] = await Promise.all([
      api.get<Status>(`/api/v1/statuses/${params.id}`),
      api.get<Context>(`/api/v1/statuses/${params.id}/context`),
    ])
    const root = around.ancestors[0] ?? asked
    const whole = root === asked ? around : await api.get<Context>(`/api/v1/statuses/${root.id}/context`)
    const others = whole.descendants.filter(({ account }) => account.id !== me?.account.id)
    const [reactions, person, thanked] = await Promise.all([
      readReactions(api, [root.id]),
      me ? api.get<Person>(`/api/kith/v1/people/${root.account.id}`).catch(() => null) : null,
      thanksFor(api, 'given', 'status', me ? others.slice(-MOST_ASKED).map(({ id }) => id) : []),
    ])
    const glad = reactions[root.id] ?? null
    return { root, comments: whole.descendants, asked: asked.id, glad, person, thanked }
  } catch (refusal) {
    if (isRefusal(refusal) && refusal.status === 404) error(404, 'Not found')
    throw refusal
  }
}
