/** Which rings are proposed, who sees them, and what becomes of them, at every door, against plain rules, whatever happens in whatever order. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { testApi, toldOf, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { pick } from '#test/row'
import { listen } from '#platform/events'
import { AT_MOST, REACHES, World, type Reach, type Ring, type Thing } from '#test/ringrules'
import { change, settle, shutOut, type Change, type Town } from '#test/standing'
import { keepUp } from './actions/match.ts'
import { KINDS, type Kind } from './model/rules.ts'

const PEOPLE = 5
/** Each answers itself and nothing else. */
const THINGS = ['Kinderrad', 'Honig', 'Bohrmaschine', 'Klavier'] as const
const everybody = [...Array(PEOPLE).keys()]

type Event =
  | { what: 'tie' | 'unfollow' | 'block' | 'mute'; a: number; b: number }
  | { what: 'put'; a: number; kind: Kind; thing: number; reach: Reach }
  | { what: 'both'; a: number; b: number; thing: number }
  | { what: 'withdraw' | 'give' | 'letGo'; one: number; b: number }
  | { what: 'yes' | 'no'; a: number; ring: number }
  | { what: 'allYes'; ring: number }
  | { what: 'suspend'; a: number }

const person = fc.nat(PEOPLE - 1)
const any = fc.nat(11)
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({
      what: fc.constant('put' as const),
      a: person,
      kind: fc.constantFrom(...KINDS),
      thing: fc.nat(THINGS.length - 1),
      reach: fc.constantFrom('place' as const, ...REACHES),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const),
      a: person,
      ring: any,
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('allYes' as const), ring: any }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('tie' as const), a: person, b: person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom('unfollow' as const, 'block' as const, 'mute' as const),
      a: person,
      b: person,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constantFrom('withdraw' as const, 'give' as const, 'letGo' as const, 'letGo' as const),
      one: any,
      b: person,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('both' as const),
      a: person,
      b: person,
      thing: fc.nat(THINGS.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('suspend' as const), a: person }) },
)

/** So that there are rings from the beginning: of four, and of two and three once somebody more wants the same. */
const BEFORE: Event[] = [
  ...[0, 1, 2, 3].map((a) => ({
    what: 'put' as const,
    a,
    kind: 'need' as const,
    thing: (a + 3) % 4,
    reach: 'place' as const,
  })),
  { what: 'tie', a: 0, b: 1 },
  ...[0, 1, 2, 3].map((a) => ({
    what: 'put' as const,
    a,
    kind: 'offer' as const,
    thing: a,
    reach: a === 0 ? ('people' as const) : ('place' as const),
  })),
  { what: 'put', a: 4, kind: 'need', thing: 0, reach: 'place' },
  { what: 'put', a: 4, kind: 'offer', thing: 3, reach: 'place' },
  // What the fourth gives was the fifth's for a while, and the third was out for a while.
  { what: 'give', one: 5, b: 4 },
  { what: 'suspend', a: 2 },
  { what: 'letGo', one: 5, b: 4 },
  { what: 'suspend', a: 2 },
]

/** So that each end of a ring is among what is looked at, however the rest falls out: what is put anew closes one. */
const ANEW: Event = { what: 'put', a: 0, kind: 'offer', thing: 0, reach: 'place' }
const ENDS: Event[][] = [
  [ANEW],
  [ANEW, { what: 'allYes', ring: 0 }],
  [ANEW, { what: 'no', a: 0, ring: 0 }],
  [ANEW, { what: 'block', a: 0, b: 1 }],
]

let ctx: TestContext
let api: TestApi
const seen = { open: 0, met: 0, left: 0, dissolved: 0 }
const stops: (() => unknown)[] = []
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
  // As a process that stays: what it holds of the things is kept up, and at times late.
  const events = await listen(ctx.url, ctx.log)
  stops.push(
    keepUp(ctx, events),
    () => events.stop(),
    () => ctx.close(),
  )
})
after(async () => {
  for (const stop of stops) await stop()
})

test('no ring is proposed, seen or comes about that the rules forbid', { timeout: 170_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 8, maxLength: 26 }), async (events) => {
      const world = new World(PEOPLE)
      const town = await newTown()
      for (const event of [...BEFORE, ...events]) await happen(world, town, event)
      for (const viewer of everybody) if (!world.suspended.has(viewer)) await assertSight(world, town, viewer)
      for (const { state } of world.rings) seen[state] += 1
    }),
    {
      numRuns: Number(process.env.KITH_RUNS ?? 14) + ENDS.length,
      endOnFailure: false,
      examples: ENDS.map((events): [Event[]] => [events]),
    },
  )
  assert.ok(
    Object.values(seen).every((count) => count > 0),
    `of each there were some: ${JSON.stringify(seen)}`,
  )
})

const OFFERS = '/api/kith/v1/offers'
const RINGS = '/api/kith/v1/rings'

async function newTown(): Promise<Town> {
  await ctx.pool.query('truncate offers, rings, notices cascade')
  return settle(ctx, api, PEOPLE)
}

async function happen(world: World, town: Town, event: Event): Promise<void> {
  const fresh = await come(world, town, event)
  await ctx.runJobs()
  await assertProposed(world, town, fresh)
}

/** Answers what stands new, or again. */
async function come(world: World, town: Town, event: Event): Promise<Thing[] | void> {
  if (event.what === 'suspend') {
    await shutOut(ctx, api, world, town, event.a)
    return reopened(world, ({ had }) => world.suspended.has(had!))
  }
  if ('one' in event) return onThing(world, town, event)
  if ('ring' in event) {
    const meant = ringMeant(world, event)
    if (!meant) return
    const { ring, who } = meant
    for (const a of who)
      if (!world.suspended.has(a)) await answer(world, town, ring, a, event.what === 'no' ? 'no' : 'yes')
    return
  }
  if (world.suspended.has(event.a)) return
  if (event.what === 'put') return [await put(world, town, event)]
  if (event.what === 'both') {
    const { a, b, thing } = event
    if (a === b || world.suspended.has(b)) return
    const what = { thing, reach: 'place' as const }
    return Promise.all([
      put(world, town, { ...what, what: 'put', a, kind: 'offer' }),
      put(world, town, { ...what, what: 'put', a: b, kind: 'need' }),
    ])
  }
  if (event.a !== event.b && !world.suspended.has(event.b)) return betweenTwo(world, town, event)
}

/** Mostly one that is open, and somebody of it; now and then one that is over, or somebody who has no part in it. */
function ringMeant(
  { rings }: World,
  event: Extract<Event, { ring: number }>,
): { ring: Ring; who: number[] } | undefined {
  const astray = event.ring % 4 === 3
  const ring = pick(astray ? rings : rings.filter(({ state }) => state === 'open'), event.ring)
  if (!ring) return
  const all = ring.hands.map(({ by }) => by)
  if (event.what === 'allYes') return { ring, who: all }
  return { ring, who: [astray ? event.a : pick(all, event.a)!] }
}

/** A block, or a mute, between two of a ring dissolves it; a block opens what one of the two was to have of the other. */
async function betweenTwo(world: World, town: Town, event: Change): Promise<Thing[]> {
  await change(ctx, world, town, event)
  if (event.what === 'block' || event.what === 'mute') world.part(event.a, event.b)
  if (event.what !== 'block') return []
  return reopened(world, ({ by, had }) => [by, had!].every((one) => [event.a, event.b].includes(one)))
}

/** What somebody had who is suspended, or between whom and its owner a block is, stands again. */
function reopened(world: World, which: (thing: Thing) => boolean): Thing[] {
  const opened = world.things.filter((thing) => thing.had !== null && which(thing))
  for (const thing of opened) {
    thing.let.add(thing.had!)
    Object.assign(thing, { open: true, had: null })
  }
  return opened
}

async function put(world: World, town: Town, { a, kind, thing, reach }: Extract<Event, { what: 'put' }>) {
  await ctx.pool.query('truncate attempts')
  const what = THINGS[thing]!
  const { status, body, text } = await town.clients[a]!.post(OFFERS, { kind, what, way: 'lend', reach })
  assert.equal(status, 201, text)
  const made: Thing = { id: body.id, by: a, kind, what, reach, open: true, had: null, let: new Set() }
  world.things.push(made)
  return made
}

/** What was proposed since stands, is new, and is not too much for anybody; where something new could close one, it does. */
async function assertProposed(world: World, { ids }: Town, made: Thing[] | void) {
  const expected = made?.some((thing) => world.closesOne(thing))
  const { rows } = await ctx.pool.query(
    `select r.id, json_agg(json_build_array(m.person_id::text, m.offer_id::text, m.need_id::text) order by m.place) as hands
     from rings r join ring_members m on m.ring_id = r.id group by r.id order by r.id`,
  )
  const known = new Set(world.rings.map(({ id }) => id))
  const thing = (id: string) => world.things.find((one) => one.id === id)!
  const fresh: Ring[] = rows
    .filter(({ id }) => !known.has(id))
    .map((row) => ({
      id: row.id,
      state: 'open',
      yes: new Set<number>(),
      hands: row.hands.map(([by, offer, need]: string[]) => ({
        by: ids.indexOf(by!),
        offer: thing(offer!),
        need: thing(need!),
      })),
    }))
  for (const ring of fresh) {
    assert.ok(world.stands(ring), 'a ring that may be')
    assert.ok(
      !ring.hands.some(({ offer }, at) =>
        world.declined.has(`${offer.id} ${ring.hands[(at + 1) % ring.hands.length]!.need.id}`),
      ),
    )
    const same = (other: Ring) => keyOf(other) === keyOf(ring)
    assert.ok(!world.known().some(same), 'never twice')
  }
  world.rings.push(...fresh)
  for (const { by } of fresh.flatMap(({ hands }) => hands))
    assert.ok(world.waiting(by) <= AT_MOST, 'not too much for anybody')
  if (expected) assert.ok(fresh.length > 0, 'what could be is proposed')
}

const keyOf = ({ hands }: Ring) =>
  hands
    .map(({ offer, need }) => `${offer.id}-${need.id}`)
    .toSorted()
    .join(' ')

async function onThing(world: World, town: Town, { what, one, b }: Extract<Event, { one: number }>) {
  const thing = world.things[one % Math.max(1, world.things.length)]
  if (!thing || world.suspended.has(thing.by)) return
  const { clients, ids } = town
  if (what === 'letGo') {
    const { had } = thing
    if (had === null) return
    assert.equal((await clients[had]!.delete(`${OFFERS}/${thing.id}/taking`)).status, 204)
    thing.let.add(had)
    Object.assign(thing, { open: true, had: null })
    return [thing]
  }
  if (!thing.open) return
  if (what === 'withdraw') {
    assert.equal((await clients[thing.by]!.delete(`${OFFERS}/${thing.id}`)).status, 204)
    return world.close(thing)
  }
  if (b === thing.by || world.suspended.has(b)) return
  await clients[b]!.put(`${OFFERS}/${thing.id}/taking`, {})
  const { status } = await clients[thing.by]!.put(`${OFFERS}/${thing.id}/choice`, { person: ids[b] })
  if (status !== 200) return
  world.close(thing)
  thing.had = b
}

async function answer(world: World, { clients }: Town, ring: Ring, a: number, said: 'yes' | 'no') {
  const { status } = await clients[a]!.put(`${RINGS}/${ring.id}/answer`, { answer: said })
  if (!world.sees(a, ring)) return assert.equal(status, 404, 'not theirs to answer')
  if (ring.state === 'met') return assert.equal(status, said === 'yes' ? 200 : 409)
  assert.equal(status, said === 'yes' ? 200 : 204)
  if (said === 'no') {
    ring.state = 'left'
    const at = ring.hands.findIndex(({ by }) => by === a)
    for (const from of [at, at + ring.hands.length - 1])
      world.declined.add(
        `${ring.hands[from % ring.hands.length]!.offer.id} ${ring.hands[(from + 1) % ring.hands.length]!.need.id}`,
      )
    return
  }
  ring.yes.add(a)
  if (ring.yes.size < ring.hands.length) return
  ring.state = 'met'
  for (const { offer, need } of ring.hands) [offer, need].forEach((thing) => world.close(thing))
  for (const [at, { offer }] of ring.hands.entries()) {
    const next = ring.hands[(at + 1) % ring.hands.length]!
    offer.had = next.by
    next.need.had = offer.by
  }
}

async function assertSight(world: World, { ids, clients }: Town, viewer: number) {
  const client = clients[viewer]!
  const theirs = world.rings.filter((ring) => world.sees(viewer, ring))
  const listed = (await client.get(`${RINGS}?limit=40`)).body
  assert.deepEqual(
    listed.map(({ id }: { id: string }) => id).toSorted(),
    theirs.map(({ id }) => id).toSorted(),
    'the list',
  )
  type Told = { type: string; ring: { id: string } }
  const notices = await toldOf<Told>(api, client, ['ring', 'ring_met'])
  assert.deepEqual(
    notices.map(({ type, ring }) => `${type} ${ring.id}`).toSorted(),
    theirs.map(({ id, state }) => `${state === 'met' ? 'ring_met' : 'ring'} ${id}`).toSorted(),
    'what is told',
  )
  for (const ring of world.rings) {
    const { status, body, text } = await client.get(`${RINGS}/${ring.id}`)
    assert.equal(status, theirs.includes(ring) ? 200 : 404)
    if (status !== 200) continue
    const at = ring.hands.findIndex(({ by }) => by === viewer)
    const size = ring.hands.length
    const around = ring.hands.map((_, step) => ring.hands[(at + step) % size]!)
    const named = around.map(({ by }, step) =>
      ring.state === 'met' || step <= 1 || step === size - 1 ? ids[by] : null,
    )
    assert.deepEqual(
      body.way.map((one: { id: string } | null) => one?.id ?? null),
      named,
    )
    for (const { by } of around)
      if (!named.includes(ids[by]!)) assert.ok(!text.includes(ids[by]!), 'only those beside one')
    assert.deepEqual([body.gives.offer.id, body.gives.need.id], [around[0]!.offer.id, around[1]!.need.id])
    assert.deepEqual([body.gets.offer.id, body.gets.need.id], [around.at(-1)!.offer.id, around[0]!.need.id])
    assert.equal(body.answer, ring.yes.has(viewer) ? 'yes' : null)
    assert.equal(body.conversation_id, null, 'nobody speaks for them')
  }
}
