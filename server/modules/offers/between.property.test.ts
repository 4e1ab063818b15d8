/** What there was between two is seen by these two alone, whatever happens in whatever order; one of the others looks after the place. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { removeAccount } from '#modules/accounts'
import { follow, unfollow } from '#modules/ties'
import { testApi, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { change, settle, shutOut, Standing, type Town } from '#test/standing'
import { KINDS, SAYINGS, type Kind, type Saying } from './model/rules.ts'

const PEOPLE = 4
const CARETAKER = 3

/** One was chosen for what another offers or needs. */
type Chosen = {
  taker: number
  /** When they said that they would. */
  turn: number
  letGo: 'owner' | 'taker' | 'other' | null
  says: Partial<Record<number, Saying | null>>
}
type Stands = {
  id: string
  what: string
  by: number
  kind: Kind
  state: 'open' | 'given' | 'ended'
  /** Who would, and when they said so. */
  takers: Map<number, number>
  chosen: Chosen[]
}

/** The rules, plainly. */
class World extends Standing {
  offers: Stands[] = []
  gone = new Set<number>()
  turns = 0

  away = (one: number) => this.suspended.has(one) || this.gone.has(one)
  had = (one: Stands): Chosen | undefined => one.chosen.find(({ letGo }) => !letGo)

  between(viewer: number, other: number) {
    if (viewer === other || this.shut(viewer, other) || this.away(other)) return []
    return this.offers
      .flatMap((one) =>
        one.chosen
          .filter(({ taker }) => [one.by, taker].includes(viewer) && [one.by, taker].includes(other))
          .map(({ says, letGo, turn }) => ({ id: one.id, turn, letGo, says })),
      )
      .toSorted((a, b) => b.turn - a.turn)
      .map(({ id, letGo, says }) => ({
        id,
        state: letGo ? 'ended' : 'given',
        mine: says[viewer] ?? null,
        theirs: says[other] ?? null,
      }))
  }

  /** It did not come to it; whose it is, who had it, or something else let go. */
  letGo(one: Stands, by: Chosen['letGo']) {
    this.had(one)!.letGo = by
    one.state = 'open'
  }

  /** Between whom a block is, or who is suspended or gone: the next may have what was not handed over. */
  part(which: (one: Stands, had: Chosen) => boolean) {
    for (const one of this.offers) {
      const had = this.had(one)
      if (had && which(one, had) && !Object.values(had.says).includes('handed')) this.letGo(one, 'other')
    }
  }

  leave(a: number) {
    for (const one of this.offers) if (this.had(one)?.taker === a) one.state = 'ended'
    this.part((_, { taker }) => taker === a)
    this.gone.add(a)
    this.offers = this.offers.filter(({ by }) => by !== a)
    for (const one of this.offers) {
      one.takers.delete(a)
      one.chosen = one.chosen.filter(({ taker }) => taker !== a)
    }
  }

  /** What somebody speaks of: what is theirs or whoever has it has, or else had last. */
  spokenOf(one: Stands, a: number): Chosen | undefined {
    const theirs = one.chosen.filter(({ taker }) => a === one.by || a === taker)
    const found = theirs.find(({ letGo }) => !letGo) ?? theirs.at(-1)
    return found && !this.shut(one.by, found.taker) && !this.suspended.has(one.by) ? found : undefined
  }

  say(one: Stands, a: number, saying: Saying | null) {
    const spoken = this.spokenOf(one, a)!
    spoken.says[a] = saying
    if (a !== one.by) return
    if (saying === 'missed' && !spoken.letGo) this.letGo(one, 'owner')
    if (saying === 'missed' || this.had(one) || spoken.letGo !== 'owner' || this.suspended.has(spoken.taker)) return
    spoken.letGo = null
    one.state = 'given'
    one.takers.delete(spoken.taker)
  }

  /** What one says the other did not come to. */
  missed(viewer: number, other: number): string[] {
    return this.offers.flatMap(({ what, by, chosen }) =>
      chosen
        .filter(
          ({ taker, says }) => says[viewer] === 'missed' && [by, taker].includes(viewer) && [by, taker].includes(other),
        )
        .map(() => what),
    )
  }
}

type Event =
  | { what: 'offer'; a: number; kind: Kind }
  | { what: 'take' | 'letBe' | 'withdraw'; a: number; one: number }
  | { what: 'choose'; one: number; b: number }
  | { what: 'say'; a: number; one: number; saying: Saying | null }
  | { what: 'block'; a: number; b: number }
  | { what: 'suspend'; a: number }
  | { what: 'leave'; a: number }

const person = fc.nat(PEOPLE - 1)
const any = fc.nat(5)
const of = <T extends string>(...what: T[]) => fc.constantFrom(...what)
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: of('offer'), a: person, kind: of(...KINDS) }) },
  { weight: 5, arbitrary: fc.record({ what: of('take', 'take', 'take', 'letBe', 'withdraw'), a: person, one: any }) },
  { weight: 5, arbitrary: fc.record({ what: of('choose'), one: any, b: person }) },
  {
    weight: 6,
    arbitrary: fc.record({ what: of('say'), a: person, one: any, saying: fc.constantFrom(...SAYINGS, null) }),
  },
  { weight: 1, arbitrary: fc.record({ what: of('block'), a: person, b: person }) },
  { weight: 1, arbitrary: fc.record({ what: of('suspend'), a: person }) },
  { weight: 1, arbitrary: fc.record({ what: of('leave'), a: person }) },
)

/** So that there is something to remember from the beginning. */
const BEFORE: Event[] = [
  { what: 'offer', a: 0, kind: 'offer' },
  { what: 'offer', a: 1, kind: 'need' },
  { what: 'take', a: 1, one: 0 },
  { what: 'take', a: 2, one: 0 },
  { what: 'choose', one: 0, b: 1 },
  { what: 'say', a: 0, one: 0, saying: 'missed' },
  { what: 'take', a: 0, one: 1 },
  { what: 'choose', one: 1, b: 0 },
]

let ctx: TestContext
let api: TestApi
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())

test('what there was between two is remembered by the two, and by nobody else', { timeout: 160_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 6, maxLength: 26 }), async (events) => {
      const world = new World(PEOPLE)
      const town = await newTown()
      for (const event of [...BEFORE, ...events]) await happen(world, town, event)
      for (let viewer = 0; viewer < PEOPLE; viewer++) if (!world.away(viewer)) await assertSight(world, town, viewer)
    }),
    { numRuns: Number(process.env.KITH_RUNS ?? 20), endOnFailure: false },
  )
})

test('what was not fetched stands beside the name when whoever offers chooses again, for them alone', async () => {
  const { ids, clients } = await newTown()
  const stand = async (by: number, what: string, reach = 'place') =>
    (await clients[by]!.post(HOME, { kind: 'offer', what, way: 'lend', reach })).body.id as string
  await follow(ctx, ids[0]!, ids[1]!)
  const ladder = await stand(0, 'Leiter', 'people')
  const [next, others] = [await stand(0, 'Zelt'), await stand(2, 'Zelt')]
  for (const id of [ladder, next, others]) await clients[1]!.put(`${HOME}/${id}/taking`, {})
  await clients[0]!.put(`${HOME}/${ladder}/choice`, { person: ids[1] })
  await clients[0]!.put(`${HOME}/${ladder}/saying`, { saying: 'missed' })
  const missed = async (by: number, id: string) =>
    (await clients[by]!.get(`${HOME}/${id}/takers`)).body[0].missed.map(({ what }: { what: string }) => what)
  assert.deepEqual([await missed(0, next), await missed(2, others)], [['Leiter'], []])
  await unfollow(ctx, ids[0]!, ids[1]!)
  assert.equal((await clients[1]!.get(`${HOME}/${ladder}`)).status, 404, 'it is not for them any more')
  const { body } = await clients[1]!.get(`${HOME}?list=between&by=${ids[0]}`)
  assert.deepEqual(
    [body[0].what, body[0].state, body[0].went.theirs],
    ['Leiter', 'ended', 'missed'],
    'and is remembered',
  )
})

const HOME = '/api/kith/v1/offers'

async function newTown(): Promise<Town> {
  await ctx.pool.query('delete from offers; truncate attempts')
  const town = await settle(ctx, api, PEOPLE)
  await ctx.pool.query(`update accounts set role = 'moderator' where person_id = $1`, [town.ids[CARETAKER]])
  return town
}

async function happen(world: World, town: Town, event: Event): Promise<void> {
  if ('a' in event && world.gone.has(event.a)) return
  if (event.what === 'suspend') {
    if (event.a !== CARETAKER) await shutOut(ctx, api, world, town, event.a)
    return world.part((_, { taker }) => world.suspended.has(taker))
  }
  if ('a' in event && world.suspended.has(event.a)) return
  if (event.what === 'leave') {
    await removeAccount(ctx, town.ids[event.a]!)
    return world.leave(event.a)
  }
  if (event.what === 'offer') {
    const what = `Ding ${world.offers.length}`
    const { a: by, kind } = event
    const { body } = await town.clients[by]!.post(HOME, { kind, what, way: 'lend', reach: 'place' })
    world.offers.push({ id: body.id, what, by, kind, state: 'open', takers: new Map(), chosen: [] })
  } else if (event.what === 'block') {
    if (event.a === event.b || world.away(event.b)) return
    await change(ctx, world, town, event)
    world.part(({ by }, { taker }) => world.shut(by, taker))
  } else {
    const one = world.offers[event.one % Math.max(1, world.offers.length)]
    if (one) await onOffer(world, town, event, one)
  }
}

/** Whether it is done the server says: that this is right is for the other tests. */
async function onOffer(world: World, { ids, clients }: Town, event: Extract<Event, { one: number }>, one: Stands) {
  const had = world.had(one)
  if (event.what === 'take') {
    const { status } = await clients[event.a]!.put(`${HOME}/${one.id}/taking`, {})
    if (status === 200 && !one.takers.has(event.a)) one.takers.set(event.a, ++world.turns)
  }
  if (event.what === 'letBe') {
    const { status } = await clients[event.a]!.delete(`${HOME}/${one.id}/taking`)
    if (status !== 204) return
    if (had?.taker === event.a) world.letGo(one, 'taker')
    else one.takers.delete(event.a)
  }
  if (event.what === 'withdraw') {
    const { status } = await clients[event.a]!.delete(`${HOME}/${one.id}`)
    assert.equal(status === 204, event.a === one.by && one.state === 'open')
    if (status === 204) one.state = 'ended'
  }
  if (event.what === 'choose' && !world.suspended.has(one.by)) {
    const { status } = await clients[one.by]!.put(`${HOME}/${one.id}/choice`, { person: ids[event.b] })
    if (status !== 200) return
    one.chosen.push({ taker: event.b, turn: one.takers.get(event.b)!, letGo: null, says: {} })
    one.takers.delete(event.b)
    one.state = 'given'
  }
  if (event.what !== 'say') return
  const { status } = await clients[event.a]!.put(`${HOME}/${one.id}/saying`, { saying: event.saying })
  assert.equal(status, world.spokenOf(one, event.a) ? 200 : 404, `${event.a} says how ${one.id} went`)
  if (status === 200) world.say(one, event.a, event.saying)
}

async function assertSight(world: World, { ids, clients }: Town, viewer: number) {
  const client = clients[viewer]!
  const read = async (path: string) => (await client.get(`${HOME}${path}`)).body
  for (let other = 0; other < PEOPLE; other++) {
    const seen = await read(`?list=between&by=${ids[other]}`)
    const told = seen.map(({ id, state, went }: Seen) => ({ id, state, mine: went!.mine, theirs: went!.theirs }))
    assert.deepEqual(told, world.between(viewer, other), `what ${viewer} had with ${other}`)
    for (const { account } of seen) assert.ok([ids[viewer], ids[other]].includes(account.id))
  }
  const lists = await Promise.all(['', '?list=near', '?list=taken', '?list=mine', `?by=${ids[0]}`].map(read))
  for (const { id, went } of lists.flat() as Seen[]) {
    const one = world.offers.find((stands) => stands.id === id)!
    const had = world.had(one)
    const knows = viewer === one.by ? had !== undefined : one.chosen.some(({ taker }) => taker === viewer)
    assert.equal(went !== null, knows, `how ${id} went, to ${viewer}`)
  }
  for (const one of world.offers.filter(({ by }) => by === viewer)) {
    assert.equal((await read(`/${one.id}`)).state, one.state, `where ${one.id} stands`)
    for (const { account, missed } of await read(`/${one.id}/takers`)) {
      const all = world.missed(viewer, ids.indexOf(account.id))
      assert.equal(missed.length, Math.min(3, all.length), 'a few of them')
      assert.ok(missed.every(({ what }: { what: string }) => all.includes(what)))
    }
  }
}

type Seen = { id: string; state: string; went: { mine: Saying | null; theirs: Saying | null } | null }
