/** Who sees which offer, who is matched with whom and who is told of it, at every door, against plain rules, whatever happens in whatever order. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { removeAccount } from '#modules/accounts'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { change, moderatorOf, settle, shutOut, Standing, type Town } from '#test/standing'
import { MOST_EACH } from './actions/match.ts'
import { KINDS, REACHES, type Kind, type Reach } from './model/rules.ts'

const PEOPLE = 5
type Stands = {
  id: string
  by: number
  kind: Kind
  reach: Reach
  state: 'open' | 'given' | 'ended'
  expired: boolean
  takers: Set<number>
  chosen: number | null
  /** Who let it go themselves. */
  let: Set<number>
  reporters: Set<number>
  down: boolean
}

/** The rules, plainly. */
class World extends Standing {
  offers: Stands[] = []

  sees(viewer: number, one: Stands): boolean {
    if (viewer === one.by) return true
    if (this.shut(viewer, one.by) || this.suspended.has(one.by)) return false
    if (one.down || one.reporters.has(viewer)) return false
    if (one.chosen === viewer) return true
    return this.reaches(viewer, one) && (this.stands(one) || (one.state === 'given' && one.takers.has(viewer)))
  }

  stands = ({ state, expired }: Stands) => state === 'open' && !expired

  /** Would like it and may be chosen. */
  drawable = (one: Stands, taker: number) =>
    one.takers.has(taker) &&
    this.onTerms(one.by, taker) &&
    !this.suspended.has(taker) &&
    this.reaches(taker, { by: one.by, reach: one.reach })

  /** It did not come to it. */
  reopen(one: Stands) {
    Object.assign(one, { chosen: null, state: one.expired ? 'ended' : 'open' })
  }

  /** Somebody is gone for good, with all that was theirs. */
  leave(a: number) {
    this.gone.add(a)
    this.suspended.add(a)
    for (const pairs of [this.follows, this.circles])
      for (const pair of pairs) if (pair.split(' ').includes(String(a))) pairs.delete(pair)
    this.offers = this.offers.filter(({ by }) => by !== a)
    for (const one of this.offers) {
      one.takers.delete(a)
      if (one.chosen === a) this.reopen(one)
    }
  }
  gone = new Set<number>()

  /** Stands in the lists of others. */
  listed = (viewer: number, one: Stands) =>
    this.stands(one) && viewer !== one.by && this.sees(viewer, one) && !this.mutes.has(`${viewer} ${one.by}`)

  matches(a: Stands, b: Stands): boolean {
    const open = this.stands(a) && this.stands(b) && a.kind !== b.kind && a.by !== b.by
    return open && this.onTerms(a.by, b.by) && this.sees(a.by, b) && this.sees(b.by, a)
  }

  /** What answers one of another's, as somebody knows it: something of theirs, or of one of their people. */
  known(viewer: number, one: Stands): Stands[] {
    return this.offers.filter((other) => {
      const open = this.stands(other) && other.kind !== one.kind && other.by !== one.by
      if (!open || !this.onTerms(one.by, other.by)) return false
      if (other.by === viewer) return this.sees(one.by, other)
      return this.listed(viewer, other) && this.onTerms(viewer, other.by) && this.follows.has(`${viewer} ${other.by}`)
    })
  }
}

type Event =
  | { what: 'tie' | 'follow' | 'unfollow' | 'block' | 'mute' | 'takeIn'; a: number; b: number }
  | { what: 'offer'; a: number; kind: Kind; reach: Reach }
  | { what: 'take' | 'letBe' | 'withdraw' | 'report' | 'takeDown'; a: number; one: number }
  | { what: 'choose'; a: number; one: number; b: number }
  | { what: 'suspend'; a: number }
  | { what: 'leave'; a: number }
  | { what: 'expire'; a: number; one: number }

const person = fc.nat(PEOPLE - 1)
const any = fc.nat(7)
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('tie' as const, 'follow' as const, 'takeIn' as const),
      a: person,
      b: person,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom('unfollow' as const, 'block' as const, 'mute' as const),
      a: person,
      b: person,
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('expire' as const), a: person, one: any }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('leave' as const), a: person }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('offer' as const),
      a: person,
      kind: fc.constantFrom(...KINDS),
      reach: fc.constantFrom(...REACHES),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('take' as const, 'take' as const, 'letBe' as const, 'withdraw' as const),
      a: person,
      one: any,
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('choose' as const), a: person, one: any, b: person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom('report' as const, 'report' as const, 'takeDown' as const),
      a: person,
      one: any,
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('suspend' as const), a: person }) },
)

/** So that there is something to have from the beginning. */
const BEFORE: Event[] = [
  { what: 'tie', a: 0, b: 1 },
  { what: 'tie', a: 1, b: 2 },
  { what: 'offer', a: 0, kind: 'offer', reach: 'place' },
  { what: 'offer', a: 1, kind: 'need', reach: 'people' },
  { what: 'take', a: 2, one: 0 },
  { what: 'take', a: 3, one: 0 },
  { what: 'take', a: 0, one: 1 },
  { what: 'choose', a: 1, one: 1, b: 0 },
  { what: 'offer', a: 2, kind: 'offer', reach: 'people' },
  { what: 'take', a: 1, one: 2 },
]

let ctx: TestContext
let api: TestApi
let moderator: Client
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
  moderator = await moderatorOf(ctx, api)
})
after(() => ctx.close())

test('nobody sees, is matched with or hears of an offer that the rules hide', { timeout: 160_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 10, maxLength: 34 }), async (events) => {
      const world = new World(PEOPLE)
      const town = await newTown()
      for (const event of [...BEFORE, ...events]) await happen(world, town, event)
      for (let viewer = 0; viewer < PEOPLE; viewer++)
        if (!world.suspended.has(viewer)) await assertSight(world, town, viewer)
    }),
    { numRuns: Number(process.env.KITH_RUNS ?? 20), endOnFailure: false },
  )
})

const HOME = '/api/kith/v1/offers'

async function newTown(): Promise<Town> {
  await ctx.pool.query('delete from offers')
  return settle(ctx, api, PEOPLE)
}

async function happen(world: World, town: Town, event: Event): Promise<void> {
  const { a } = event
  if (world.gone.has(a)) return
  if (event.what === 'suspend') {
    await shutOut(ctx, api, world, town, a)
    for (const one of world.offers) if (one.chosen !== null && world.suspended.has(one.chosen)) world.reopen(one)
    return
  }
  if (world.suspended.has(a)) return
  if (event.what === 'offer') return offer(world, town, event)
  if (event.what === 'leave') {
    await removeAccount(ctx, town.ids[a]!)
    return world.leave(a)
  }
  if ('one' in event) {
    const one = world.offers[event.one % Math.max(1, world.offers.length)]
    if (one) await onOffer(world, town, event, one)
  } else if (a !== event.b && !world.suspended.has(event.b)) {
    await change(ctx, world, town, event)
    if (event.what === 'block')
      for (const one of world.offers) if (one.chosen !== null && world.shut(one.by, one.chosen)) world.reopen(one)
  }
}

async function offer(world: World, { clients, circles }: Town, { a, kind, reach }: Extract<Event, { what: 'offer' }>) {
  await ctx.pool.query('truncate attempts')
  const wish = { kind, what: 'Fahrrad', way: 'lend', reach, circle_ids: [circles[a]] }
  const { status, body, text } = await clients[a]!.post(HOME, wish)
  assert.equal(status, 201, text)
  world.offers.push({
    id: body.id,
    by: a,
    kind,
    reach,
    state: 'open',
    expired: false,
    takers: new Set(),
    chosen: null,
    let: new Set(),
    reporters: new Set(),
    down: false,
  })
}

async function onOffer(world: World, town: Town, event: Extract<Event, { one: number }>, one: Stands): Promise<void> {
  const { a } = event
  const client = town.clients[a]!
  if (event.what === 'take') {
    const { status, body } = await client.put(`${HOME}/${one.id}/taking`, {})
    const code = taking(world, one, a)
    assert.equal(status === 200 ? 'done' : body.code, code)
    if (code === 'done') one.takers.add(a)
  }
  if (event.what === 'letBe') {
    const { status } = await client.delete(`${HOME}/${one.id}/taking`)
    assert.equal(status, one.chosen === a || one.takers.has(a) ? 204 : 404)
    if (one.chosen === a) {
      world.reopen(one)
      one.let.add(a)
    }
    one.takers.delete(a)
  }
  if (event.what === 'report' || event.what === 'takeDown') await report(world, client, event, one)
  if (event.what === 'withdraw') {
    const { status } = await client.delete(`${HOME}/${one.id}`)
    assert.equal(status, a !== one.by ? 404 : one.state === 'open' ? 204 : 422)
    if (status === 204) one.state = 'ended'
  }
  if (event.what === 'expire') {
    await ctx.pool.query(`update offers set expires_at = now() - interval '1 minute' where id = $1`, [one.id])
    one.expired = true
  }
  if (event.what === 'choose') {
    const { status } = await client.put(`${HOME}/${one.id}/choice`, { person: town.ids[event.b] })
    const may = a === one.by && world.stands(one) && world.drawable(one, event.b)
    assert.equal(status === 200, may, `${a} chooses ${event.b}`)
    if (status !== 200) return
    one.takers.delete(event.b)
    Object.assign(one, { chosen: event.b, state: 'given' })
  }
}

/** What they reported they would not have after all; what was taken down nobody. */
async function report(world: World, client: Client, { what, a }: { what: string; a: number }, one: Stands) {
  await ctx.pool.query('truncate attempts')
  const { status } = await client.post('/api/kith/v1/reports', { kind: 'offer', id: one.id })
  assert.equal(status, a !== one.by && world.sees(a, one) ? 204 : 404)
  if (status !== 204) return
  one.reporters.add(a)
  one.takers.delete(a)
  if (one.chosen === a) {
    world.reopen(one)
    one.let.add(a)
  }
  if (what !== 'takeDown') return
  const [{ id }] = (await moderator.get('/api/kith/v1/reports?limit=1')).body
  assert.equal((await moderator.put(`/api/kith/v1/reports/${id}/taken_down`, {})).status, 204)
  if (one.chosen !== null) one.let.add(one.chosen)
  one.takers.clear()
  Object.assign(one, { down: true, chosen: null, state: 'ended' })
}

function taking(world: World, one: Stands, a: number): string {
  if (!world.sees(a, one)) return 'common.missing'
  if (a === one.by) return 'offers.your_own'
  if (!world.stands(one)) return 'offers.over'
  return one.let.has(a) ? 'offers.let_go' : 'done'
}

type Answering = { id: string; mine: boolean }

async function assertSight(world: World, { ids, clients }: Town, viewer: number) {
  const client = clients[viewer]!
  const idsOf = async (path: string) => (await client.get(path)).body.map(({ id }: { id: string }) => id).toSorted()
  const listed = world.offers.filter((one) => world.listed(viewer, one))
  assert.deepEqual(await idsOf(`${HOME}?limit=40`), listed.map(({ id }) => id).toSorted(), `the list of ${viewer}`)
  for (const [other, id] of ids.entries()) {
    if (other === viewer) continue
    const theirs = listed.filter(({ by }) => by === other)
    const answered = new Map<string, Answering[]>()
    for (const { offer, matches } of (await client.get(`${HOME}/matched?by=${id}`)).body)
      answered.set(offer.id, matches)
    for (const one of theirs) {
      const [known, found] = [world.known(viewer, one), answered.get(one.id) ?? []]
      assert.equal(found.length, Math.min(MOST_EACH, known.length), `what ${viewer} knows for ${other}`)
      assert.ok(found.every((match) => known.some((may) => may.id === match.id)))
      assert.ok(!found.some(({ mine }) => mine) || found[0]!.mine, 'one’s own first')
    }
    assert.ok([...answered.keys()].every((at) => theirs.some((one) => one.id === at)))
  }
  for (const one of world.offers) {
    const { status, body } = await client.get(`${HOME}/${one.id}`)
    assert.equal(status, world.sees(viewer, one) ? 200 : 404, `${viewer} reads ${one.id}`)
    const takers = await client.get(`${HOME}/${one.id}/takers`)
    assert.equal(takers.status, viewer === one.by ? 200 : 404, 'who would is for whose it is')
    if (status === 200) {
      assert.equal(body.account.id, ids[one.by])
      assert.equal(body.taken_down, one.down)
    }
    if (viewer !== one.by) continue
    const matched = world.offers.filter((other) => world.matches(one, other))
    assert.deepEqual(
      await idsOf(`${HOME}/${one.id}/matches`),
      matched.map(({ id }) => id).toSorted(),
      'what answers it',
    )
    const had = one.chosen === null ? [] : [one.chosen]
    const would = world.everybody.filter((taker) => world.drawable(one, taker))
    assert.deepEqual(
      takers.body.map(({ account }: { account: { id: string } }) => ids.indexOf(account.id)),
      [...had, ...would],
      'whoever has it, and who would',
    )
    assert.equal(body.state, one.state)
  }
}
