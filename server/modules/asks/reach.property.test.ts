/** Who sees which ask, who asks it, and what was answered, at every door, against plain rules, whatever happens in whatever order. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { testApi, toldOf, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { change, moderatorOf, settle, shutOut, Standing, type Town } from '#test/standing'
import { REACHES, type Reach } from './model/asking.ts'

const PEOPLE = 6
type Asked = {
  id: string
  by: number
  reach: Reach
  named: boolean
  nudged: Map<number, boolean>
  said: Said[]
  reporters: Set<number>
}
type Said = { id: string; by: number; reporters: Set<number> }

/** The rules, plainly. */
class World extends Standing {
  asks: Asked[] = []
  /** Of each, also to what was taken back. */
  nudges = new Map<number, number>()

  nudge(person: number, asked: Asked, done: boolean) {
    asked.nudged.set(person, done)
    this.nudges.set(person, this.timesNudged(person) + 1)
  }

  sees(viewer: number, ask: Asked): boolean {
    if (viewer === ask.by) return true
    if (this.suspended.has(ask.by) || this.blocks.has(`${ask.by} ${viewer}`)) return false
    if (ask.reporters.has(viewer)) return false
    // What went with a block of the viewer's would say who asks.
    if (this.blocks.has(`${viewer} ${ask.by}`) && !this.isHidden(viewer, ask)) return false
    return this.reaches(viewer, ask) || ask.nudged.has(viewer)
  }

  isHidden(viewer: number, ask: Asked): boolean {
    return !ask.named && viewer !== ask.by && !this.follows.has(`${ask.by} ${viewer}`)
  }

  /** Whether what somebody said to it may be read; nor does a comment of whoever asks go where they are not named. */
  hears(viewer: number, by: number, ask: Asked): boolean {
    if (by === ask.by && this.isHidden(viewer, ask)) return true
    return viewer === by || !(this.shut(viewer, by) || this.mutes.has(`${viewer} ${by}`) || this.suspended.has(by))
  }

  timesNudged(person: number): number {
    return this.nudges.get(person) ?? 0
  }
}

type Event =
  | { what: 'tie' | 'follow' | 'unfollow' | 'block' | 'mute' | 'unmute' | 'takeIn'; a: number; b: number }
  | { what: 'ask'; a: number; reach: Reach; named: boolean }
  | { what: 'nudge' | 'answer' | 'takeBack' | 'unsay' | 'report' | 'reportAnswer' | 'takeDown'; a: number; ask: number }
  | { what: 'pass'; a: number; ask: number; b: number }
  | { what: 'suspend'; a: number }

const person = fc.nat(PEOPLE - 1)
const anyAsk = fc.nat(9)
const between = (...whats: Extract<Event, { b: number; ask?: never }>['what'][]) =>
  fc.record({ what: fc.constantFrom(...whats), a: person, b: person })
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: between('tie', 'tie', 'follow', 'takeIn') },
  { weight: 2, arbitrary: between('unfollow', 'block', 'mute', 'unmute') },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('ask' as const),
      a: person,
      reach: fc.constantFrom(...REACHES),
      named: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constantFrom('nudge' as const, 'answer' as const), a: person, ask: anyAsk }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constantFrom('takeBack' as const, 'unsay' as const), a: person, ask: anyAsk }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom('report' as const, 'reportAnswer' as const, 'takeDown' as const),
      a: person,
      ask: anyAsk,
    }),
  },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('pass' as const), a: person, ask: anyAsk, b: person }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('suspend' as const), a: person }) },
)

/** So that there is something to hand on from the beginning. */
const BEFORE: Event[] = [
  { what: 'tie', a: 0, b: 1 },
  { what: 'tie', a: 1, b: 2 },
  { what: 'tie', a: 2, b: 3 },
  { what: 'follow', a: 2, b: 0 },
  { what: 'takeIn', a: 0, b: 1 },
  { what: 'ask', a: 0, reach: 'people', named: false },
  { what: 'nudge', a: 1, ask: 0 },
  { what: 'ask', a: 4, reach: 'place', named: false },
  { what: 'nudge', a: 5, ask: 1 },
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

test('nobody sees an ask, or who asks, whom the rules hide it from', { timeout: 160_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 10, maxLength: 34 }), async (events) => {
      const world = new World(PEOPLE)
      const town = await newTown()
      for (const event of [...BEFORE, ...events]) await happen(world, town, event)
      for (let viewer = 0; viewer < PEOPLE; viewer++)
        if (!world.suspended.has(viewer)) await assertSight(world, town, viewer)
      for (const ask of world.asks) {
        const { status } = await api.signedOut.get(`/api/kith/v1/asks/${ask.id}`)
        assert.equal(status, ask.reach === 'everybody' && !world.suspended.has(ask.by) ? 200 : 404, 'signed out')
      }
    }),
    { numRuns: Number(process.env.KITH_RUNS ?? 20), endOnFailure: false },
  )
})

async function newTown(): Promise<Town> {
  // What an earlier town asked everybody would be in the way of this one's lists.
  await ctx.pool.query('delete from asks')
  return settle(ctx, api, PEOPLE)
}

async function happen(world: World, town: Town, event: Event): Promise<void> {
  const { a } = event
  if (event.what === 'suspend') return shutOut(ctx, api, world, town, a)
  if (world.suspended.has(a)) return
  if (event.what === 'ask') return ask(world, town, event)
  if ('ask' in event) {
    const asked = world.asks[event.ask % Math.max(1, world.asks.length)]
    if (asked) await onAsk(world, town, event, asked)
    return
  }
  if (a === event.b || world.suspended.has(event.b)) return
  await change(ctx, world, town, event)
}

async function ask(world: World, town: Town, { a, reach, named: wished }: Extract<Event, { what: 'ask' }>) {
  const named = wished || reach === 'everybody'
  await ctx.pool.query('truncate attempts')
  const wish = { question: 'Wer weiß das?', reach, named, circle_ids: [town.circles[a]] }
  const { status, body, text } = await town.clients[a]!.post('/api/kith/v1/asks', wish)
  assert.equal(status, 201, text)
  world.asks.push({ id: body.id, by: a, reach, named, nudged: new Map(), said: [], reporters: new Set() })
}

async function onAsk(world: World, town: Town, event: Extract<Event, { ask: number }>, asked: Asked): Promise<void> {
  const { a } = event
  const client = town.clients[a]!
  if (event.what === 'answer') {
    const { status, body } = await client.post(`/api/kith/v1/asks/${asked.id}/answers`, { text: 'So.' })
    assert.equal(status, world.sees(a, asked) ? 200 : 404, JSON.stringify(body))
    if (status !== 200) return
    const { rows } = await ctx.pool.query('select id from answers where ask_id = $1 order by id desc limit 1', [
      asked.id,
    ])
    asked.said.push({ id: rows[0].id, by: a, reporters: new Set() })
    if (asked.nudged.has(a)) asked.nudged.set(a, true)
    return
  }
  if (event.what === 'pass') return pass(world, town, event, asked)
  if (event.what === 'reportAnswer') return reportAnswer(world, client, a, asked)
  if (event.what === 'report' || event.what === 'takeDown') return report(world, client, event, asked)
  if (event.what === 'takeBack') {
    const { status } = await client.delete(`/api/kith/v1/asks/${asked.id}`)
    assert.equal(status, a === asked.by ? 204 : 404)
    if (status === 204) world.asks.splice(world.asks.indexOf(asked), 1)
    return
  }
  if (event.what === 'unsay') {
    const said = asked.said.find(({ by }) => by === a)
    if (!said) return
    assert.equal((await client.delete(`/api/kith/v1/answers/${said.id}`)).status, 204)
    asked.said.splice(asked.said.indexOf(said), 1)
    return
  }
  if (event.what === 'nudge') {
    // As the router would: only those whom it may reach, and who are on terms with whoever asks.
    if (a === asked.by || asked.nudged.has(a) || !world.reaches(a, asked) || !world.onTerms(asked.by, a)) return
    if (asked.reporters.has(a)) return
    if (world.timesNudged(a) >= 3) return
    const insert = `insert into nudges (ask_id, person_id, first_id, wave, created_at) values ($1, $2, $2, 1, now())`
    await ctx.pool.query(insert, [asked.id, town.ids[a]])
    world.nudge(
      a,
      asked,
      asked.said.some(({ by }) => by === a),
    )
    if (asked.nudged.get(a))
      await ctx.pool.query(`update nudges set deed = 'answered' where ask_id = $1 and person_id = $2`, [
        asked.id,
        town.ids[a],
      ])
    return
  }
}

async function reports(client: Client, kind: string, id: string, may: boolean): Promise<boolean> {
  await ctx.pool.query('truncate attempts')
  const { status } = await client.post('/api/kith/v1/reports', { kind, id })
  assert.equal(status, may ? 204 : 404)
  return may
}

async function report(world: World, client: Client, { what, a }: { what: string; a: number }, asked: Asked) {
  if (!(await reports(client, 'ask', asked.id, a !== asked.by && world.sees(a, asked)))) return
  asked.reporters.add(a)
  if (what !== 'takeDown') return
  const [{ id }] = (await moderator.get('/api/kith/v1/reports?limit=1')).body
  assert.equal((await moderator.put(`/api/kith/v1/reports/${id}/taken_down`, {})).status, 204)
  world.asks.splice(world.asks.indexOf(asked), 1)
}

async function reportAnswer(world: World, client: Client, a: number, asked: Asked) {
  const said = asked.said.find(({ by, reporters }) => by !== a && !reporters.has(a))
  if (said && (await reports(client, 'answer', said.id, world.sees(a, asked)))) said.reporters.add(a)
}

async function pass(world: World, town: Town, { a, b }: Extract<Event, { what: 'pass' }>, asked: Asked) {
  const { rows } = await ctx.pool.query('select id from nudges where ask_id = $1 and person_id = $2', [
    asked.id,
    town.ids[a],
  ])
  const path = `/api/kith/v1/nudges/${rows[0]?.id ?? '1'}`
  const { status, body } = await town.clients[a]!.put(path, { deed: 'passed', to: town.ids[b] })
  const code = passing(world, asked, a, b)
  const given = code === 'nowhere' ? 'done' : code
  assert.equal(status < 300 ? 'done' : body.code, given, `${a} passes ${world.asks.indexOf(asked)} to ${b}`)
  if (given !== 'done') return
  asked.nudged.set(a, true)
  if (code === 'done') world.nudge(b, asked, false)
}

function passing(world: World, asked: Asked, a: number, b: number): string {
  if (a === b) return 'asks.oneself'
  if (!asked.nudged.has(a) || !world.sees(a, asked)) return 'common.missing'
  if (asked.nudged.get(a)) return 'asks.done_already'
  if (asked.reach === 'circles') return 'asks.stays_there'
  if (world.suspended.has(b)) return 'common.missing'
  if (!world.tied(a, b) || !world.onTerms(a, b)) return 'asks.not_to_them'
  if (b === asked.by && !world.isHidden(a, asked)) return 'asks.not_to_them'
  // What is between the two is not the one's to know who hands it on.
  if (b === asked.by || !world.onTerms(asked.by, b) || asked.reporters.has(b)) return 'nowhere'
  if (asked.nudged.has(b) || world.timesNudged(b) >= 3) return 'asks.asked_enough'
  return 'done'
}

/** Everywhere else that an ask may show. */
const LISTS = ['?list=near&', '?list=waiting&', '/similar?q=Wer+weiß+das&']
const KINDS = ['ask_nudge', 'ask_answer', 'ask_helped']

type Told = { account: { id: string }; ask: { id: string } }

type AskSeen = { id: string; account: { id: string } | null; nudge: object | null }
type Heard = { id: string; account: { id: string } | null; by_asker: boolean }

async function assertSight(world: World, { ids, clients, names }: Town, viewer: number) {
  const client = clients[viewer]!
  const listed: AskSeen[] = (await client.get('/api/kith/v1/asks?limit=40')).body
  const seen = world.asks.filter((ask) => world.sees(viewer, ask))
  const heeds = (ask: Asked) => world.isHidden(viewer, ask) || !world.mutes.has(`${viewer} ${ask.by}`)
  const wanted = seen.filter(heeds).map(({ id }) => id)
  assert.deepEqual(listed.map(({ id }) => id).toSorted(), wanted.toSorted(), `the list of ${viewer}`)
  for (const list of LISTS)
    for (const { id } of (await client.get(`/api/kith/v1/asks${list}limit=40`)).body)
      assert.ok(wanted.includes(id), `${list} of ${viewer}`)
  const told = await toldOf<Told>(api, client, KINDS)
  for (const { account, ask: about } of told) {
    const ask = world.asks.find(({ id }) => id === about.id)
    assert.ok(ask && world.sees(viewer, ask), 'told of what one may see')
    if (world.isHidden(viewer, ask)) assert.notEqual(account.id, ids[ask.by], 'not told who asks')
  }
  for (const ask of world.asks) {
    const one = await client.get(`/api/kith/v1/asks/${ask.id}`)
    const answers = await client.get(`/api/kith/v1/asks/${ask.id}/answers?limit=40`)
    assert.equal(one.status, seen.includes(ask) ? 200 : 404)
    assert.equal(answers.status, one.status)
    if (one.status === 404) continue
    const hidden = world.isHidden(viewer, ask)
    assert.equal(one.body.account?.id, hidden ? undefined : ids[ask.by], 'who asks')
    assert.equal(one.body.nudge !== null, ask.nudged.has(viewer))
    const heard = ask.said.filter(({ by, reporters }) => !reporters.has(viewer) && world.hears(viewer, by, ask))
    assert.deepEqual(
      (answers.body as Heard[]).map(({ id, account, by_asker: byAsker }) => [id, account?.id, byAsker]).toSorted(),
      heard.map(({ id, by }) => [id, hidden && by === ask.by ? undefined : ids[by], by === ask.by]).toSorted(),
      `what ${viewer} reads`,
    )
    // Elsewhere in it the name may stand only of what whoever asks did openly, such as passing something on: they did not.
    if (hidden) assert.ok(!one.text.includes(`"${names[ask.by]}"`) && !answers.text.includes(`"${names[ask.by]}"`))
  }
}
