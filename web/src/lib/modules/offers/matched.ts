/** What answers what one offers and needs oneself. */
import type { Api } from '#lib/api/client.ts'
import { readMatches, readOffers, type Offer } from '#lib/api/offers.ts'
import { isOver } from './names.ts'

/** So many of one's own are looked at, the newest first. */
const LOOKED_AT = 6

export type Matched = { offer: Offer; matches: Offer[] }

/** Those of mine that stand and that something answers. */
export async function matchedOf(api: Api): Promise<Matched[]> {
  try {
    const { items } = await readOffers(api, 'mine')
    const mine = items.filter((one) => one.state === 'open' && !isOver(one)).slice(0, LOOKED_AT)
    const found = await Promise.all(mine.map(async (one) => ({ offer: one, matches: await readMatches(api, one.id) })))
    return found.filter(({ matches }) => matches.length > 0)
  } catch {
    return []
  }
}

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
