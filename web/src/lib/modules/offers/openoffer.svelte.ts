/** An offer or a need while one looks at it, with what answers it and who would like it; read again when something changed. */
import { createApi, isRefusal, type Api, type Page } from '#lib/api/client.ts'
import {
  chooseTaker,
  letDraw,
  letOfferBe,
  readAgreed,
  readAlike,
  readMatches,
  readMet,
  readOffer,
  readTakers,
  sayHowItWent,
  settleNeed,
  takeChoiceBack,
  takeOffer,
  type Offer,
  type Saying,
  type Taker,
} from '#lib/api/offers.ts'
import { thanksFor, type Thanks } from '#lib/api/thanks.ts'
import { listen } from '#lib/api/streaming.ts'
import { handingOf } from './handing.ts'
import { fitsMine } from './matched.ts'
import { isOver } from './names.ts'

export type OpenOffer = ReturnType<typeof openOffer>
/**
 * `maybe`: what is less likely to answer it; `thanked`: what I thanked for already, once it is settled; `met`: needs of mine that what I
 * got meets; `agreed`: what is agreed with others that meets mine; `alike`: what else there is, where it went to somebody else; `fits`: what
 * of mine it answers.
 */
export type Beside = {
  takers: Page<Taker>
  matches: Offer[]
  maybe: Offer[]
  thanked: Thanks[]
  met: Offer[]
  agreed: Offer[]
  alike: Offer[]
  fits: Offer | undefined
}

/** Who would like one of mine, as many as were `shown`, and what answers it while it stands; of another's neither is for me. */
export async function readBeside(api: Api, offer: Offer, shown = 0): Promise<Beside> {
  const { id, mine, kind, state, taking } = offer
  const stands = state === 'open' && !isOver(offer)
  const answers = (likely: boolean) =>
    mine && state === 'open' ? readMatches(api, id, likely).catch((): Offer[] => []) : []
  const some = (wanted: boolean, read: typeof readMet) => (wanted ? read(api, id).catch((): Offer[] => []) : [])
  const [takers, matches, maybe, thanked, met, agreed, alike, fits] = await Promise.all([
    mine ? readSoMany(api, id, shown) : { items: [], older: null, newer: null },
    answers(true),
    answers(false),
    thanksFor(api, 'given', 'offer', state === 'given' ? [id] : []),
    some(taking?.chosen === true && handingOf(offer) === 'handed', readMet),
    some(mine && kind === 'need' && stands, readAgreed),
    some(state === 'given' && taking?.chosen === false, readAlike),
    mine || !stands ? undefined : fitsMine(api, offer),
  ])
  return { takers, matches, maybe, thanked, met, agreed, alike, fits }
}

/** Page after page: what one looked at does not go away because something happened. */
async function readSoMany(api: Api, id: string, shown: number): Promise<Page<Taker>> {
  let takers = await readTakers(api, id)
  while (takers.items.length < shown && takers.older) {
    const next = await readTakers(api, id, takers.older)
    takers = { ...next, items: [...takers.items, ...next.items] }
  }
  return takers
}

/** As one of the two says, or both. */
export const wasHanded = ({ went }: Offer) => [went?.mine, went?.theirs].includes('handed')

export function openOffer(given: Offer, besideGiven: Beside) {
  let offer = $state.raw(given)
  let beside = $state.raw(besideGiven)
  let gone = $state(false)
  /** Whom I just chose, or chose no more, while it may still be undone and nobody was told. */
  let choosing = $state.raw<Taker | null>(null)
  let unchoosing = $state(false)
  let lettingBe = $state(false)
  /** Counts what I begin and end to do, and what more I look at: what was asked for before is not as it is now. */
  let deeds = 0
  const shown = $derived.by<Offer>(() => {
    if (choosing) return { ...offer, state: 'given', drawn_at: null }
    if (unchoosing) return { ...offer, state: 'open', went: null }
    return lettingBe ? { ...offer, taking: null, state: offer.taking?.chosen ? 'open' : offer.state } : offer
  })

  /** Without those of people who said yes to mine themselves. */
  const ofOthers = (all: Offer[]) =>
    all.filter(({ account }) => !beside.takers.items.some((taker) => taker.account.id === account.id))

  async function look(): Promise<void> {
    const api = createApi()
    const before = deeds
    try {
      const now = await readOffer(api, offer.id)
      const besideNow = await readBeside(api, now, beside.takers.items.length)
      if (deeds !== before) return look()
      beside = besideNow
      offer = now
    } catch (error) {
      if (isRefusal(error) && error.status === 404) gone = true
    }
  }
  async function readOnTakers(): Promise<void> {
    const before = beside.takers
    const next = await readTakers(createApi(), offer.id, before.older)
    // Read again meanwhile, another place is the end of what is shown.
    if (beside.takers !== before) return beside.takers.older === null ? undefined : readOnTakers()
    beside = { ...beside, takers: { ...next, items: [...before.items, ...next.items] } }
    deeds += 1
  }
  /** Shown at once, and put back if refused. */
  async function tried(shown: Partial<Offer>, doing: () => Promise<Offer | void>) {
    const before = offer
    offer = { ...offer, ...shown }
    deeds += 1
    try {
      offer = (await doing()) ?? offer
    } catch (error) {
      offer = before
      throw error
    } finally {
      deeds += 1
    }
  }

  return {
    get offer() {
      return shown
    },
    get takers() {
      return unchoosing ? beside.takers.items.map((one) => ({ ...one, chosen: false })) : beside.takers.items
    },
    /** More than one, of whom one is chosen. */
    get several() {
      return beside.takers.items.length > 1
    },
    get moreTakers() {
      return beside.takers.older !== null
    },
    readOnTakers,
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
      return choosing ?? beside.takers.items.find(({ chosen }) => chosen)
    },
    /** I chose somebody who does not know of it yet. */
    get deciding() {
      return choosing !== null
    },
    get mayRechoose() {
      const { went, ring, until } = offer
      return !ring && !went?.drawn && went?.mine === null && went.theirs === null && Date.parse(until) > Date.now()
    },
    get met() {
      return beside.met
    },
    get agreed() {
      return beside.agreed
    },
    get fits() {
      return beside.fits
    },
    get alike() {
      return beside.alike
    },
    get gone() {
      return gone
    },
    look,
    watch: () => listen('kith:offer', () => void look(), { params: { offer: offer.id }, catchUp: () => void look() }),
    take(word: string) {
      lettingBe = false
      return tried({ taking: { word: word || null, chosen: false } }, () => takeOffer(offer.id, word))
    },
    /** Not after all, as far as this screen goes; what is done with it. */
    letBe() {
      lettingBe = true
      const back = () => void (lettingBe = false)
      // Said yes to anew meanwhile, it stays.
      return { back, tell: async () => lettingBe && letOfferBe(offer.id).then(look).finally(back) }
    },
    /** As far as this screen goes; what is done with it. */
    choose(taker: Taker) {
      choosing = taker
      const back = () => void (choosing = null)
      return { back, tell: () => chooseTaker(offer.id, taker.account.id).then(look).finally(back) }
    },
    unchoose() {
      unchoosing = true
      const back = () => void (unchoosing = false)
      return { back, tell: () => takeChoiceBack(offer.id).then(look).finally(back) }
    },
    settle: () => tried({ state: 'ended', settled: true }, () => settleNeed(offer.id)),
    /** A need of mine that what I got here meets. */
    async settleMet(need: Offer) {
      await settleNeed(need.id)
      beside = { ...beside, met: beside.met.filter(({ id }) => id !== need.id) }
    },
    draw: (at: string | null) => tried({ drawn_at: at }, () => letDraw(offer.id, at)),
    async say(saying: Saying | null, person?: string) {
      const went = offer.went && { ...offer.went, mine: saying }
      await tried({ went }, () => sayHowItWent(offer.id, { saying, person }))
      void look()
    },
    /** Of what answers mine: would like it or help. */
    async takeMatch(match: Offer) {
      const shown = (taking: Offer['taking']) => {
        const now = (all: Offer[]) => all.map((one) => (one.id === match.id ? { ...one, taking } : one))
        beside = { ...beside, matches: now(beside.matches), maybe: now(beside.maybe) }
      }
      shown({ word: null, chosen: false })
      deeds += 1
      try {
        await takeOffer(match.id, '')
      } catch (error) {
        shown(match.taking)
        throw error
      } finally {
        deeds += 1
      }
    },
  }
}
