import { error } from '@sveltejs/kit'
import { readAnswers, readAsk } from '#lib/api/asks.ts'
import { createApi, isRefusal } from '#lib/api/client.ts'
import type { Relationship } from '#lib/api/entities.ts'
import { readTies } from '#lib/api/people.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, fetch }) => {
  const api = createApi(fetch)
  try {
    const [ask, answers] = await Promise.all([readAsk(api, params.id), readAnswers(api, params.id)])
    const people = answers.items.flatMap(({ account, mine }) => (account && !mine ? [account] : []))
    const ties: Record<string, Relationship> = ask.mine
      ? await readTies(api, [...new Map(people.map((one) => [one.id, one])).values()])
      : {}
    return { ask, answers, ties }
  } catch (refusal) {
    if (isRefusal(refusal) && refusal.status === 404) error(404, 'Not found')
    throw refusal
  }
}
