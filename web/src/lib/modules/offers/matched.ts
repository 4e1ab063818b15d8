/** What answers what one offers and needs oneself. */
import type { Api } from '#lib/api/client.ts'
import { readMatched, readOffers, type Matched, type Offer } from '#lib/api/offers.ts'
import { isOver } from './names.ts'

export const matchedOf = (api: Api, by?: string) => readMatched(api, by).catch((): Matched[] => [])

/** Something of somebody's, with the one of mine that it answers, and one of others' that would answer it. */
export type Standing = { offer: Offer; fits?: Offer; known?: Offer }

export async function offersBy(api: Api, personId: string, mine: boolean): Promise<Standing[]> {
  const [{ items }, matched] = await Promise.all([
    readOffers(api, 'all', { by: personId }).catch(() => ({ items: [] as Offer[] })),
    matchedOf(api, mine ? undefined : personId),
  ])
  const answers = new Map(matched.map(({ offer, matches }) => [offer.id, matches]))
  return items
    .filter((one) => one.state === 'open' && !isOver(one))
    .map((offer) => {
      const matches = answers.get(offer.id) ?? []
      return { offer, fits: matches.find((one) => one.mine), known: matches.find((one) => !one.mine) }
    })
}
