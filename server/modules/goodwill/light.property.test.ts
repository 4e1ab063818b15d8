/**
 * Whom a light names, to whomever reads it, against plain rules: whatever is given on, thanked for, deleted, taken back, blocked, muted or
 * suspended, in whatever order. What happened is read as it stands; whom a thanks names is held by `names.property.test.ts`.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { updateProfile } from '#modules/people'
import { rows } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { World, type Facts, type Flame, type Sight, type Thanks } from '#test/lightrules'
import { between, leave, pick, rowOf, suspendOrNot, type Row } from '#test/row'

const PEOPLE = 6
const KITH = '/api/kith/v1'

type Event =
  | { what: 'tie' | 'block' | 'unblock' | 'mute' | 'introduce' | 'request' | 'give'; a: number; b: number; c: number }
  | { what: 'ask'; a: number; b: number; named: boolean }
  | { what: 'pass' | 'answer'; a: number; b: number; one: number }
  | { what: 'help' | 'unhelp' | 'unask' | 'unsay' | 'show' | 'takeBack' | 'offer'; one: number; a: number }
  | { what: 'thankAnswer' | 'thankIntroduction' | 'thankPerson' | 'thankGift'; a: number; b: number; one: number }
  | { what: 'suspend' | 'leave'; a: number }

const a = fc.nat(PEOPLE - 1)
const one = fc.nat(9)
const of = <T extends string>(...names: T[]) => fc.constantFrom(...names)
const THANKING = of('thankAnswer', 'thankIntroduction', 'thankPerson', 'thankGift')
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: of('introduce', 'request', 'give', 'tie'), a, b: a, c: a }) },
  { weight: 3, arbitrary: fc.record({ what: of('block', 'block', 'unblock', 'mute'), a, b: a, c: a }) },
  { weight: 3, arbitrary: fc.record({ what: of('ask'), a, b: a, named: fc.boolean() }) },
  { weight: 7, arbitrary: fc.record({ what: of('pass', 'pass', 'answer'), a, b: a, one }) },
  { weight: 5, arbitrary: fc.record({ what: of('help', 'help', 'help', 'unhelp'), a, one }) },
  { weight: 3, arbitrary: fc.record({ what: of('show', 'offer', 'takeBack', 'unask', 'unsay'), a, one }) },
  { weight: 6, arbitrary: fc.record({ what: THANKING, a, b: a, one }) },
  { weight: 1, arbitrary: fc.record({ what: of('suspend', 'suspend', 'leave'), a }) },
)

/** So that there is something to see from the beginning: 0 asks, it goes over 1 and 2 to 3, whose answer helps; 2 introduces 1 and 3. */
const BEFORE = (named: boolean): Event[] => [
  { what: 'ask', a: 0, b: 1, named },
  { what: 'pass', a: 1, b: 2, one: 0 },
  { what: 'pass', a: 2, b: 3, one: 0 },
  { what: 'answer', a: 3, b: 0, one: 0 },
  { what: 'help', a: 0, one: 0 },
  { what: 'introduce', a: 2, b: 1, c: 3 },
  { what: 'request', a: 0, b: 4, c: 1 },
  { what: 'thankIntroduction', a: 0, b: 0, one: 1 },
  { what: 'thankPerson', a: 1, b: 3, one: 0 },
]

let ctx: TestContext
let api: TestApi
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())

test(
  'no light names anybody whom the rules keep from its reader, to themselves or to others',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(anyEvent, { minLength: 8, maxLength: 30 }), async (named, events) => {
        const town = await settle()
        for (const event of [...BEFORE(named), ...events]) await happen(town, event)
        await assertLights(town)
      }),
      { numRuns: Number(process.env.KITH_RUNS ?? 20), endOnFailure: true },
    )
  },
)

type Town = Row & { world: World }

async function settle(): Promise<Town> {
  const row = await rowOf(ctx, api, PEOPLE)
  for (const id of row.ids) await updateProfile(ctx, id, { showsLight: true })
  return { ...row, world: new World() }
}

const find = async <T>(text: string, values: unknown[] = []) => rows<T>(ctx.db, text, values)
const idIn = async (text: string, index: number) => pick(await find<{ id: string }>(`${text} order by id`), index)?.id

async function happen(town: Town, event: Event): Promise<void> {
  const { ids, world } = town
  await ctx.pool.query('truncate attempts')
  const me = ids[event.a]!
  if (world.gone.has(me)) return
  if (event.what === 'leave') return leave(ctx, world, me)
  if (event.what === 'suspend') return suspendOrNot(ctx, api, world, town, me)
  if (world.suspended.has(me)) return
  if ('c' in event) return betweenSome(town, event, [me, ids[event.b]!, ids[event.c]!])
  if (event.what === 'ask') return ask(me, ids[event.b]!, event.named)
  if ('b' in event) {
    const other = ids[event.b]!
    return event.what === 'pass' || event.what === 'answer' ? onAsk(event, me, other) : thank(town, event, me, other)
  }
  if ('one' in event) await undoOrShow(town, event)
}

async function betweenSome({ world }: Town, { what }: { what: string }, [me, other, third]: [string, string, string]) {
  if (me === other || world.away(other)) return
  await between(ctx, world, what, [me, other])
  if (what === 'give') await find(GIVE, [me, other])
  if ([me, other].includes(third) || world.gone.has(third)) return
  if (what === 'introduce') await find(MEET, [me, other, third])
  if (what === 'request') await find(REQUEST, [me, other, third])
}

const GIVE = `
  with o as (insert into offers (person_id, kind, what, way, reach, expires_at, created_at)
    values ($1, 'offer', 'Rad', 'gift', 'place', now() + interval '1 day', now()) returning id)
  insert into takers (offer_id, person_id, chosen_at, taker_says, created_at) select id, $2, now(), 'handed', now() from o`
const MEET = `
  insert into introductions (introducer_id, low_id, high_id, note, state, met_at, expires_at)
  values ($1::bigint, least($2::bigint, $3), greatest($2::bigint, $3), '', 'met', now(), now()) returning id`
/** The first asks to be introduced to the second; it goes over the third to somebody else, who introduces them. */
const REQUEST = `
  with last as (select id from people where id not in ($1::bigint, $2::bigint, $3::bigint) order by id limit 1),
    met as (insert into introductions (introducer_id, low_id, high_id, note, state, met_at, expires_at, seeker_id)
      select id, least($1::bigint, $2), greatest($1::bigint, $2), '', 'met', now(), now(), $1 from last returning id),
    r as (insert into introduction_requests (seeker_id, target_id, note, expires_at) values ($1, $2, '', now()) returning id)
  insert into request_steps (request_id, depth, from_id, holder_id, arrived, deed, introduction_id)
  select r.id, 1, $1::bigint, $3::bigint, true, 'passed', null::bigint from r
  union all select r.id, 2, $3, last.id, true, 'proposed', met.id from r, last, met`

async function ask(me: string, first: string, named: boolean) {
  const [made] = await find<{ id: string }>(
    `insert into asks (person_id, question, reach, named) values ($1, 'Was?', 'place', $2) returning id`,
    [me, named],
  )
  if (me !== first) await nudge(made!.id, first, null)
}

const nudge = (askId: string, to: string, from: string | null) =>
  find(
    `insert into nudges (ask_id, person_id, from_id, created_at) select $1, p.id, $3::bigint, now() from people p join asks a on a.id = $1
     where p.id = $2 and a.person_id <> p.id on conflict do nothing`,
    [askId, to, from],
  )

async function onAsk({ what, one: index }: { what: string; one: number }, me: string, other: string) {
  const id = await idIn('select id from asks', index)
  if (!id) return
  const mine = await find('select from nudges where ask_id = $1 and person_id = $2', [id, me])
  const given = await find('select from nudges where ask_id = $1 and from_id = $2', [id, me])
  if (what === 'pass' && mine.length > 0 && given.length === 0 && me !== other) await nudge(id, other, me)
  if (what === 'answer') await find(`insert into answers (ask_id, person_id, text) values ($1, $2, 'Das.')`, [id, me])
}

async function thank(town: Town, { what, one: index }: { what: string; one: number }, me: string, other: string) {
  const about = { thankAnswer: 'answer', thankIntroduction: 'introduction', thankGift: 'offer' }[what] ?? 'person'
  const things: Record<string, string> = {
    answer: 'select id from answers',
    introduction: 'select id from introductions',
    offer: 'select id from offers',
  }
  const id = about === 'person' ? other : await idIn(things[about]!, index)
  if (id) await town.as(me).post(`${KITH}/thanks`, { about, id, ...(index % 2 ? { word: 'Danke!' } : {}) })
}

async function undoOrShow({ as, clients }: Town, { what, one: index }: { what: string; one: number }) {
  const table = ['help', 'unhelp', 'unsay'].includes(what) ? 'answers' : what === 'unask' ? 'asks' : 'thanks'
  const id = await idIn(`select id from ${table}`, index)
  if (!id) return
  if (what === 'unask' || what === 'unsay') return void (await find(`delete from ${table} where id = $1`, [id]))
  if (table === 'answers') {
    const [asked] = await find<{ by: string }>(
      'select a.person_id as by from asks a join answers n on n.ask_id = a.id where n.id = $1',
      [id],
    )
    return void (await as(asked!.by).put(`${KITH}/answers/${id}/helped`, { helped: what === 'help' }))
  }
  const words = { kind: 'offer', what: 'Zeit', way: 'time', reach: 'place' }
  for (const client of clients.values()) {
    if (what === 'show') await client.patch(`${KITH}/thanks/${id}`, { shows: true })
    if (what === 'takeBack') await client.delete(`${KITH}/thanks/${id}`)
    if (what === 'offer' && (await client.post(`${KITH}/thanks/${id}/passing`, words)).status === 201) return
  }
}

async function factsAsTheyStand(): Promise<Facts> {
  return {
    asks: await find('select id, person_id as by, named from asks'),
    answers: await find(
      `select n.id, n.ask_id as ask, n.person_id as by, n.helped_at is not null and n.person_id <> a.person_id as helped
       from answers n join asks a on a.id = n.ask_id`,
    ),
    nudges: await find('select ask_id as ask, person_id as to, from_id as from from nudges'),
    introductions: await find('select id, introducer_id as by, low_id as one, high_id as other from introductions'),
    gifts: await find(
      'select o.id, o.person_id as giver, k.person_id as taker from offers o join takers k on k.offer_id = o.id',
    ),
    thanks: await find(
      `select id, from_id as from, to_id as to, about, about_id as thing, word is not null as word, from_shows and to_shows as shown
       from thanks`,
    ),
    passings: await find('select offer_id as id, person_id as by, thanks_id as thanks from passings'),
    follows: await find('select follower_id as a, followee_id as b from follows'),
  }
}

type Somebody = { id: string } | null
type Told = { kind: string; at: string | null; by: Somebody; for: Somebody; with: Somebody }
const lineOf = ({ kind, by, for: whom, with: other }: Omit<Flame, 'of'>) => `${kind} ${by} ${whom} ${other}`
const told = ({ kind, by, for: whom, with: other }: Told) =>
  lineOf({ kind, by: by?.id ?? null, for: whom?.id ?? null, with: other?.id ?? null })

async function assertLights({ world, ids, as }: Town) {
  const facts = await factsAsTheyStand()
  const here = ids.filter((id) => !world.away(id))
  const lights = new Map<string, Flame[]>()
  const sights = new Map<string, Map<string, Sight>>()
  for (const viewer of here) {
    sights.set(viewer, await sightsOf(as(viewer), facts.thanks))
    lights.set(viewer, world.lightOf(viewer, facts, sights.get(viewer)!))
  }
  for (const viewer of here) {
    const name = `P${ids.indexOf(viewer)}`
    const mine = await as(viewer).get(`${KITH}/light?limit=80`)
    const light = lights.get(viewer)!
    assert.deepEqual(mine.body.map(told).toSorted(), light.map(lineOf).toSorted(), `the light of ${name}`)
    assertNamesNobodyElse(mine.text, ids, light.flatMap(namesIn))
    for (const whose of here.filter((id) => id !== viewer)) {
      const { status, body, text } = await as(viewer).get(`${KITH}/people/${whose}/light?limit=80`)
      assert.equal(status, world.shut(viewer, whose) ? 404 : 200)
      if (status === 404) continue
      const { named, kinds } = world.shownOf(whose, viewer, lights, facts, sights.get(viewer)!)
      const seen = (body as Told[]).filter(({ at }) => at)
      assert.deepEqual(seen.map(told).toSorted(), named.map(lineOf).toSorted(), `what ${name} is shown by name`)
      assert.deepEqual(new Set((body as Told[]).filter(({ at }) => !at).map(({ kind }) => kind)), kinds, 'and without')
      assertNamesNobodyElse(text, ids, [whose, ...named.flatMap(namesIn)])
    }
  }
}

async function sightsOf(client: Client, thanks: Thanks[]): Promise<Map<string, Sight>> {
  const sights = new Map<string, Sight>()
  for (const { id } of thanks) {
    const { status, body } = await client.get(`${KITH}/thanks/${id}`)
    if (status !== 200) continue
    const idOf = (somebody: Somebody) => somebody?.id ?? null
    const next = body.part === 'passed' ? body.after : body.with
    sights.set(id, { from: idOf(body.from), to: idOf(body.to), with: idOf(next), part: body.part })
  }
  return sights
}

const namesIn = ({ by, for: whom, with: other }: Flame) => [by, whom, other].filter((one) => one !== null)

function assertNamesNobodyElse(text: string, ids: string[], named: string[]) {
  for (const id of ids) assert.ok(named.includes(id) || !text.includes(`"${id}"`), 'somebody is named elsewhere in it')
}
