/**
 * The rules of requests to be introduced, said as plainly as they can be: no database, no door, hours for time. The tests hold
 * the real thing against this.
 */
export const NAMES = ['sina', 'anna', 'ben', 'cara', 'tom', 'udo'] as const
export type Name = (typeof NAMES)[number]

/** Who follow each other at first. */
export const TIES: [Name, Name][] = [
  ['sina', 'anna'],
  ['sina', 'ben'],
  ['anna', 'ben'],
  ['anna', 'cara'],
  ['ben', 'cara'],
  ['cara', 'tom'],
  ['ben', 'udo'],
  ['udo', 'tom'],
]

/** `of` counts requests, and `step` steps, in the order in which they came to be. */
export type Event =
  | { what: 'ask'; by: Name; target: Name; via: Name }
  | { what: 'pass'; by: Name; step: number; to: Name }
  | { what: 'propose' | 'let'; by: Name; step: number }
  | { what: 'withdraw'; by: Name; of: number }
  | { what: 'answer'; by: Name; intro: number; answer: 'yes' | 'no' }
  | { what: 'never'; by: Name; intro: number }
  | { what: 'block' | 'mute' | 'unmute' | 'reconcile'; by: Name; whom: Name }
  | { what: 'leave'; by: Name }
  | { what: 'wait'; hours: number }
  | { what: 'tidy' }

type Step = {
  request: Request
  depth: number
  from: Name
  holder: Name
  arrived: boolean
  at: number
  deed: 'passed' | 'proposed' | 'left' | null
  to: Name | null
  intro: Intro | null
}
type Request = { by: Name; target: Name; at: number; ended: boolean; tidied: boolean; steps: Step[] }
type Intro = {
  request: Request
  by: Name
  answer: 'yes' | 'no' | null
  lapsed: boolean
  met: boolean
  ended: boolean
}
type Told = { to: Name; from: Name; kind: string; about: string }

const HOURS_OPEN = 14 * 24
const MOST_OPEN = 5
const MOST_WEEKLY = 3

export class World {
  hour = 0
  gone = new Set<Name>()
  ties = new Set(TIES.map(([a, b]) => pair(a, b)))
  blocks = new Set<string>()
  mutes = new Set<string>()
  nevers = new Set<string>()
  requests: Request[] = []
  steps: Step[] = []
  intros: Intro[] = []
  told: Told[] = []

  /** Lets it happen; answers 'done', or the code of the refusal. */
  happen(event: Event): string {
    if ('by' in event && this.gone.has(event.by)) return 'nobody'
    if ('whom' in event && (this.gone.has(event.whom) || event.whom === event.by)) return 'nobody'
    if (event.what === 'ask') return this.ask(event)
    if (event.what === 'pass') return this.onStep(event, (step) => this.pass(step, event.to))
    if (event.what === 'propose') return this.onStep(event, (step) => this.propose(step))
    if (event.what === 'let') return this.let(event)
    if (event.what === 'withdraw') return this.withdraw(event)
    if (event.what === 'answer' || event.what === 'never') return this.reply(event)
    if (event.what === 'wait') this.hour += event.hours
    if (event.what === 'tidy') this.tidy()
    if (event.what === 'block') this.block(event.by, event.whom)
    if (event.what === 'mute') this.mute(event.by, event.whom)
    if (event.what === 'unmute') this.mutes.delete(`${event.by} ${event.whom}`)
    if (event.what === 'reconcile') this.reconcile(event.by, event.whom)
    if (event.what === 'leave') this.leave(event.by)
    return 'done'
  }

  private ask({ by, target, via }: Extract<Event, { what: 'ask' }>): string {
    if (target === by || via === by) return 'requests.oneself'
    if (target === via) return 'requests.write_yourself'
    if (this.gone.has(target) || this.shut(by, target)) return 'common.missing'
    if (this.tied(by, target)) return 'requests.known_already'
    if (this.gone.has(via) || this.shut(by, via)) return 'common.missing'
    if (!this.tied(by, via)) return 'requests.not_your_tie'
    const own = this.alive().filter((one) => one.by === by)
    if (own.some((one) => one.target === target && this.hour - one.at < 90 * 24)) return 'requests.asked_lately'
    if (own.filter((one) => this.stateOf(one) === 'open').length >= MOST_OPEN) return 'requests.too_many_open'
    if (this.isBusy(via)) return 'requests.asked_enough'
    const request: Request = { by, target, at: this.hour, ended: false, tidied: false, steps: [] }
    this.requests.push(request)
    this.hand(request, 1, by, via)
    return 'done'
  }

  private hand(request: Request, depth: number, from: Name, holder: Name) {
    const { by, target } = request
    const hadIt = holder === by || request.steps.some((step) => step.holder === holder && this.isThere(step))
    const unwanted =
      this.shut(by, target) ||
      this.shut(from, by) ||
      this.shut(holder, by) ||
      this.shut(holder, target) ||
      [from, by, target].some((other) => this.mutes.has(`${holder} ${other}`))
    const arrived = !hadIt && !unwanted
    const step: Step = {
      request,
      depth,
      from,
      holder,
      arrived,
      at: this.hour,
      deed: null,
      to: null,
      intro: null,
    }
    request.steps.push(step)
    this.steps.push(step)
    if (arrived) this.tell(holder, from, 'introduction_request', `step ${this.steps.indexOf(step)}`)
  }

  /** What is in somebody's hands to do something with. */
  private onStep({ by, step: index }: { by: Name; step: number }, work: (step: Step) => string): string {
    const step = this.steps[index]
    if (!step || step.holder !== by || !this.sees(step)) return 'common.missing'
    return step.deed ? 'requests.done_already' : work(step)
  }

  private pass(step: Step, to: Name): string {
    const { holder, request, from, depth } = step
    if (to === holder) return 'requests.oneself'
    if (depth >= 3) return 'requests.far_enough'
    if (to === request.target) return 'requests.propose_instead'
    if (to === from) return 'requests.had_it'
    if (this.gone.has(to) || this.shut(holder, to)) return 'common.missing'
    if (!this.tied(holder, to)) return 'requests.not_your_tie'
    if (this.isBusy(to)) return 'requests.asked_enough'
    step.deed = 'passed'
    step.to = to
    this.hand(request, depth + 1, holder, to)
    return 'done'
  }

  private propose(step: Step): string {
    const { holder, request } = step
    const { by, target } = request
    if (!this.tied(holder, target)) return 'introductions.not_your_people'
    step.deed = 'proposed'
    const unwanted =
      this.shut(holder, by) ||
      this.shut(by, target) ||
      [by, target].some((one) => this.nevers.has(`${one} ${pair(by, target)}`)) ||
      this.mutes.has(`${target} ${by}`) ||
      this.mutes.has(`${by} ${target}`)
    if (unwanted) return 'done'
    step.intro = { request, by: holder, answer: null, lapsed: false, met: false, ended: false }
    this.intros.push(step.intro)
    this.tell(target, holder, 'introduction', this.nameOf(step.intro))
    return 'done'
  }

  private let({ by, step: index }: { by: Name; step: number }): string {
    const step = this.steps[index]
    if (!step || step.holder !== by || !this.sees(step)) return 'common.missing'
    if (step.deed === 'passed') return 'requests.done_already'
    if (step.deed === 'left') return 'done'
    if (step.intro?.met) return 'requests.already_met'
    if (step.intro) this.end(step.intro)
    step.deed = 'left'
    this.forget(step)
    return 'done'
  }

  private withdraw({ by, of }: { by: Name; of: number }): string {
    const request = this.requests[of]
    if (!request || request.by !== by || !this.alive().includes(request)) return 'common.missing'
    if (this.stateOf(request) === 'met') return 'requests.already_met'
    if (request.ended || request.tidied) return 'done'
    request.ended = true
    for (const step of request.steps) {
      if (step.intro && !step.intro.met) this.end(step.intro)
      if (this.isThere(step)) this.forget(step)
    }
    return 'done'
  }

  private reply(event: Extract<Event, { what: 'answer' | 'never' }>): string {
    const intro = this.intros[event.intro]
    if (!intro || !this.introThere(intro)) return 'common.missing'
    const { by, target } = intro.request
    const concerned = this.isAsked(intro, event.by) || (intro.met && (event.by === by || event.by === intro.by))
    if (!concerned) return 'common.missing'
    if (event.by === intro.by) return 'introductions.not_a_party'
    if (event.what === 'never') {
      this.nevers.add(`${event.by} ${pair(by, target)}`)
      for (const one of this.intros.filter((i) => pair(i.request.by, i.request.target) === pair(by, target))) {
        if (one.met || one.ended || this.isOver(one.request)) continue
        one.lapsed = true
        if (one.request.target === event.by) one.answer = 'no'
      }
      return 'done'
    }
    const own = event.by === target ? intro.answer : 'yes'
    if (own === event.answer) return 'done'
    if (intro.met) return 'introductions.already_met'
    if (intro.ended || this.isOver(intro.request)) return 'introductions.over'
    intro.answer = event.answer
    if (event.answer === 'no') return 'done'
    this.nevers.delete(`${event.by} ${pair(by, target)}`)
    if (intro.lapsed) return 'done'
    intro.met = true
    for (const to of [by, target, intro.by]) this.tell(to, intro.by, 'introduction_met', this.nameOf(intro))
    return 'done'
  }

  /** Whoever shuts out one of the other two is not bothered with it, unless they had answered. */
  private isAsked({ by, met, answer, request }: Intro, name: Name): boolean {
    const wants = ![by, request.by].some(
      (other) => this.blocks.has(`${name} ${other}`) || this.mutes.has(`${name} ${other}`),
    )
    return name === request.target && (met || answer !== null || wants)
  }

  /** Whoever said yes, and waited, hears that it did not come about. */
  private end(intro: Intro) {
    if (intro.ended || !this.introThere(intro)) return
    intro.ended = true
    if (intro.answer === 'yes') this.tell(intro.request.target, intro.by, 'introduction_ended', this.nameOf(intro))
  }

  private nameOf(intro: Intro): string {
    return `intro ${this.intros.indexOf(intro)}`
  }

  private tidy() {
    for (const intro of this.intros) if (!intro.met && this.isOver(intro.request)) this.end(intro)
    for (const request of this.alive()) {
      if (request.ended || request.tidied || !this.isOver(request)) continue
      request.tidied = true
      if (this.stateOf(request) !== 'met')
        this.tell(request.by, request.by, 'introduction_request_ended', `request ${this.requests.indexOf(request)}`)
    }
  }

  private block(by: Name, whom: Name) {
    this.blocks.add(`${by} ${whom}`)
    this.ties.delete(pair(by, whom))
    this.told = this.told.filter(({ to, from }) => pair(to, from) !== pair(by, whom))
    for (const intro of this.intros) {
      const three = [intro.by, intro.request.by, intro.request.target]
      if (three.includes(by) && three.includes(whom) && !intro.met && !intro.ended) intro.lapsed = true
    }
  }

  private mute(by: Name, whom: Name) {
    this.mutes.add(`${by} ${whom}`)
    for (const intro of this.intros)
      if (pair(intro.request.by, intro.request.target) === pair(by, whom)) intro.lapsed = true
  }

  private reconcile(by: Name, whom: Name) {
    this.blocks.delete(`${by} ${whom}`)
    this.blocks.delete(`${whom} ${by}`)
    this.ties.add(pair(by, whom))
  }

  private leave(by: Name) {
    this.gone.add(by)
    this.told = this.told.filter(({ to, from }) => to !== by && from !== by)
  }

  private tell(to: Name, from: Name, kind: string, about: string) {
    if (to !== from && (this.shut(to, from) || this.mutes.has(`${to} ${from}`))) return
    this.told.push({ to, from, kind, about })
  }

  private forget(step: Step) {
    this.told = this.told.filter(
      ({ to, kind, about }) =>
        !(to === step.holder && kind === 'introduction_request' && about === `step ${this.steps.indexOf(step)}`),
    )
  }

  private isBusy(name: Name): boolean {
    const lately = this.steps.filter(
      (step) => step.holder === name && step.arrived && this.isThere(step) && this.hour - step.at < 7 * 24,
    )
    return lately.length >= MOST_WEEKLY
  }

  private isOver({ at }: Request): boolean {
    return this.hour - at >= HOURS_OPEN
  }

  private shut(a: Name, b: Name): boolean {
    return this.blocks.has(`${a} ${b}`) || this.blocks.has(`${b} ${a}`)
  }

  private tied(a: Name, b: Name): boolean {
    return this.ties.has(pair(a, b))
  }

  private alive(): Request[] {
    return this.requests.filter(({ by, target }) => !this.gone.has(by) && !this.gone.has(target))
  }

  private isThere({ request, from, holder }: Step): boolean {
    return this.alive().includes(request) && !this.gone.has(from) && !this.gone.has(holder)
  }

  private introThere({ request, by }: Intro): boolean {
    return this.alive().includes(request) && !this.gone.has(by)
  }

  stateOf(request: Request): 'open' | 'met' | 'ended' {
    const met = request.steps.some((step) => this.isThere(step) && step.intro?.met && this.introThere(step.intro))
    if (met) return 'met'
    const unwished = this.blocks.has(`${request.by} ${request.target}`)
    return request.ended || request.tidied || unwished || this.isOver(request) ? 'ended' : 'open'
  }

  /** Whether its holder may see it at all; what is between them and an asker they do not know has no part in it. */
  private sees(step: Step): boolean {
    const { request, holder, from } = step
    if (!this.isThere(step) || !step.arrived) return false
    if ([request.target, from].some((other) => this.shut(holder, other))) return false
    return step.deed !== null || this.stateOf(request) === 'open'
  }

  /** All that somebody may know. */
  sightOf(viewer: Name) {
    const index = <T>(list: T[], one: T) => list.indexOf(one)
    return {
      requests: this.alive()
        .filter((one) => one.by === viewer)
        .map((one) => {
          const first = one.steps.find((step) => step.depth === 1 && this.isThere(step))
          return {
            of: index(this.requests, one),
            state: this.stateOf(one),
            target: one.target,
            via: first?.holder ?? null,
          }
        }),
      steps: this.steps
        .filter((step) => step.holder === viewer && this.sees(step))
        .map((step) => ({
          step: index(this.steps, step),
          from: step.from,
          fromSeeker: step.depth === 1,
          target: step.request.target,
          deed: step.deed,
          to: step.to && !this.gone.has(step.to) ? step.to : null,
          knows: this.tied(viewer, step.request.target),
          goesOn: step.depth < 3,
        })),
      intros: this.intros
        .filter((one) => this.introThere(one))
        .filter((one) => this.isAsked(one, viewer) || (one.met && (one.by === viewer || one.request.by === viewer)))
        .map((one) => ({
          intro: index(this.intros, one),
          by: one.by,
          seeker: one.request.by,
          state: one.met ? 'met' : one.ended || this.isOver(one.request) ? 'ended' : 'open',
        })),
      told: this.told
        .filter(
          ({ to, from }) =>
            to === viewer && (to === from || (!this.shut(to, from) && !this.mutes.has(`${to} ${from}`))),
        )
        .map(({ from, kind, about }) => `${kind} ${about} from ${from}`),
    }
  }
}

function pair(a: Name, b: Name): string {
  return [a, b].sort().join(' ')
}
