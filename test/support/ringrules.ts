/** Which rings may be, who sees them and what ends them, said as plainly as they can be. The tests hold the real thing against this. */
import { Standing } from '#test/standing'

type Kind = 'offer' | 'need'
export const REACHES = ['people', 'friends', 'place'] as const
export type Reach = (typeof REACHES)[number]
export const AT_MOST = 3

export type Thing = {
  id: string
  by: number
  kind: Kind
  what: string
  reach: Reach
  open: boolean
  /** Who was chosen for it, and who had it and let it go. */
  had: number | null
  let: Set<number>
}
type Hand = { by: number; offer: Thing; need: Thing }
/** left: somebody said no. dissolved: something took it away, and it may be proposed again. */
export type Ring = { id: string; hands: Hand[]; state: 'open' | 'met' | 'left' | 'dissolved'; yes: Set<number> }

export class World extends Standing {
  things: Thing[] = []
  rings: Ring[] = []
  /** What somebody said no to: an offer for a need. */
  declined = new Set<string>()

  mayGive(offer: Thing, need: Thing): boolean {
    return (
      offer.kind === 'offer' &&
      need.kind === 'need' &&
      offer.what === need.what &&
      offer.open &&
      need.open &&
      this.reaches(need.by, offer) &&
      this.reaches(offer.by, need)
    )
  }

  /** All could say yes just now. */
  stands({ hands }: { hands: Hand[] }): boolean {
    const people = hands.map(({ by }) => by)
    const well = people.every((one) => !this.suspended.has(one))
    const terms = people.every((one, at) => people.slice(at + 1).every((other) => this.onTerms(one, other)))
    return well && terms && hands.every(({ offer }, at) => this.mayGive(offer, hands[(at + 1) % hands.length]!.need))
  }

  sees(viewer: number, ring: Ring): boolean {
    const people = ring.hands.map(({ by }) => by)
    if (!people.includes(viewer)) return false
    if (ring.state === 'open') return this.stands(ring)
    if (ring.state !== 'met') return false
    return people.every((one) => !this.suspended.has(one) && !this.shut(viewer, one))
  }

  dissolve(which: (ring: Ring) => boolean) {
    for (const ring of this.rings) if (ring.state === 'open' && which(ring)) ring.state = 'dissolved'
  }

  /** What was proposed, and is not again. */
  known = () => this.rings.filter(({ state }) => state !== 'dissolved')

  close(thing: Thing) {
    thing.open = false
    this.dissolve(({ hands }) => hands.some(({ offer, need }) => offer === thing || need === thing))
  }

  part(a: number, b: number) {
    this.dissolve(({ hands }) => [a, b].every((one) => hands.some(({ by }) => by === one)))
  }

  /** What nobody sees waits for nobody. */
  waiting = (who: number) =>
    this.rings.filter((ring) => ring.state === 'open' && this.stands(ring) && ring.hands.some(({ by }) => by === who))
      .length

  /** Whether something new closes a ring that stands, of people who never had one in that order nor said no to a part of it. */
  closesOne(thing: Thing): boolean {
    const orders = (some: number[]): number[][] => [
      ...(some.length > 1 ? [some] : []),
      ...(some.length < 4
        ? this.everybody.filter((one) => !some.includes(one)).flatMap((one) => orders([...some, one]))
        : []),
    ]
    const hand = (from: number, to: number) =>
      this.things.flatMap((offer) =>
        offer.by === from
          ? this.things
              .filter((need) => need.by === to && this.mayGive(offer, need))
              .filter((need) => !offer.let.has(to) && !need.let.has(from))
              .map((need) => [offer, need] as const)
          : [],
      )
    return orders([thing.by]).some((people) => {
      if (people.some((one) => this.waiting(one) >= AT_MOST)) return false
      const all = people.map((from, at) => hand(from, people[(at + 1) % people.length]!))
      const mine = thing.kind === 'offer' ? all[0]! : all.at(-1)!
      if (all.some((hands) => hands.length === 0) || !mine.some((two) => two.includes(thing))) return false
      if (all.flat().some(([offer, need]) => this.declined.has(`${offer.id} ${need.id}`))) return false
      const before = this.known().some(
        ({ hands }) => hands.length === people.length && people.every((one) => hands.some(({ by }) => by === one)),
      )
      const terms = people.every((one, at) => people.slice(at + 1).every((other) => this.onTerms(one, other)))
      return !before && terms && people.every((one) => !this.suspended.has(one))
    })
  }
}
