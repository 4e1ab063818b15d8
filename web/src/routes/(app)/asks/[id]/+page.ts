import { readAnswers, readAsk } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import type { Relationship } from '#lib/api/entities.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { readTies } from '#lib/api/people.ts'
import { thanksFor } from '#lib/api/thanks.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { me } = await parent()
  const api = createApi(fetch)
  const [ask, answers] = await orNotFound(Promise.all([readAsk(api, params.id), readAnswers(api, params.id)]))
  const people = answers.items.flatMap(({ account, mine }) => (account && !mine ? [account] : []))
  const others = [...new Map(people.map((one) => [one.id, one])).values()]
  const given = me ? answers.items.filter(({ kind }) => kind === 'answer') : []
  const idsOf = (are: boolean) => given.flatMap(({ id, mine, account }) => (mine === are && account ? [id] : []))
  const [ties, ...thanks] = await Promise.all([
    ask.mine ? readTies(api, others) : ({} as Record<string, Relationship>),
    thanksFor(api, 'given', 'answer', idsOf(false)),
    thanksFor(api, 'received', 'answer', idsOf(true)),
  ])
  return { ask, answers, ties, thanks: thanks.flat() }
}
