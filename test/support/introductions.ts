/**
 * The rules of introductions, said as plainly as they can be: no database, no door, hours for time. The tests hold the
 * real thing against this, and this against the promise that nobody learns what they should not.
 */
export const NAMES = ['ines', 'jon', 'anna', 'ben', 'cara', 'sven'] as const
/** Sven is the stranger: nobody follows him, so he has a part in nothing. */
export type Name = (typeof NAMES)[number]
export type Answer = 'yes' | 'no'
type NoticeKind = 'introduction' | 'introduction_met' | 'introduction_ended'

/** `of` counts the introductions in the order they were proposed. */
export type Event =
  | { what: 'propose'; by: Name; pair: [Name, Name] }
  | { what: 'answer'; by: Name; of: number; answer: Answer }
  | { what: 'withdraw'; by: Name; of: number }
  | { what: 'never'; by: Name; of: number }
  | { what: 'block' | 'unblock' | 'reconcile' | 'mute' | 'unmute'; by: Name; whom: Name }
  | { what: 'leave'; by: Name }
  | { what: 'wait'; hours: number }
  | { what: 'tidy' }
  /** What the world may see of a block, of its end and of a second yes, whatever is behind it. */
  | { what: 'part' | 'unpart'; by: Name; whom: Name }
  | { what: 'meet'; of: number }

type Introduction = {
  by: Name
  pair: [Name, Name]
  at: number
  answers: Partial<Record<Name, Answer>>
  lapsed: boolean
  met: boolean
  withdrawn: boolean
  tidied: boolean
}
export type Notice = { to: Name; from: Name; kind: NoticeKind; of: number }

export type World = {
  hour: number
  gone: Set<Name>
  follows: Set<string>
  blocks: Set<string>
  mutes: Set<string>
  /** Between these nobody is told of the other: the part of a block that is not silent. */
  shut: Set<string>
  /** Who said it, and of whom. */
  nevers: Set<string>
  introductions: Introduction[]
  notices: Notice[]
}

const HOURS_OPEN = 14 * 24
const MOST_OPEN = 5

export function newWorld(): World {
  const friends = NAMES.filter((name) => name !== 'sven')
  const follows = friends.flatMap((one) => friends.filter((other) => other !== one).map((other) => tie(one, other)))
  const ties = {
    follows: new Set(follows),
    blocks: new Set<string>(),
    mutes: new Set<string>(),
    shut: new Set<string>(),
    nevers: new Set<string>(),
  }
  return { hour: 0, gone: new Set(), introductions: [], notices: [], ...ties }
}

/** Lets it happen; answers 'done', or the code of the refusal. */
export function happen(world: World, event: Event): string {
  if ('by' in event && world.gone.has(event.by)) return 'nobody'
  if ('whom' in event && (world.gone.has(event.whom) || event.whom === event.by)) return 'nobody'
  if (event.what === 'propose') return propose(world, event.by, event.pair)
  if ('of' in event) return happenTo(world, event)
  if (event.what === 'wait') world.hour += event.hours
  if (event.what === 'tidy') tidy(world)
  if (event.what === 'leave') leave(world, event.by)
  if (event.what === 'block') block(world, event.by, event.whom)
  if (event.what === 'part' || event.what === 'block') part(world, event.by, event.whom)
  if (event.what === 'unblock') world.blocks.delete(tie(event.by, event.whom))
  if (event.what === 'unpart' || event.what === 'unblock') world.shut.delete(tie(event.by, event.whom))
  if (event.what === 'mute') mute(world, event.by, event.whom)
  if (event.what === 'unmute') world.mutes.delete(tie(event.by, event.whom))
  if (event.what === 'reconcile') reconcile(world, event.by, event.whom)
  return 'done'
}

function propose(world: World, by: Name, pair: [Name, Name]): string {
  const [one, other] = pair
  if (one === other) return 'introductions.same_person'
  if (pair.includes(by)) return 'introductions.yourself'
  if (pair.some((name) => world.gone.has(name))) return 'common.missing'
  if (!pair.every((name) => world.follows.has(tie(by, name)))) return 'introductions.not_your_people'
  if (!pair.every((name) => world.follows.has(tie(name, by)))) return 'introductions.not_open_to_it'
  const open = world.introductions.filter(
    (one) => one.by === by && isThere(world, one) && stateOf(world, one) === 'open',
  )
  if (open.some((one) => one.pair.every((name) => pair.includes(name)))) return 'introductions.already_open'
  const lately = world.introductions.filter(
    (one) => one.by === by && isThere(world, one) && one.withdrawn && world.hour < one.at + HOURS_OPEN,
  )
  if (lately.some((one) => one.pair.every((name) => pair.includes(name)))) return 'introductions.proposed_lately'
  if (open.length >= MOST_OPEN) return 'introductions.too_many_open'
  const saysNever = pair.filter((name) => world.nevers.has(tie(name, name === one ? other : one)))
  const shutsOut = pair.filter((name) => shutsOutOne(world, name, [name === one ? other : one]))
  const answers = Object.fromEntries(saysNever.map((name) => [name, 'no']))
  const lapsed = saysNever.length + shutsOut.length > 0
  const of = world.introductions.length
  const fresh = { met: false, withdrawn: false, tidied: false }
  world.introductions.push({ by, pair, at: world.hour, answers, lapsed, ...fresh })
  for (const to of pair) {
    if (!saysNever.includes(to) && !shutsOut.includes(to)) tell(world, { to, from: by, kind: 'introduction', of })
  }
  return 'done'
}

function happenTo(world: World, event: Extract<Event, { of: number }>): string {
  const of = event.of
  const introduction = world.introductions[of]
  if (!introduction || !isThere(world, introduction)) return 'common.missing'
  if (event.what === 'meet') return meet(world, introduction, of)
  const { by } = event
  const isParty = introduction.pair.includes(by)
  if (!isConcerned(world, introduction, by)) return 'common.missing'
  if (event.what === 'withdraw') return isParty ? 'introductions.not_the_introducer' : withdraw(world, introduction, of)
  if (!isParty) return 'introductions.not_a_party'
  if (event.what === 'never') return never(world, introduction, by)
  return answer(world, introduction, of, by, event.answer)
}

function answer(world: World, introduction: Introduction, of: number, by: Name, given: Answer): string {
  if (introduction.answers[by] === given) return 'done'
  if (introduction.met) return 'introductions.already_met'
  if (stateOf(world, introduction) === 'ended') return 'introductions.over'
  introduction.answers[by] = given
  const other = introduction.pair.find((name) => name !== by)!
  if (given === 'yes') world.nevers.delete(tie(by, other))
  const bothYes = introduction.pair.every((name) => introduction.answers[name] === 'yes')
  return bothYes && !introduction.lapsed ? meet(world, introduction, of) : 'done'
}

function meet(world: World, introduction: Introduction, of: number): string {
  const { pair, by } = introduction
  introduction.met = true
  introduction.answers = Object.fromEntries(pair.map((name) => [name, 'yes']))
  for (const to of pair) tell(world, { to, from: by, kind: 'introduction_met', of })
  tell(world, { to: by, from: by, kind: 'introduction_met', of })
  return 'done'
}

function withdraw(world: World, introduction: Introduction, of: number): string {
  if (introduction.met) return 'introductions.already_met'
  if (stateOf(world, introduction) === 'ended') return 'done'
  introduction.withdrawn = true
  tellThoseWhoWaited(world, introduction, of)
  return 'done'
}

function never(world: World, { pair }: Introduction, by: Name): string {
  const other = pair.find((name) => name !== by)!
  world.nevers.add(tie(by, other))
  for (const one of world.introductions) {
    if (!one.pair.includes(by) || !one.pair.includes(other) || stateOf(world, one) !== 'open') continue
    one.lapsed = true
    one.answers[by] = 'no'
  }
  return 'done'
}

function block(world: World, by: Name, whom: Name) {
  world.blocks.add(tie(by, whom))
  for (const one of world.introductions) {
    const three = [one.by, ...one.pair]
    if (three.includes(by) && three.includes(whom)) one.lapsed = true
  }
}

/** Nobody else sees anything of it. */
function mute(world: World, by: Name, whom: Name) {
  world.mutes.add(tie(by, whom))
  for (const one of world.introductions) if (one.pair.includes(by) && one.pair.includes(whom)) one.lapsed = true
}

function part(world: World, by: Name, whom: Name) {
  world.shut.add(tie(by, whom))
  for (const one of [tie(by, whom), tie(whom, by)]) world.follows.delete(one)
  world.notices = world.notices.filter(
    ({ to, from }) => to === from || ![to, from].every((name) => name === by || name === whom),
  )
}

function reconcile(world: World, by: Name, whom: Name) {
  for (const one of [tie(by, whom), tie(whom, by)]) {
    world.blocks.delete(one)
    world.shut.delete(one)
    world.follows.add(one)
  }
}

function leave(world: World, by: Name) {
  world.gone.add(by)
  world.notices = world.notices.filter(({ to, from }) => to !== by && from !== by)
}

function tidy(world: World) {
  world.introductions.forEach((introduction, of) => {
    const { met, withdrawn, tidied, by } = introduction
    if (!isThere(world, introduction) || met || withdrawn || tidied || stateOf(world, introduction) === 'open') return
    introduction.tidied = true
    tellThoseWhoWaited(world, introduction, of)
    tell(world, { to: by, from: by, kind: 'introduction_ended', of })
  })
}

function tellThoseWhoWaited(world: World, { pair, by, answers }: Introduction, of: number) {
  for (const to of pair) if (answers[to] === 'yes') tell(world, { to, from: by, kind: 'introduction_ended', of })
}

function tell(world: World, notice: Notice) {
  const { to, from } = notice
  if (world.mutes.has(tie(to, from))) return
  if (!world.shut.has(tie(to, from)) && !world.shut.has(tie(from, to))) world.notices.push(notice)
}

function isThere(world: World, { by, pair }: Introduction): boolean {
  return ![by, ...pair].some((name) => world.gone.has(name))
}

function stateOf(world: World, { met, withdrawn, at }: Introduction): 'open' | 'met' | 'ended' {
  if (met) return 'met'
  return withdrawn || world.hour >= at + HOURS_OPEN ? 'ended' : 'open'
}

function tie(one: Name, other: Name): string {
  return `${one} ${other}`
}

export type Sight = {
  /** Newest first. */
  introductions: { of: number; state: string; by: Name; answers: [Name, Answer | null][]; word: string | null }[]
  waiting: number[]
  notices: string[]
  conversations: number[]
}

/** Everything that somebody can see of introductions. */
export function sightOf(world: World, viewer: Name): Sight {
  const mine = world.introductions
    .map((introduction, of) => ({ ...introduction, of, state: stateOf(world, introduction) }))
    .filter((one) => isThere(world, one) && isConcerned(world, one, viewer))
    .toReversed()
  return {
    introductions: mine.map(({ of, state, by, pair, answers, met }) => ({
      of,
      state,
      by,
      answers: pair.map((name) => [name, met || name === viewer ? (answers[name] ?? null) : null]),
      word: pair.includes(viewer) ? wordFor(viewer) : null,
    })),
    waiting: mine.filter((one) => waitsFor(one, viewer)).map((one) => one.of),
    notices: world.notices
      .filter(({ to, from }) => to === viewer && !world.mutes.has(tie(to, from)))
      .map(({ kind, from, of }) => `${kind} ${of} from ${from}`),
    // What was said stays, whoever of the two goes; with the introducer their words go.
    conversations: world.introductions.flatMap(({ by, pair, met }, of) =>
      met && [by, ...pair].includes(viewer) && !world.gone.has(by) ? [of] : [],
    ),
  }
}

export function wordFor(name: Name): string {
  return `a word to ${name}`
}

function waitsFor(introduction: Introduction & { state: string }, viewer: Name): boolean {
  const { state, pair, answers } = introduction
  return state === 'open' && pair.includes(viewer) && !answers[viewer]
}

/** Whoever shuts out one of the other two is not bothered with it, unless they had answered. */
function isConcerned(world: World, { by, pair, answers, met }: Introduction, viewer: Name): boolean {
  if (by === viewer) return true
  return pair.includes(viewer) && (met || answers[viewer] !== undefined || !shutsOutOne(world, viewer, [by, ...pair]))
}

function shutsOutOne(world: World, viewer: Name, others: Name[]): boolean {
  return others.some((name) => world.blocks.has(tie(viewer, name)) || world.mutes.has(tie(viewer, name)))
}
