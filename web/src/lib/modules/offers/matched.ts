/** What answers what one offers and needs oneself. */
import type { Api } from '#lib/api/client.ts'
import { readMatched, readOffers, type Matched, type Offer } from '#lib/api/offers.ts'
import { isOver } from './names.ts'

export const matchedOf = (api: Api) => readMatched(api).catch((): Matched[] => [])

/** What somebody offers and needs, each with the one of mine that it answers. */
export async function offersBy(api: Api, personId: string, mine: boolean): Promise<{ offer: Offer; fits?: Offer }[]> {
  try {
    const { items } = await readOffers(api, 'all', { by: personId })
    const stand = items.filter((one) => one.state === 'open' && !isOver(one))
    if (stand.length === 0 || mine) return stand.map((offer) => ({ offer }))
    const matched = await matchedOf(api)
    const fitting = ({ id }: Offer) => matched.find(({ matches }) => matches.some((match) => match.id === id))?.offer
    return stand.map((offer) => ({ offer, fits: fitting(offer) }))
  } catch {
    return []
  }
}
