/** What anybody may know of a request, at every door, against the plain rules, whatever happens in whatever order. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { removeAccount } from '#modules/accounts'
import { endDue } from '#modules/introductions'
import { addPerson } from '#modules/people'
import { befriend, block, mute, unblock, unmute } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, tokenFor, type Answer, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { NAMES, TIES, World, type Event, type Name } from '#test/requests'
import { endDueRequests } from './index.ts'

let ctx: TestContext
let api: TestApi
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())

const name = fc.constantFrom(...NAMES)
const number = fc.nat(7)
const just = <T extends string>(...whats: T[]) => fc.constantFrom(...whats)
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: just('ask'), by: name, target: name, via: name }) },
  { weight: 6, arbitrary: fc.record({ what: just('pass'), by: name, step: number, to: name }) },
  { weight: 6, arbitrary: fc.record({ what: just('propose', 'let'), by: name, step: number }) },
  { weight: 2, arbitrary: fc.record({ what: just('withdraw'), by: name, of: number }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: just('answer'), by: name, intro: fc.nat(3), answer: just('yes', 'yes', 'no') }),
  },
  { weight: 1, arbitrary: fc.record({ what: just('never'), by: name, intro: fc.nat(3) }) },
  { weight: 4, arbitrary: fc.record({ what: just('block'), by: name, whom: name }) },
  { weight: 3, arbitrary: fc.record({ what: just('mute', 'unmute', 'reconcile'), by: name, whom: name }) },
  { weight: 1, arbitrary: fc.record({ what: just('leave'), by: name }) },
  { weight: 2, arbitrary: fc.record({ what: just('wait'), hours: fc.constantFrom(1, 100, 200, 2000) }) },
  { weight: 1, arbitrary: fc.record({ what: just('tidy') }) },
)

// Each history begins with something on its way, or it would seldom come far.
const BEGINNINGS: Event[][] = [
  [],
  [
    { what: 'ask', by: 'sina', target: 'tom', via: 'anna' },
    { what: 'pass', by: 'anna', step: 0, to: 'cara' },
  ],
  [
    { what: 'ask', by: 'sina', target: 'tom', via: 'anna' },
    { what: 'pass', by: 'anna', step: 0, to: 'ben' },
    { what: 'pass', by: 'ben', step: 1, to: 'sina' },
  ],
  [
    { what: 'ask', by: 'sina', target: 'tom', via: 'ben' },
    { what: 'pass', by: 'ben', step: 0, to: 'udo' },
    { what: 'propose', by: 'udo', step: 1 },
  ],
  [
    { what: 'ask', by: 'sina', target: 'cara', via: 'ben' },
    { what: 'propose', by: 'ben', step: 0 },
    { what: 'ask', by: 'sina', target: 'tom', via: 'ben' },
  ],
]

/** An event, and whether it is done by whom the rules mean to do it. */
type Wish = { event: Event; rightly: boolean }
const anyWish = fc.record({ event: anyEvent, rightly: fc.integer({ min: 0, max: 3 }).map((dice) => dice > 0) })

function resolve({ event, rightly }: Wish, world: World): Event {
  if (!rightly) return event
  if ('step' in event && world.steps.length > 0) {
    const step = world.steps.length - 1 - (event.step % Math.min(3, world.steps.length))
    return { ...event, step, by: world.steps[step]!.holder }
  }
  if (event.what === 'withdraw' && world.requests.length > 0) {
    const of = event.of % world.requests.length
    return { ...event, of, by: world.requests[of]!.by }
  }
  if ('whom' in event && world.requests.length > 0) {
    const { by, target, steps } = world.requests.at(-1)!
    const those = [by, target, steps.at(-1)!.holder]
    const among = (name: Name) => those[NAMES.indexOf(name) % those.length]!
    return { ...event, by: among(event.by), whom: among(event.whom) }
  }
  if ('intro' in event && world.intros.length > 0) {
    const intro = event.intro % world.intros.length
    return { ...event, intro, by: world.intros[intro]!.request.target }
  }
  return event
}

const anyHistory = fc
  .tuple(fc.constantFrom(...BEGINNINGS), fc.array(anyWish, { minLength: 6, maxLength: 16 }))
  .map(([beginning, rest]) => [...beginning.map((event) => ({ event, rightly: false })), ...rest])

test('no door shows anybody more of a request than the plain rules allow', { timeout: 170_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const world = new World()
      const town = await settle()
      for (const [i, wish] of history.entries()) {
        const event = resolve(wish, world)
        assert.equal(await town.let(event), world.happen(event), JSON.stringify(event))
        const viewer = NAMES[i % NAMES.length]!
        if (!world.gone.has(viewer)) await assertSight(world, town, viewer)
      }
      for (const viewer of NAMES) if (!world.gone.has(viewer)) await assertSight(world, town, viewer)
    }),
    { numRuns: Number(process.env.KITH_RUNS ?? 25), endOnFailure: false },
  )
})

type Town = Awaited<ReturnType<typeof settle>>
let towns = 0

/** A town of its own for each history, in which it really happens. */
async function settle() {
  towns += 1
  const ids = {} as Record<Name, string>
  await transaction(ctx.db, async (tx) => {
    for (const name of NAMES) ids[name] = await addPerson(tx, { username: `${name}${towns}`, displayName: name })
    for (const [one, other] of TIES) await befriend(tx, ids[one], ids[other])
  })
  for (const name of NAMES) await tokenFor(ctx, ids[name])
  const clients = Object.fromEntries(NAMES.map((name) => [name, api.as(ids[name])])) as Record<Name, Client>
  const gone = new Set<Name>()
  const town = { ids, clients, requests: [] as string[], steps: [] as string[], intros: [] as string[], let: letHappen }
  return town

  async function letHappen(event: Event): Promise<string> {
    if ('by' in event && gone.has(event.by)) return 'nobody'
    if ('whom' in event && (gone.has(event.whom) || event.whom === event.by)) return 'nobody'
    if (event.what === 'wait') ctx.advance({ hours: event.hours })
    else if (event.what === 'tidy') {
      await endDue(ctx)
      await endDueRequests(ctx)
    } else if (event.what === 'leave') {
      await removeAccount(ctx, ids[event.by])
      gone.add(event.by)
    } else if ('whom' in event) await betweenTwo(event)
    else return codeOf(await act(event))
    return 'done'
  }

  async function betweenTwo({ what, by, whom }: Extract<Event, { whom: Name }>) {
    if (what === 'block') return block(ctx, ids[by], ids[whom])
    if (what === 'mute') return mute(ctx, ids[by], ids[whom])
    if (what === 'unmute') return unmute(ctx, ids[by], ids[whom])
    await unblock(ctx, ids[by], ids[whom])
    await unblock(ctx, ids[whom], ids[by])
    await transaction(ctx.db, (tx) => befriend(tx, ids[by], ids[whom]))
  }

  async function act(
    event: Extract<Event, { what: 'ask' | 'pass' | 'propose' | 'let' | 'withdraw' | 'answer' | 'never' }>,
  ) {
    const client = clients[event.by]
    if (event.what === 'ask') {
      const wish = { target: ids[event.target], via: ids[event.via], note: 'Ich möchte ihn kennenlernen.' }
      const answer = await client.post('/api/kith/v1/introduction_requests', wish)
      if (answer.status === 201) {
        town.requests.push(answer.body.id)
        await noteNew('request_steps', town.steps)
      }
      return answer
    }
    if (event.what === 'withdraw')
      return client.delete(`/api/kith/v1/introduction_requests/${town.requests[event.of] ?? '1'}`)
    if (event.what === 'answer' || event.what === 'never') {
      const path = `/api/kith/v1/introductions/${town.intros[event.intro] ?? '1'}`
      if (event.what === 'never') return client.put(`${path}/never`)
      return client.put(`${path}/answer`, { answer: event.answer })
    }
    const deed = { pass: 'passed', propose: 'proposed', let: 'left' }[event.what]
    const path = `/api/kith/v1/passed_requests/${town.steps[event.step] ?? '1'}/deed`
    const answer = await client.put(path, { deed, ...(event.what === 'pass' ? { to: ids[event.to] } : {}) })
    if (answer.status === 200) {
      await noteNew('request_steps', town.steps)
      await noteNew('introductions', town.intros)
    }
    return answer
  }

  async function noteNew(table: 'request_steps' | 'introductions', known: string[]) {
    const mine = table === 'introductions' ? 'introducer_id' : 'from_id'
    const { rows } = await ctx.pool.query<{ id: string }>(
      `select id from ${table} where ${mine} = any($1) and id <> all($2) order by id`,
      [Object.values(ids), known],
    )
    known.push(...rows.map(({ id }) => id))
  }
}

function codeOf({ status, body }: Answer): string {
  if (status < 300) return 'done'
  assert.ok(status === (body.code === 'common.missing' ? 404 : 422), `${status} ${body.code}`)
  return body.code
}

async function assertSight(world: World, town: Town, viewer: Name) {
  const sight = world.sightOf(viewer)
  const client = town.clients[viewer]
  const nameOf = (account: { id: string } | null) => NAMES.find((one) => town.ids[one] === account?.id) ?? null
  const list = async (path: string) => (await client.get(`/api/kith/v1/${path}?limit=40`)).body.toReversed()

  const requests = await list('introduction_requests')
  assert.deepEqual(
    requests.map((one: { id: string; state: string; target: Person; via: Person | null }) => ({
      of: town.requests.indexOf(one.id),
      state: one.state,
      target: nameOf(one.target),
      via: nameOf(one.via),
    })),
    sight.requests,
    `what ${viewer} asked for`,
  )
  const steps: StepSeen[] = await list('passed_requests')
  assert.deepEqual(
    steps.map((one) => ({
      step: town.steps.indexOf(one.id),
      from: nameOf(one.from),
      fromSeeker: one.from_seeker,
      target: nameOf(one.target),
      deed: one.deed,
      to: nameOf(one.passed_to),
      knows: one.knows_target,
      goesOn: one.may_go_on,
    })),
    sight.steps,
    `what was handed to ${viewer}`,
  )
  await assertIntroductions(town, viewer, sight)
  await assertNotices(town, viewer, sight)
  await assertMissing(town, client, { requests, steps })
}

type Person = { id: string }
type StepSeen = {
  id: string
  from: Person
  from_seeker: boolean
  target: Person
  deed: string | null
  passed_to: Person | null
  knows_target: boolean
  may_go_on: boolean
}
type Sight = ReturnType<World['sightOf']>

async function assertIntroductions(town: Town, viewer: Name, sight: Sight) {
  const { body } = await town.clients[viewer].get('/api/kith/v1/introductions?limit=40')
  const nameOf = (account: Person) => NAMES.find((one) => town.ids[one] === account.id)!
  assert.deepEqual(
    body.toReversed().map((one: { id: string; introducer: Person; parties: { account: Person }[]; state: string }) => ({
      intro: town.intros.indexOf(one.id),
      by: nameOf(one.introducer),
      seeker: nameOf(one.parties[0]!.account),
      state: one.state,
    })),
    sight.intros,
    `the introductions of ${viewer}`,
  )
  for (const id of town.intros) {
    const { status } = await town.clients[viewer].get(`/api/kith/v1/introductions/${id}`)
    assert.equal(status, sight.intros.some(({ intro }) => town.intros[intro] === id) ? 200 : 404)
  }
}

const KINDS = [
  'introduction',
  'introduction_met',
  'introduction_ended',
  'introduction_request',
  'introduction_request_ended',
]

async function assertNotices(town: Town, viewer: Name, sight: Sight) {
  const headers = { authorization: `Bearer ${await town.clients[viewer].token()}` }
  const path = `/api/v1/notifications?limit=80&${KINDS.map((kind) => `types[]=${kind}`).join('&')}`
  const response = await api.fetch(new Request(new URL(path, ctx.config.origin), { headers }))
  const told = (await response.json()) as {
    type: string
    account: Person
    introduction?: Person
    introduction_request?: Person
  }[]
  const read = told.map(({ type, account, introduction, introduction_request: request }) => {
    const from = NAMES.find((one) => town.ids[one] === account.id)
    const about = introduction
      ? `intro ${town.intros.indexOf(introduction.id)}`
      : town.steps.includes(request!.id)
        ? `step ${town.steps.indexOf(request!.id)}`
        : `request ${town.requests.indexOf(request!.id)}`
    return `${type} ${about} from ${from}`
  })
  assert.deepEqual(read.sort(), sight.told.sort(), `what ${viewer} was told`)
}

/** What is not in one's lists is missing by its id as well, and a step is no request. */
async function assertMissing(town: Town, client: Client, seen: { requests: Person[]; steps: Person[] }) {
  for (const [path, ids, own] of [
    ['introduction_requests', [...town.requests, ...town.steps], seen.requests],
    ['passed_requests', [...town.steps, ...town.requests], seen.steps],
  ] as const)
    for (const id of ids) {
      const listed = own.find((one) => one.id === id)
      const answer = await client.get(`/api/kith/v1/${path}/${id}`)
      assert.equal(answer.status, listed ? 200 : 404)
      if (listed) assert.deepEqual(answer.body, listed)
    }
}
