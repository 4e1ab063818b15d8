/** The one thing to do now on somebody's page: the first that applies, what waits for an answer before what could be begun. */
import type { Ask } from '#lib/api/asks.ts'
import type { Account, IntroductionRequest, PassedRequest, Relationship } from '#lib/api/entities.ts'
import type { Offer } from '#lib/api/offers.ts'
import type { Owed } from '#lib/api/owed.ts'
import type { SuggestedPair } from '#lib/api/suggestions.ts'
import type { Either } from '#lib/modules/introductions/roles.ts'
import type { Standing } from '#lib/modules/offers/matched.ts'

/** What of theirs waits for me. */
export type Waits = { asks: Ask[]; introductions: Either[]; handed: PassedRequest[] }

export type Between = {
  tie: Pick<Relationship, 'following' | 'followed_by' | 'requested' | 'blocking'>
  waits: Waits
  offers: Standing[]
  /** Agreed between us two, and neither said yet how it went. */
  settled: Offer[]
  owed: Owed[]
  pairs: SuggestedPair[]
  /** They had to do with each other already, or somebody made them acquainted. */
  known: boolean
  /** Mine to be introduced to them, that is on its way. */
  request: IntroductionRequest | null
  mayAsk: boolean
}

export type Next =
  | { do: 'answer'; ask: Ask }
  | { do: 'meet'; introduction: Either }
  | { do: 'hand'; request: PassedRequest }
  | { do: 'settled'; offer: Offer }
  | { do: 'take'; offer: Offer; fits: Offer }
  | { do: 'thank'; owed: Owed }
  | { do: 'introduce'; pair: SuggestedPair }
  | { do: 'look'; request: IntroductionRequest }
  | { do: 'unblock' | 'ask' | 'follow' | 'write' }

export function nextWith({ tie, waits, offers, settled, owed, pairs, known, request, mayAsk }: Between): Next {
  if (tie.blocking) return { do: 'unblock' }
  const [ask] = waits.asks
  if (ask) return { do: 'answer', ask }
  const [introduction] = waits.introductions
  if (introduction) return { do: 'meet', introduction }
  const [handed] = waits.handed
  if (handed) return { do: 'hand', request: handed }
  if (settled[0]) return { do: 'settled', offer: settled[0] }
  for (const { offer, fits } of offers) if (fits && mayTake(offer)) return { do: 'take', offer, fits }
  if (owed[0]) return { do: 'thank', owed: owed[0] }
  if (pairs[0]) return { do: 'introduce', pair: pairs[0] }
  if (known) return { do: 'write' }
  return toKnowThem(tie, request, mayAsk)
}

const mayTake = ({ state, taking, let_go: letGo }: Offer) => state === 'open' && taking === null && !letGo

function toKnowThem(tie: Between['tie'], request: IntroductionRequest | null, mayAsk: boolean): Next {
  if (tie.following && tie.followed_by) return { do: 'write' }
  if (request) return { do: 'look', request }
  if (mayAsk) return { do: 'ask' }
  return { do: tie.following || tie.requested ? 'write' : 'follow' }
}

/** Of what there was between the two, what is agreed and may still be on its way. */
export const settledOf = (memory: Offer[]) =>
  memory.filter(({ state, went, let_go: letGo }) => state === 'given' && !letGo && !went?.mine && !went?.theirs)

/** Of all that waits, what is of this person; who asks unnamed stays so. */
export function waitsOf({ id }: Account, all: Waits): Waits {
  const is = (one: Account | null | undefined) => one?.id === id
  return {
    asks: all.asks.filter(({ account, nudge }) => is(account) || is(nudge?.from)),
    introductions: all.introductions.filter(
      (one) => is(one.introducer) || ('parties' in one && one.parties.some(({ account }) => is(account))),
    ),
    handed: all.handed.filter(({ from }) => is(from)),
  }
}
