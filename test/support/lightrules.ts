/** Whom a light names to whom, said as plainly as it can be, of what happened as it stands. The tests hold the real thing against this. */
import { Relations } from '#test/row'

type Ask = { id: string; by: string; named: boolean }
type Answer = { id: string; ask: string; by: string; helped: boolean }
type Nudge = { ask: string; to: string; from: string | null }
type Introduction = { id: string; by: string; one: string; other: string }
type Gift = { id: string; giver: string; taker: string }
export type Thanks = {
  id: string
  from: string
  to: string
  about: string
  thing: string | null
  word: boolean
  shown: boolean
}
type Passing = { id: string; by: string; thanks: string }
export type Sight = { from: string | null; to: string | null; with: string | null; part: string | null }
export type Facts = {
  asks: Ask[]
  answers: Answer[]
  nudges: Nudge[]
  introductions: Introduction[]
  gifts: Gift[]
  thanks: Thanks[]
  passings: Passing[]
  follows: { a: string; b: string }[]
}
/** `of` is what it is of, the same for everybody who has a part in it. */
export type Flame = { kind: string; of: string; by: string | null; for: string | null; with: string | null }

export class World extends Relations {
  /** What `viewer` knows of; `sights` are the thanks as they see them. */
  lightOf(viewer: string, facts: Facts, sights: Map<string, Sight>): Flame[] {
    const all = [
      ...this.answered(viewer, facts),
      ...this.passed(viewer, facts),
      ...facts.introductions
        .filter(({ by, one, other }) => [by, one, other].includes(viewer))
        .map(({ id, by, one, other }) => ({ kind: 'introduced', of: id, by, for: one, with: other })),
      ...facts.gifts
        .filter(({ giver, taker }) => [giver, taker].includes(viewer))
        .map(({ id, giver, taker }) => ({ kind: 'gave', of: id, by: giver, for: taker, with: null })),
      ...this.thanked(viewer, facts, sights),
      ...this.passedOn(viewer, facts, sights),
    ]
    return all.filter((flame) => this.mayBeNamed(viewer, [flame.by, flame.for, flame.with]))
  }

  mayBeNamed(viewer: string, people: (string | null)[]): boolean {
    return people.every(
      (one) => !one || !(this.suspended.has(one) || this.shut(viewer, one) || this.mutes.has(`${viewer} ${one}`)),
    )
  }

  asker(viewer: string, { by, named }: Ask, { follows }: Facts): string | null {
    return viewer === by || named || follows.some(({ a, b }) => a === by && b === viewer) ? by : null
  }

  answered(viewer: string, facts: Facts): Flame[] {
    return facts.answers.flatMap(({ id, ask, by, helped }) => {
      const asked = facts.asks.find((one) => one.id === ask)!
      if (!helped || ![asked.by, by].includes(viewer) || this.suspended.has(asked.by)) return []
      return [{ kind: 'answered', of: id, by, for: this.asker(viewer, asked, facts), with: null }]
    })
  }

  passed(viewer: string, facts: Facts): Flame[] {
    return facts.nudges.flatMap(({ ask, to, from }) => {
      const asked = facts.asks.find(({ id }) => id === ask)
      const had = facts.nudges.some((one) => one.ask === ask && one.to === viewer)
      if (from !== viewer || !had || !asked || this.suspended.has(asked.by)) return []
      const helped = facts.answers.some(
        (one) => one.ask === ask && one.helped && !this.suspended.has(one.by) && cameBy(one.by, to, ask, facts),
      )
      return helped ? [{ kind: 'passed', of: ask, by: viewer, for: this.asker(viewer, asked, facts), with: to }] : []
    })
  }

  /** "That helped" is told by the answer; a word is told beside it. */
  thanked(viewer: string, { thanks, answers }: Facts, sights: Map<string, Sight>): Flame[] {
    return thanks.flatMap(({ id, about, thing, word, shown }) => {
      const sight = sights.get(id)
      if (!sight?.part) return []
      const told = answers.some((one) => one.id === thing && one.helped) && about === 'answer'
      const reads = word && (shown || ['from', 'to'].includes(sight.part))
      if (told && !reads && sight.part !== 'introduced') return []
      const next = sight.with && !this.shut(viewer, sight.with) ? sight.with : null
      return [{ kind: 'thanked', of: id, by: sight.from, for: sight.to, with: next }]
    })
  }

  passedOn(viewer: string, { passings, thanks }: Facts, sights: Map<string, Sight>): Flame[] {
    return passings.flatMap(({ id, by, thanks: because }) => {
      const of = thanks.find((one) => one.id === because)!
      const known = by === viewer || (of.from === viewer && of.to === by && sights.has(because))
      return known ? [{ kind: 'passed_on', of: id, by, for: null, with: null }] : []
    })
  }

  /**
   * What of `whose` is shown to `viewer`: with names what they know, and thanks that both let be shown, but not on the page of whom the
   * chain hides from them; else the kind alone.
   */
  shownOf(whose: string, viewer: string, lights: Map<string, Flame[]>, { thanks }: Facts, sights: Map<string, Sight>) {
    const theirs = ({ kind, by, for: whom }: Flame) => (kind === 'thanked' ? whom : by) === whose
    const known = lights.get(viewer)!.filter((one) => theirs(one) || (one.kind === 'thanked' && one.by === whose))
    const rest = lights.get(whose)!.filter((one) => theirs(one) && !known.some(({ of }) => of === one.of))
    const open = rest.filter((one) => {
      const said = thanks.find(({ id }) => id === one.of)
      const hidden = sights.get(one.of)?.to === null
      return said?.shown && !hidden && this.mayBeNamed(viewer, [said.from]) && !this.shut(viewer, whose)
    })
    return {
      named: [...known, ...open.map((one) => ({ ...one, with: null }))],
      kinds: new Set(rest.filter((one) => !open.includes(one)).map(({ kind }) => kind)),
    }
  }
}

/** Whether the ask came to `person` by way of `via`. */
function cameBy(person: string, via: string, ask: string, { nudges }: Facts): boolean {
  for (let at: string | null = person; at; at = nudges.find((one) => one.ask === ask && one.to === at)?.from ?? null)
    if (at === via) return nudges.some((one) => one.ask === ask && one.to === person)
  return false
}
