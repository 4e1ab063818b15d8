/** Whom one could introduce to each other, and whom one might like to meet, each with the reasons. */
import { createApi, type Api } from './client.ts'
import type { Account, IntroductionRequest } from './entities.ts'

export type Reason =
  | { kind: 'shared'; people: Account[] }
  | { kind: 'seeks'; seeker: string; wish: string; asked: boolean; offer: string }
  | { kind: 'topics'; words: string[] }
  | { kind: 'place'; place: string }
  | { kind: 'language'; language: string }

export type SuggestedPair = { people: [Account, Account]; reasons: Reason[] }

/** `by`: ties who could introduce one. */
export type SuggestedPerson = { account: Account; by: Account[]; reasons: Reason[] }

const root = '/api/kith/v1/suggestions'

/** Some more than are shown at a time, so that one may ask for others. */
const PAIRS = 12
const PEOPLE = 9

export const suggestedPairs = (api: Api, about?: string, limit = PAIRS) =>
  api.get<SuggestedPair[]>(`${root}/pairs`, { limit, about })

/** Of those for whom something speaks. To whom one asked to be introduced lately is not held out again, whatever came of it. */
export async function suggestedPeople(
  api: Api,
  requests: Promise<{ items: IntroductionRequest[] }>,
): Promise<SuggestedPerson[]> {
  const [found, { items }] = await Promise.all([
    api.get<SuggestedPerson[]>(`${root}/people`, { limit: PEOPLE }),
    requests.catch(() => ({ items: [] as IntroductionRequest[] })),
  ])
  const asked = new Set(items.map(({ target }) => target?.id))
  return found.filter(({ account, by, reasons }) => by.length + reasons.length > 0 && !asked.has(account.id))
}

export const passPair = ({ people }: SuggestedPair) =>
  createApi().post<void>(`${root}/pairs/pass`, { people: people.map(({ id }) => id) })
export const passOver = ({ account }: SuggestedPerson) => createApi().remove<void>(`/api/v1/suggestions/${account.id}`)
