/** What answers what one offers and needs oneself. */
import type { Api } from '#lib/api/client.ts'
import {
  readMatched,
  readOffers,
  readWanted,
  type Matched,
  type Offer,
  type OfferFilter,
  type Wanted,
} from '#lib/api/offers.ts'
import type { Language } from '#lib/ui/language.ts'
import { isOver, matchLine, wantedLine } from './names.ts'

export const matchedOf = (api: Api, filter?: OfferFilter) => readMatched(api, filter).catch((): Matched[] => [])

/** What waits for me at what I offer and need: who would like it or would help, and what answers it. */
export type Waiting = { wanted: Wanted[]; matched: Matched[] }

export async function waitingAtMine(api: Api): Promise<Waiting> {
  const [wanted, matched] = await Promise.all([readWanted(api).catch((): Wanted[] => []), matchedOf(api)])
  return { wanted, matched }
}

/** In a line: somebody who said so before something that might fit. */
export function waitsAt(offer: Offer, { wanted, matched }: Waiting, language: Language): string | null {
  const who = wanted.find(({ offer_id: id }) => id === offer.id)
  if (who && who.people.length > 0) return wantedLine(offer, who, language)
  const match = matched.find((one) => one.offer.id === offer.id)?.matches[0]
  return match ? matchLine(match, offer, language) : null
}

/** Of mine what something of somebody else's answers. */
export const fitsMine = async (api: Api, { id, account }: Offer): Promise<Offer | undefined> =>
  (await matchedOf(api, { by: account.id })).find(({ offer }) => offer.id === id)?.matches.find(({ mine }) => mine)

/** Something of somebody's, with the one of mine that it answers, and one of my people's that would answer it. */
export type Standing = { offer: Offer; fits?: Offer; known?: Offer }

export async function offersBy(api: Api, personId: string, mine: boolean): Promise<Standing[]> {
  const [{ items }, matched] = await Promise.all([
    readOffers(api, 'all', { by: personId }).catch(() => ({ items: [] as Offer[] })),
    mine ? [] : matchedOf(api, { by: personId }),
  ])
  const answers = new Map(matched.map(({ offer, matches }) => [offer.id, matches]))
  return items
    .filter((one) => one.state === 'open' && !isOver(one))
    .map((offer) => {
      const matches = answers.get(offer.id) ?? []
      return { offer, fits: matches.find((one) => one.mine), known: matches.find((one) => !one.mine) }
    })
}
