/** An offer or a need while one looks at it, with what answers it and who would like it; read again when something changed. */
import { createApi, isRefusal, type Page } from '#lib/api/client.ts'
import {
  chooseTaker,
  letDraw,
  letOfferBe,
  readMatches,
  readOffer,
  readTakers,
  sayHowItWent,
  takeOffer,
  type Offer,
  type Saying,
  type Taker,
} from '#lib/api/offers.ts'
import { thanksFor, type Thanks } from '#lib/api/thanks.ts'
import { listen } from '#lib/api/streaming.ts'

export type OpenOffer = ReturnType<typeof openOffer>
/** `maybe`: what is less likely to answer it; `thanked`: what I thanked for already, once it is settled. */
export type Beside = { takers: Page<Taker>; matches: Offer[]; maybe: Offer[]; thanked: Thanks[] }

/** Who would like one of mine, and what answers it while it stands; of another's neither is for me. */
export async function readBeside(api: ReturnType<typeof createApi>, { id, mine, state }: Offer): Promise<Beside> {
  const answers = (likely: boolean) =>
    mine && state === 'open' ? readMatches(api, id, likely).catch((): Offer[] => []) : []
  const [takers, matches, maybe, thanked] = await Promise.all([
    mine ? readTakers(api, id) : { items: [], older: null, newer: null },
    answers(true),
    answers(false),
    thanksFor(api, 'given', 'offer', state === 'given' ? [id] : []),
  ])
  return { takers, matches, maybe, thanked }
}

export function openOffer(given: Offer, besideGiven: Beside) {
  let offer = $state.raw(given)
  let beside = $state.raw(besideGiven)
  let gone = $state(false)

  /** Without those of people who said yes to mine themselves. */
  const ofOthers = (all: Offer[]) =>
    all.filter(({ account }) => !beside.takers.items.some((taker) => taker.account.id === account.id))

  async function look() {
    const api = createApi()
    try {
      const now = await readOffer(api, offer.id)
      beside = await readBeside(api, now)
      offer = now
    } catch (error) {
      if (isRefusal(error) && error.status === 404) gone = true
    }
  }
  /** Shown at once, and put back if refused. */
  async function tried(shown: Partial<Offer>, doing: () => Promise<Offer | void>) {
    const before = offer
    offer = { ...offer, ...shown }
    try {
      offer = (await doing()) ?? offer
    } catch (error) {
      offer = before
      throw error
    }
  }

  return {
    get offer() {
      return offer
    },
    get takers() {
      return beside.takers.items
    },
    get moreTakers() {
      return beside.takers.older !== null
    },
    async readOnTakers() {
      const { items, older } = beside.takers
      const next = await readTakers(createApi(), offer.id, older)
      beside = { ...beside, takers: { ...next, items: [...items, ...next.items] } }
    },
    get thanked() {
      return beside.thanked
    },
    get matches() {
      return ofOthers(beside.matches)
    },
    get maybe() {
      return ofOthers(beside.maybe)
    },
    matchOf: ({ account }: Taker) => beside.matches.find((match) => match.account.id === account.id),
    get chosen() {
      return beside.takers.items.find(({ chosen }) => chosen)
    },
    get gone() {
      return gone
    },
    look,
    watch: () => listen('kith:offer', () => void look(), { params: { offer: offer.id }, catchUp: () => void look() }),
    take: (word: string) => tried({ taking: { word: word || null, chosen: false } }, () => takeOffer(offer.id, word)),
    /** Not after all, as far as this screen goes; what is done with it. */
    letBe() {
      const before = offer
      offer = { ...offer, taking: null, state: offer.taking?.chosen ? 'open' : offer.state }
      return { tell: () => letOfferBe(before.id).then(look), back: () => void (offer = before) }
    },
    async choose({ account }: Taker) {
      await tried({ state: 'given', drawn_at: null }, () => chooseTaker(offer.id, account.id))
      await look()
    },
    draw: (at: string | null) => tried({ drawn_at: at }, () => letDraw(offer.id, at)),
    async say(saying: Saying) {
      const went = offer.went && { ...offer.went, mine: saying }
      await tried({ went }, () => sayHowItWent(offer.id, saying))
      if (offer.mine && saying === 'missed') await look()
    },
    /** Of what answers mine: would like it or help. */
    async takeMatch(match: Offer) {
      const shown = (taking: Offer['taking']) => {
        const now = (all: Offer[]) => all.map((one) => (one.id === match.id ? { ...one, taking } : one))
        beside = { ...beside, matches: now(beside.matches), maybe: now(beside.maybe) }
      }
      shown({ word: null, chosen: false })
      try {
        await takeOffer(match.id, '')
      } catch (error) {
        shown(match.taking)
        throw error
      }
    },
  }
}
