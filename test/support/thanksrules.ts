/**
 * Who hears of a thanks, and whose names it tells them, said as plainly as it can be. What was asked, given on and answered is read as it
 * stands. The tests hold the real thing against this.
 */
import { rows, type Database } from '#platform/db'
import { Relations } from '#test/row'

export type Thing = { about: string; id: string }
type Link = { from: boolean; to: boolean; before: string | null; after: string | null }
export type Thanks = {
  id: string
  from: string
  to: string
  /** Whoever is thanked knows by whom. */
  named: boolean
  chain: Map<string, Link>
  /** Who of the two lets it be shown, with the word as it is. */
  shows: Set<string>
  word: string | null
  reported: Set<string>
}
export type Sight = {
  id: string
  from: string | null
  to: string | null
  before: string | null
  after: string | null
  word: string | null
}

export class World extends Relations {
  thanks: Thanks[] = []
  /** Who was told of which thanks, and still has that in their inbox. */
  told = new Map<string, Set<string>>()

  sightOf(viewer: string, one: Thanks): Sight | null {
    const { id, from, to, named, chain, shows, word } = one
    if (this.away(from) || this.away(to) || one.reported.has(viewer)) return null
    const all = { id, from, to, before: null, after: null, word }
    if (viewer === from) return all
    if (viewer === to) return named && this.shut(viewer, from) ? null : { ...all, from: named ? from : null }
    const link = chain.get(viewer)
    const open = shows.size === 2 && !this.shut(viewer, from) && !this.shut(viewer, to)
    if (!link) return open ? all : null
    const apart = (link.from && this.shut(viewer, from)) || (link.to && this.shut(viewer, to))
    if (apart && !open) return null
    const next = (other: string | null) => (other && !this.away(other) && !this.shut(viewer, other) ? other : null)
    return {
      id,
      from: link.from ? from : null,
      to: link.to ? to : null,
      before: next(link.before),
      after: next(link.after),
      word: shows.size === 2 ? word : null,
    }
  }

  receives(viewer: string, one: Thanks): boolean {
    const knows = viewer === one.to ? one.named : one.chain.get(viewer)?.from
    if (viewer !== one.to && !one.chain.has(viewer)) return false
    return !(knows && this.mutes.has(`${viewer} ${one.from}`)) && this.sightOf(viewer, one) !== null
  }

  /** On the page of `by`: but not where the chain keeps from the viewer that it is they who are thanked. */
  shownOn(by: string, viewer: string, one: Thanks): boolean {
    const link = one.chain.get(viewer)
    if (one.to !== by || one.shows.size < 2 || link?.to === false) return false
    const muted = link?.from !== false && this.mutes.has(`${viewer} ${one.from}`)
    return !muted && this.sightOf(viewer, one) !== null
  }

  /** In the name of whoever thanks where they know them, else in their own. */
  knows = (viewer: string, one: Thanks) => (viewer === one.to ? one.named : one.chain.get(viewer)!.from)

  tell(viewer: string, one: Thanks) {
    const knows = this.knows(viewer, one)
    if (knows ? this.mutes.has(`${viewer} ${one.from}`) : this.away(viewer)) return
    if (this.sightOf(viewer, one)) this.told.set(one.id, (this.told.get(one.id) ?? new Set()).add(viewer))
  }

  /** Whoever is thanked has not said yes to that; the first word is told. */
  say(one: Thanks, word: string) {
    if (word === one.word) return
    if (one.word === null) this.tell(one.to, one)
    one.word = word
    one.shows.delete(one.to)
  }

  /** They cannot take off any more what they do not see. */
  report(viewer: string, one: Thanks) {
    one.reported.add(viewer)
    one.shows.delete(viewer)
  }

  /** Neither keeps what names the other, nor shows what was between them. */
  override block(a: string, b: string) {
    super.block(a, b)
    for (const one of this.thanks) {
      if (this.shut(one.from, one.to)) one.shows.clear()
      for (const [viewer, other] of [
        [a, b],
        [b, a],
      ] as const) {
        const link = one.chain.get(viewer)
        const named = link ? (link.from && one.from === other) || (link.to && one.to === other) : one.from === other
        if (named && (link || one.named)) this.told.get(one.id)?.delete(viewer)
      }
    }
  }

  hears(viewer: string, one: Thanks): boolean {
    const muted = this.knows(viewer, one) && this.mutes.has(`${viewer} ${one.from}`)
    return !muted && this.sightOf(viewer, one) !== null
  }
}

/** Whom it goes to, whether under a name, and who gave on what led there. */
export async function factsOf(db: Database, { about, id }: Thing, me: string) {
  if (about === 'person') return { to: id, unnamed: false, named: true, links: [] }
  if (about === 'introduction') {
    const [row] = await rows<{ to: string }>(db, 'select introducer_id as to from introductions where id = $1', [id])
    const links = [...(await heldBy(db, id, me, row!.to)), ...(await passersTo(db, 'introduction_id', id, me, row!.to))]
    return row && { to: row.to, unnamed: false, named: true, links }
  }
  const [row] = await rows<{ to: string; asker: string; open: boolean; ask: string }>(
    db,
    `select n.person_id as to, a.person_id as asker, a.named as open, a.id as ask
     from answers n join asks a on a.id = n.ask_id where n.id = $1`,
    [id],
  )
  if (!row) return
  const mine = row.asker === me
  const named = !mine || row.open || (await follows(db, me, row.to))
  return { to: row.to, unnamed: mine && !row.open, named, links: mine ? await passersTo(db, 'id', id, me, row.to) : [] }
}

export type ThanksFacts = NonNullable<Awaited<ReturnType<typeof factsOf>>>

export async function thanksOf(db: Database, id: string, me: string, facts: ThanksFacts): Promise<Thanks> {
  const { to, unnamed, named } = facts
  const links = [...facts.links, ...(unnamed ? [] : await linksOfPair(db, me, to))]
  const chain = new Map<string, Link>()
  for (const [person, link] of links) if (person !== me && person !== to && !chain.has(person)) chain.set(person, link)
  return { id, from: me, to, named, chain, shows: new Set(), word: null, reported: new Set() }
}

const follows = async (db: Database, one: string, other: string) =>
  (await rows(db, 'select from follows where follower_id = $1 and followee_id = $2', [one, other])).length > 0

/** Who gave an ask on until it came to whoever answered. */
async function passersTo(
  db: Database,
  column: string,
  id: string,
  me: string,
  thanked: string,
): Promise<[string, Link][]> {
  const [answer] = await rows<{ person: string; ask: string; asker: string; open: boolean }>(
    db,
    `select n.person_id as person, a.id as ask, a.person_id as asker, a.named as open
     from answers n join asks a on a.id = n.ask_id where n.${column} = $1`,
    [id],
  )
  if (!answer) return []
  const nudges = await rows<{ person_id: string; from_id: string | null }>(
    db,
    'select person_id, from_id from nudges where ask_id = $1',
    [answer.ask],
  )
  const giver = (person: string) => nudges.find((one) => one.person_id === person)?.from_id ?? null
  const links: [string, Link][] = []
  for (let to = answer.person, by = giver(to); by; to = by, by = giver(by)) {
    const from = answer.asker === me && (answer.open || (await follows(db, me, by)))
    if (nudges.some((one) => one.person_id === by))
      links.push([by, { from, to: to === thanked, before: giver(by), after: to }])
  }
  return links
}

/** Who had a request in their hands before the introduction came of it. */
async function heldBy(db: Database, introduction: string, me: string, to: string): Promise<[string, Link][]> {
  const steps = await rows<{ holder: string; giver: string; arrived: boolean; made: string | null }>(
    db,
    `select s.holder_id as holder, s.from_id as giver, s.arrived, s.introduction_id as made from request_steps s
     where s.request_id in (select request_id from request_steps where introduction_id = $1) order by s.depth`,
    [introduction],
  )
  const last = steps.findIndex((step) => step.made === introduction)
  return steps
    .slice(0, Math.max(0, last))
    .map((step, i): [string, Link] => [
      step.holder,
      { from: step.giver === me, to: steps[i + 1]!.holder === to, before: step.giver, after: steps[i + 1]!.holder },
    ])
    .toReversed()
}

/** Whoever introduced the two first, and who had it in their hands before: the request, or the ask that it came of. */
async function linksOfPair(db: Database, one: string, other: string): Promise<[string, Link][]> {
  const [met] = await rows<{ id: string; by: string }>(
    db,
    `select id, introducer_id as by from introductions
     where state = 'met' and $1::bigint in (low_id, high_id) and $2::bigint in (low_id, high_id) order by met_at, id limit 1`,
    [one, other],
  )
  if (!met) return []
  return [
    [met.by, { from: true, to: true, before: null, after: null }],
    ...(await heldBy(db, met.id, one, other)),
    ...(await passersTo(db, 'introduction_id', met.id, one, other)),
  ]
}
