import { readAnswers, readAsk } from '#lib/api/asks.ts'
import { createApi } from '#lib/api/client.ts'
import type { Relationship } from '#lib/api/entities.ts'
import { orNotFound } from '#lib/api/pages.ts'
import { readTies } from '#lib/api/people.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch }) => {
  const api = createApi(fetch)
  const [ask, answers] = await orNotFound(Promise.all([readAsk(api, params.id), readAnswers(api, params.id)]))
  const people = answers.items.flatMap(({ account, mine }) => (account && !mine ? [account] : []))
  const ties: Record<string, Relationship> = ask.mine
    ? await readTies(api, [...new Map(people.map((one) => [one.id, one])).values()])
    : {}
  return { ask, answers, ties }
}
