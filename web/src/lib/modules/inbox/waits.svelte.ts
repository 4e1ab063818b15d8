/**
 * All that waits for an answer in the open inbox. What one answers there stays where it stands, with what one said, until one leaves or
 * it came about: it may not go from under the finger because something else arrives meanwhile.
 */
import { waitingAsks, type Ask } from '#lib/api/asks.ts'
import type { Api } from '#lib/api/client.ts'
import type { Account, Introduction, Notice, PassedRequest } from '#lib/api/entities.ts'
import { waitingGuests, type GuestIntroduction } from '#lib/api/guests.ts'
import { waitingIntroductions } from '#lib/api/introductions.ts'
import { waitingWanted, type Wanted } from '#lib/api/offers.ts'
import { waitingPassed } from '#lib/api/requests.ts'
import { waitingRings, type Ring } from '#lib/api/rings.ts'
import { deedOf } from '#lib/modules/asks/nudging.svelte.ts'
import { ownAnswer } from '#lib/modules/introductions/roles.ts'
import { isLetFollow } from '#lib/modules/people/lettingfollow.svelte.ts'
import { keepAnswered } from './keep.ts'
import { isWaiting } from './notices.ts'

export type Waits = {
  introductions: Introduction[]
  guests: GuestIntroduction[]
  passed: PassedRequest[]
  rings: Ring[]
  wanted: Wanted[]
  asks: Ask[]
  requests: Account[]
}

/** What could not be read is as it was `before`; without that it throws. */
export async function readWaits(api: Api, before?: Waits): Promise<Waits> {
  const [introductions, guests, passed, rings, wanted, asks, requests] = await Promise.all([
    waitingIntroductions(api).catch(orElse(before?.introductions)),
    waitingGuests(api).catch(orElse(before?.guests)),
    waitingPassed(api).catch(orElse(before?.passed)),
    waitingRings(api).catch(orElse(before?.rings)),
    waitingWanted(api).catch(orElse(before?.wanted)),
    waitingAsks(api).catch(orElse(before?.asks)),
    api.get<Account[]>('/api/v1/follow_requests', { limit: 40 }).catch(orElse(before?.requests)),
  ])
  return { introductions, guests, passed, rings, wanted, asks, requests }
}

function orElse<T>(before: T | undefined) {
  return (refusal: unknown): T => {
    if (before === undefined) throw refusal
    return before
  }
}

export class OpenWaits implements Waits {
  introductions = $state<Introduction[]>([])
  guests = $state<GuestIntroduction[]>([])
  passed = $state<PassedRequest[]>([])
  rings = $state<Ring[]>([])
  wanted = $state.raw<Wanted[]>([])
  asks = $state.raw<Ask[]>([])
  requests = $state.raw<Account[]>([])
  readonly #me: Account

  constructor(first: Waits, me: Account) {
    Object.assign(this, first)
    this.#me = me
  }

  async look(api: Api): Promise<void> {
    const now = await readWaits(api, this)
    const isAnswered = (one: Introduction | GuestIntroduction) => ownAnswer(one, this.#me) === 'yes'
    this.introductions = keepAnswered(this.introductions, now.introductions, isAnswered)
    this.guests = keepAnswered(this.guests, now.guests, isAnswered)
    this.passed = now.passed
    this.rings = keepAnswered(this.rings, now.rings, ({ state, answer }) => state === 'open' && answer === 'yes')
    this.wanted = now.wanted
    this.asks = keepAnswered(this.asks, now.asks, ({ nudge }) => !!nudge && deedOf(nudge) !== null)
    this.requests = keepAnswered(this.requests, now.requests, isLetFollow)
  }

  /** It goes without a word. */
  letGo(ring: Ring): void {
    this.rings = this.rings.filter(({ id }) => id !== ring.id)
  }

  /** What came about is told as that, and waits no more. */
  settle(notice: Notice): void {
    if (isWaiting(notice)) return
    const without = <T extends { id: string }>(all: T[], about?: { id: string } | null) =>
      about ? all.filter(({ id }) => id !== about.id) : all
    this.introductions = without(this.introductions, notice.introduction)
    this.guests = without(this.guests, notice.guest_introduction)
    this.rings = without(this.rings, notice.ring)
  }
}
