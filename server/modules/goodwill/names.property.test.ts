/**
 * Who hears of a thanks, and whose names it tells them, at every door, against plain rules: whatever is deleted, taken back, blocked or
 * suspended before or after. What was asked, given on and answered is read as it stands; what follows of it is said here once more.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { suspend, unsuspend } from '#modules/accounts'
import { addPerson } from '#modules/people'
import { befriend, block, mute, unblock } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, toldOf, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'

const PEOPLE = 6
const KITH = '/api/kith/v1'

type Link = { from: boolean; to: boolean; before: string | null; after: string | null }
type Thanks = {
  id: string
  from: string
  to: string
  /** Whoever is thanked knows by whom. */
  named: boolean
  chain: Map<string, Link>
  shows: Set<string>
}
type Sight = { id: string; from: string | null; to: string | null; before: string | null; after: string | null }

/** The rules, plainly. */
class World {
  blocks = new Set<string>()
  mutes = new Set<string>()
  suspended = new Set<string>()
  gone = new Set<string>()
  thanks: Thanks[] = []

  shut = (a: string, b: string) => this.blocks.has(`${a} ${b}`) || this.blocks.has(`${b} ${a}`)
  away = (a: string) => this.suspended.has(a) || this.gone.has(a)

  sightOf(viewer: string, one: Thanks): Sight | null {
    const { id, from, to, named, chain, shows } = one
    if (this.away(from) || this.away(to)) return null
    const all = { id, from, to, before: null, after: null }
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
    }
  }

  receives(viewer: string, one: Thanks): boolean {
    const knows = viewer === one.to ? one.named : one.chain.get(viewer)?.from
    if (viewer !== one.to && !one.chain.has(viewer)) return false
    return !(knows && this.mutes.has(`${viewer} ${one.from}`)) && this.sightOf(viewer, one) !== null
  }
}

type Event =
  | { what: 'tie' | 'block' | 'unblock' | 'mute' | 'introduce' | 'request'; a: number; b: number; c: number }
  | { what: 'ask'; a: number; b: number; named: boolean }
  | { what: 'pass' | 'answer' | 'offer' | 'helped' | 'unask' | 'unsay'; a: number; b: number; one: number }
  | { what: 'thankAnswer' | 'thankIntroduction' | 'thankPerson'; a: number; b: number; one: number }
  | { what: 'show' | 'takeBack'; one: number }
  | { what: 'suspend' | 'leave'; a: number }

const a = fc.nat(PEOPLE - 1)
const one = fc.nat(9)
const of = <T extends string>(...names: T[]) => fc.constantFrom(...names)
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: of('introduce', 'request', 'tie'), a, b: a, c: a }) },
  { weight: 2, arbitrary: fc.record({ what: of('block', 'unblock', 'mute'), a, b: a, c: a }) },
  { weight: 3, arbitrary: fc.record({ what: of('ask'), a, b: a, named: fc.boolean() }) },
  { weight: 8, arbitrary: fc.record({ what: of('pass', 'answer', 'answer', 'offer', 'helped'), a, b: a, one }) },
  { weight: 7, arbitrary: fc.record({ what: of('thankAnswer', 'thankIntroduction', 'thankPerson'), a, b: a, one }) },
  { weight: 2, arbitrary: fc.record({ what: of('unask', 'unsay'), a, b: a, one }) },
  { weight: 2, arbitrary: fc.record({ what: of('show', 'takeBack'), one }) },
  { weight: 1, arbitrary: fc.record({ what: of('suspend', 'suspend', 'leave'), a }) },
)

/** So that there is something to thank for from the beginning: 0 asks, it goes over 1 and 2 to 3; 2 introduces 1 and 3. */
const BEFORE = (named: boolean): Event[] => [
  { what: 'ask', a: 0, b: 1, named },
  { what: 'pass', a: 1, b: 2, one: 0 },
  { what: 'pass', a: 2, b: 3, one: 0 },
  { what: 'answer', a: 3, b: 0, one: 0 },
  { what: 'thankAnswer', a: 0, b: 0, one: 0 },
  { what: 'introduce', a: 2, b: 1, c: 3 },
  { what: 'request', a: 0, b: 4, c: 0 },
  { what: 'thankIntroduction', a: 0, b: 0, one: 1 },
]

let ctx: TestContext
let api: TestApi
let round = 0
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())

test(
  'nobody learns by a thanks a name that the chain kept from them, and all along it hear of it',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(anyEvent, { minLength: 8, maxLength: 26 }), async (named, events) => {
        const town = await settle()
        for (const event of [...BEFORE(named), ...events]) await happen(town, event)
        for (const viewer of town.ids) if (!town.world.away(viewer)) await assertSight(town, viewer)
      }),
      { numRuns: Number(process.env.KITH_RUNS ?? 20), endOnFailure: true },
    )
  },
)

type Town = { world: World; ids: string[]; clients: Map<string, Client>; as: (id: string) => Client }

/** 0 – 1 – 2 – 3 – 4 – 5, each knowing the next. */
async function settle(): Promise<Town> {
  round += 1
  await ctx.pool.query('truncate people, attempts cascade')
  const ids = await transaction(ctx.db, async (tx) => {
    const made: string[] = []
    for (let i = 0; i < PEOPLE; i++)
      made.push(await addPerson(tx, { username: `d${round}x${i}`, displayName: `P${i}` }))
    for (const [i, id] of made.slice(1).entries()) await befriend(tx, made[i]!, id)
    return made
  })
  const clients = new Map(ids.map((id) => [id, api.as(id)]))
  for (const client of clients.values()) await client.token()
  return { world: new World(), ids, clients, as: (id) => clients.get(id)! }
}

const find = async <T>(text: string, values: unknown[]) => (await ctx.pool.query(text, values)).rows as T[]
const pick = <T>(list: readonly T[], index: number) => list[index % Math.max(1, list.length)]

async function happen(town: Town, event: Event): Promise<void> {
  const { world, ids, as } = town
  await ctx.pool.query('truncate attempts')
  if (!('a' in event)) return onThanks(town, event)
  const me = ids[event.a]!
  if (event.what === 'suspend') return shutOut(town, me)
  if (world.away(me)) return
  if (event.what === 'leave') {
    world.gone.add(me)
    return void (await ctx.pool.query('delete from people where id = $1', [me]))
  }
  if (!('b' in event)) return
  const other = ids[event.b]!
  if (event.what === 'ask') return ask(me, other, event.named, as(me))
  if ('one' in event) {
    if (event.what.startsWith('thank')) return thank(town, event.what, { me, other, index: event.one })
    return onAsk(town, event as Extract<Event, { one: number; b: number }>, me, other)
  }
  if (me === other || world.away(other)) return
  if (event.what === 'introduce') return introduce(town, me, other, ids[event.c]!)
  if (event.what === 'request') return request(town, me, other)
  await betweenTwo(town, event.what, me, other)
}

async function shutOut({ world, clients }: Town, id: string) {
  if (world.gone.has(id)) return
  if (world.suspended.delete(id)) {
    clients.set(id, api.as(id))
    return unsuspend(ctx, id)
  }
  world.suspended.add(id)
  await suspend(ctx, id)
}

async function betweenTwo({ world }: Town, what: string, me: string, other: string) {
  if (what === 'tie' && !world.shut(me, other)) await transaction(ctx.db, (tx) => befriend(tx, me, other))
  if (what === 'mute') {
    world.mutes.add(`${me} ${other}`)
    await mute(ctx, me, other)
  }
  if (what === 'block') {
    world.blocks.add(`${me} ${other}`)
    await block(ctx, me, other)
  }
  if (what === 'unblock') {
    world.blocks.delete(`${me} ${other}`)
    await unblock(ctx, me, other)
  }
}

/** The router draws it to somebody. */
async function ask(me: string, first: string, named: boolean, client: Client) {
  const made = await client.post(`${KITH}/asks`, { question: 'Wer weiß das?', reach: 'place', named })
  if (me !== first && made.status === 201)
    await ctx.pool.query(
      `insert into nudges (ask_id, person_id, first_id, wave, created_at)
       select $1, id, id, 1, now() from people where id = $2`,
      [made.body.id, first],
    )
}

async function onAsk(town: Town, event: Extract<Event, { one: number; b: number }>, me: string, other: string) {
  const asked = pick(
    await find<{ id: string; person_id: string }>('select id, person_id from asks order by id', []),
    event.one,
  )
  if (!asked) return
  const { as } = town
  const client = as(me)
  const answers = `${KITH}/asks/${asked.id}/answers`
  if (event.what === 'pass') {
    const [nudge] = await find<{ id: string }>('select id from nudges where ask_id = $1 and person_id = $2', [
      asked.id,
      me,
    ])
    if (nudge) await client.put(`${KITH}/nudges/${nudge.id}`, { deed: 'passed', to: other })
  }
  if (event.what === 'answer') await client.post(answers, { text: 'Ich weiß es.' })
  if (event.what === 'offer') await offerSomebody(me, other, asked, as)
  const [answer] = await find<{ id: string; person_id: string }>(
    `select id, person_id from answers where ask_id = $1 and kind = 'answer' order by id limit 1`,
    [asked.id],
  )
  if (event.what === 'helped' && answer) await help(town, asked.person_id, answer.id)
  if (event.what === 'unask') await as(asked.person_id).delete(`${KITH}/asks/${asked.id}`)
  if (event.what === 'unsay' && answer) await as(answer.person_id).delete(`${KITH}/answers/${answer.id}`)
}

/** "That helped" is thanks. */
async function help(town: Town, asker: string, answerId: string) {
  const facts = await factsOf({ about: 'answer', id: answerId }, asker)
  const said = await town.as(asker).put(`${KITH}/answers/${answerId}/helped`, { helped: true })
  const made = `select id from thanks where about = 'answer' and about_id = $1 and from_id = $2`
  const [row] = await find<{ id: string }>(made, [answerId, asker])
  if (said.status === 200 && row && facts) await keep(town, row.id, asker, facts)
}

/** Whoever answers knows somebody, whoever asked takes that up, and the two meet. */
async function offerSomebody(me: string, other: string, asked: { id: string; person_id: string }, as: Town['as']) {
  await as(me).post(`${KITH}/asks/${asked.id}/answers`, { text: 'Sie weiß es.', introduce_to: other })
  const [offered] = await find<{ id: string; offered_id: string }>(
    `select id, offered_id from answers where ask_id = $1 and person_id = $2 and offer = 'open'`,
    [asked.id, me],
  )
  if (!offered) return
  await as(asked.person_id).put(`${KITH}/answers/${offered.id}/offer`, { taken: true })
  const [made] = await find<{ id: string }>('select introduction_id as id from answers where id = $1', [offered.id])
  if (made?.id) await as(offered.offered_id).put(`${KITH}/introductions/${made.id}/answer`, { answer: 'yes' })
}

async function introduce({ as }: Town, me: string, one: string, other: string) {
  const made = await as(me).post(`${KITH}/introductions`, { parties: [one, other], note: 'Ihr zwei.' })
  for (const party of [one, other])
    if (made.status === 201) await as(party).put(`${KITH}/introductions/${made.body.id}/answer`, { answer: 'yes' })
}

/** Along a way of ties, as far as three carry it. */
async function request({ as }: Town, seeker: string, target: string) {
  const ties = await find<{ a: string; b: string }>(
    `select f.follower_id as a, f.followee_id as b from follows f
     join follows g on g.follower_id = f.followee_id and g.followee_id = f.follower_id`,
    [],
  )
  const tied = (x: string) => ties.filter((tie) => tie.a === x).map((tie) => tie.b)
  const way = [1, 2, 3].flatMap((hands) => waysFrom(seeker, target, hands, tied))[0]
  if (!way) return
  const made = await as(seeker).post(`${KITH}/introduction_requests`, { target, via: way[0], note: 'Ich baue Geigen.' })
  if (made.status !== 201) return
  for (const [i, holder] of way.entries()) {
    const steps = 'select id from request_steps where request_id = $1 and holder_id = $2 and arrived'
    const [step] = await find<{ id: string }>(steps, [made.body.id, holder])
    const to = way[i + 1]
    const deed = to ? { deed: 'passed', to } : { deed: 'proposed' }
    if (step) await as(holder).put(`${KITH}/passed_requests/${step.id}/deed`, deed)
  }
  const [last] = await find<{ id: string }>(
    'select introduction_id as id from request_steps where request_id = $1 and introduction_id is not null',
    [made.body.id],
  )
  if (last) await as(target).put(`${KITH}/introductions/${last.id}/answer`, { answer: 'yes' })
}

function waysFrom(from: string, target: string, hands: number, tied: (one: string) => string[]): string[][] {
  if (hands === 0) return tied(from).includes(target) ? [[]] : []
  return tied(from)
    .filter((next) => next !== target)
    .flatMap((next) =>
      waysFrom(next, target, hands - 1, tied)
        .filter((rest) => !rest.includes(next) && !rest.includes(from))
        .map((rest) => [next, ...rest]),
    )
}

async function onThanks({ world, as }: Town, { what, one: index }: { what: string; one: number }) {
  const there = world.thanks.filter(({ from, to }) => !world.away(from) && !world.away(to))
  const thanks = pick(there, index)
  if (!thanks) return
  const url = `${KITH}/thanks/${thanks.id}`
  if (what === 'takeBack') {
    assert.equal((await as(thanks.from).delete(url)).status, 204)
    world.thanks = world.thanks.filter((other) => other !== thanks)
  } else
    for (const end of [thanks.from, thanks.to])
      if ((await as(end).patch(url, { shows: true })).status === 200) thanks.shows.add(end)
}

type Thing = { about: string; id: string }

async function thank(town: Town, what: string, { me, other, index }: { me: string; other: string; index: number }) {
  const thing = await thingFor(what, other, index)
  if (!thing) return
  const facts = await factsOf(thing, me)
  const made = await town.as(me).post(`${KITH}/thanks`, { ...thing, word: 'Danke!' })
  if (made.status !== 200 || !facts) return
  await keep(town, made.body.id, me, facts)
}

/** Once for the same. */
async function keep({ world }: Town, id: string, me: string, facts: NonNullable<Awaited<ReturnType<typeof factsOf>>>) {
  if (world.thanks.some((one) => one.id === id)) return
  const { to, unnamed, named } = facts
  const links = [...facts.links, ...(unnamed ? [] : await linksOfPair(me, to))]
  const chain = new Map<string, Link>()
  for (const [person, link] of links) if (person !== me && person !== to && !chain.has(person)) chain.set(person, link)
  world.thanks.push({ id, from: me, to, named, chain, shows: new Set() })
}

async function thingFor(what: string, other: string, index: number): Promise<Thing | undefined> {
  if (what === 'thankPerson') return { about: 'person', id: other }
  const table = what === 'thankAnswer' ? `answers where kind = 'answer'` : `introductions where state = 'met'`
  const id = pick(await find<{ id: string }>(`select id from ${table} order by id`, []), index)?.id
  return id ? { about: what === 'thankAnswer' ? 'answer' : 'introduction', id } : undefined
}

/** Whom it goes to, whether under a name, and who gave on what led there. */
async function factsOf({ about, id }: Thing, me: string) {
  if (about === 'person') return { to: id, unnamed: false, named: true, links: [] }
  if (about === 'introduction') {
    const [row] = await find<{ to: string }>('select introducer_id as to from introductions where id = $1', [id])
    const links = [...(await heldBy(id, me, row!.to)), ...(await passersTo('introduction_id', id, me))]
    return row && { to: row.to, unnamed: false, named: true, links }
  }
  const [row] = await find<{ to: string; asker: string; open: boolean; ask: string }>(
    `select n.person_id as to, a.person_id as asker, a.named as open, a.id as ask
     from answers n join asks a on a.id = n.ask_id where n.id = $1`,
    [id],
  )
  if (!row) return
  const mine = row.asker === me
  const named = !mine || row.open || (await follows(me, row.to))
  return { to: row.to, unnamed: mine && !row.open, named, links: mine ? await passersTo('id', id, me) : [] }
}

const follows = async (one: string, other: string) =>
  (await find('select from follows where follower_id = $1 and followee_id = $2', [one, other])).length > 0

/** Who gave an ask on until it came to whoever answered. */
async function passersTo(column: string, id: string, me: string): Promise<[string, Link][]> {
  const [answer] = await find<{ person: string; ask: string; asker: string; open: boolean }>(
    `select n.person_id as person, a.id as ask, a.person_id as asker, a.named as open
     from answers n join asks a on a.id = n.ask_id where n.${column} = $1`,
    [id],
  )
  if (!answer) return []
  const nudges = await find<{ person_id: string; from_id: string | null }>(
    'select person_id, from_id from nudges where ask_id = $1',
    [answer.ask],
  )
  const giver = (person: string) => nudges.find((one) => one.person_id === person)?.from_id ?? null
  const links: [string, Link][] = []
  for (let to = answer.person, by = giver(to); by; to = by, by = giver(by)) {
    const from = answer.asker === me && (answer.open || (await follows(me, by)))
    if (nudges.some((one) => one.person_id === by))
      links.push([by, { from, to: to === answer.person, before: giver(by), after: to }])
  }
  return links
}

/** Who had a request in their hands before the introduction came of it. */
async function heldBy(introduction: string, me: string, to: string): Promise<[string, Link][]> {
  const steps = await find<{ holder: string; giver: string; arrived: boolean; made: string | null }>(
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

/** Whoever introduced the two first, and who had it in their hands before. */
async function linksOfPair(one: string, other: string): Promise<[string, Link][]> {
  const [met] = await find<{ id: string; by: string }>(
    `select id, introducer_id as by from introductions
     where state = 'met' and $1::bigint in (low_id, high_id) and $2::bigint in (low_id, high_id) order by met_at, id limit 1`,
    [one, other],
  )
  if (!met) return []
  return [[met.by, { from: true, to: true, before: null, after: null }], ...(await heldBy(met.id, one, other))]
}

type Named = { id: string } | null
type Entity = { id: string; from: Named; to: Named; before: Named; after: Named }
const sightIn = ({ id, from, to, before: had, after: gave }: Entity): Sight => ({
  id,
  from: from?.id ?? null,
  to: to?.id ?? null,
  before: had?.id ?? null,
  after: gave?.id ?? null,
})

async function assertSight({ world, ids, as }: Town, viewer: string) {
  const client = await as(viewer)
  const name = `P${ids.indexOf(viewer)}`
  for (const one of world.thanks) {
    const seen = await client.get(`${KITH}/thanks/${one.id}`)
    const wanted = world.sightOf(viewer, one)
    assert.deepEqual(seen.status === 200 ? sightIn(seen.body) : null, wanted, `${name} opens ${JSON.stringify(one)}`)
  }
  const read = async (query: string) =>
    ((await client.get(`${KITH}/thanks?limit=40&${query}`)).body as Entity[]).map(sightIn)
  const sights = (those: Thanks[]) => those.map((one) => world.sightOf(viewer, one)).toReversed()
  const received = world.thanks.filter((one) => world.receives(viewer, one))
  assert.deepEqual(await read('list=received'), sights(received), `${name} received`)
  const given = world.thanks.filter((one) => one.from === viewer && world.sightOf(viewer, one))
  assert.deepEqual(await read('list=given'), sights(given), `${name} gave`)
  await assertTold(world, viewer, await toldOf<Told>(api, client, ['thanks', 'thanks_chain']))
}

type Told = { account: { id: string }; thanks: { id: string } }

function assertTold(world: World, viewer: string, told: Told[]) {
  for (const { account, thanks } of told) {
    const one = world.thanks.find(({ id }) => id === thanks.id)
    const sight = one && world.sightOf(viewer, one)
    assert.ok(sight, 'told of something that is not to be seen')
    assert.ok(viewer === account.id ? sight.from === null : account.id === sight.from, 'told in the right name')
  }
}
