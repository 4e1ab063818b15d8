/**
 * Who hears of a thanks, and whose names and words it tells them, at every door, against plain rules: whatever is deleted, taken back, said
 * anew, reported, blocked or suspended before or after.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { rows } from '#platform/db'
import { testApi, toldOf, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { between, leave, pick, rowOf, suspendOrNot, waysFrom, type Row } from '#test/row'
import { factsOf, thanksOf, World, type Sight, type Thanks, type ThanksFacts, type Thing } from '#test/thanksrules'

const PEOPLE = 6
const KITH = '/api/kith/v1'

type Event =
  | { what: 'tie' | 'block' | 'unblock' | 'mute' | 'introduce' | 'request'; a: number; b: number; c: number }
  | { what: 'ask'; a: number; b: number; named: boolean }
  | { what: 'pass' | 'answer' | 'offer' | 'helped' | 'unask' | 'unsay'; a: number; b: number; one: number }
  | { what: 'thankAnswer' | 'thankIntroduction' | 'thankPerson'; a: number; b: number; one: number }
  | { what: 'show' | 'takeBack' | 'reword' | 'report'; one: number }
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
  { weight: 4, arbitrary: fc.record({ what: of('show', 'show', 'takeBack', 'reword', 'report'), one }) },
  { weight: 1, arbitrary: fc.record({ what: of('suspend', 'suspend', 'leave'), a }) },
)

/** So that there is something to thank for from the beginning. */
const BEGINNINGS: ((named: boolean) => Event[])[] = [
  // 0 asks, it goes over 1 and 2 to 3; 2 introduces 1 and 3; 0 comes to 4 by way of 1, 2 and 3, and that is shown to all.
  (named) => [
    { what: 'ask', a: 0, b: 1, named },
    { what: 'pass', a: 1, b: 2, one: 0 },
    { what: 'pass', a: 2, b: 3, one: 0 },
    { what: 'answer', a: 3, b: 0, one: 0 },
    { what: 'thankAnswer', a: 0, b: 0, one: 0 },
    { what: 'introduce', a: 2, b: 1, c: 3 },
    { what: 'request', a: 0, b: 4, c: 0 },
    { what: 'thankIntroduction', a: 0, b: 0, one: 1 },
    { what: 'show', one: 1 },
  ],
  // 0 asks, it goes over 1 to 2, who knows 3: 0 and 3 meet by it.
  (named) => [
    { what: 'tie', a: 0, b: 2, c: 0 },
    { what: 'ask', a: 0, b: 1, named },
    { what: 'pass', a: 1, b: 2, one: 0 },
    { what: 'offer', a: 2, b: 3, one: 0 },
    { what: 'thankPerson', a: 0, b: 3, one: 0 },
    { what: 'thankPerson', a: 3, b: 0, one: 0 },
  ],
]

/** One of those along the chain may mute from then on whoever asked, or whoever was thanked may shut them out. */
const AFTER: Event[][] = [
  [],
  ...[1, 2, 3, 4].map((by): Event[] => [{ what: 'mute', a: by, b: 0, c: 0 }]),
  ...[3, 3].map((by): Event[] => [{ what: 'block', a: by, b: 0, c: 0 }]),
]
const anyBeginning = fc
  .tuple(fc.constantFrom(...BEGINNINGS), fc.boolean(), fc.constantFrom(...AFTER))
  .map(([begin, named, then]) => [...begin(named), ...then])

let ctx: TestContext
let api: TestApi
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
      fc.asyncProperty(anyBeginning, fc.array(anyEvent, { minLength: 8, maxLength: 26 }), async (before, events) => {
        const town = { ...(await rowOf(ctx, api, PEOPLE)), world: new World() }
        for (const event of [...before, ...events]) await happen(town, event)
        for (const viewer of town.ids) if (!town.world.away(viewer)) await assertSight(town, viewer)
      }),
      { numRuns: Number(process.env.KITH_RUNS ?? 20), endOnFailure: true },
    )
  },
)

type Town = Row & { world: World }

const find = async <T>(text: string, values: unknown[]) => rows<T>(ctx.db, text, values)

async function happen(town: Town, event: Event): Promise<void> {
  const { world, ids, as } = town
  await ctx.pool.query('truncate attempts')
  if (!('a' in event)) return onThanks(town, event)
  const me = ids[event.a]!
  if (world.gone.has(me)) return
  if (event.what === 'suspend') return suspendOrNot(ctx, api, world, town, me)
  if (world.away(me)) return
  if (event.what === 'leave') return leave(ctx, world, me)
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
  await between(ctx, world, event.what, [me, other])
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
  const facts = await factsOf(ctx.db, { about: 'answer', id: answerId }, asker)
  const said = await town.as(asker).put(`${KITH}/answers/${answerId}/helped`, { helped: true })
  const made = `select id from thanks where about = 'answer' and about_id = $1 and from_id = $2`
  const [row] = await find<{ id: string }>(made, [answerId, asker])
  // Whoever answered is told that it helped.
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

async function onThanks({ world, as }: Town, { what, one: index }: { what: string; one: number }) {
  const there = world.thanks.filter(({ from, to }) => !world.away(from) && !world.away(to))
  const thanks = pick(there, index)
  if (!thanks) return
  const { from, to } = thanks
  const url = `${KITH}/thanks/${thanks.id}`
  if (what === 'takeBack') {
    assert.equal((await as(from).delete(url)).status, 204)
    world.thanks = world.thanks.filter((other) => other !== thanks)
  }
  if (what === 'show')
    for (const end of [from, to]) if ((await as(end).patch(url, { shows: true })).status === 200) thanks.shows.add(end)
  if (what === 'reword') {
    const word = `Anders gesagt: ${index}`
    const status = world.shut(from, to) ? 404 : 200
    assert.equal((await as(from).patch(url, { word })).status, status)
    if (status === 200) world.say(thanks, word)
  }
  if (what === 'report' && world.sightOf(to, thanks)) {
    assert.equal((await as(to).post(`${KITH}/reports`, { kind: 'thanks', id: thanks.id })).status, 204)
    world.report(to, thanks)
  }
}

async function thank(town: Town, what: string, { me, other, index }: { me: string; other: string; index: number }) {
  const thing = await thingFor(what, other, index)
  if (!thing) return
  const facts = await factsOf(ctx.db, thing, me)
  const made = await town.as(me).post(`${KITH}/thanks`, { ...thing, word: 'Danke!' })
  if (made.status !== 200 || !facts) return
  const one = await keep(town, made.body.id, me, facts)
  town.world.say(one, 'Danke!')
}

/** Once for the same, of which all along its chain are told. */
async function keep({ world }: Town, id: string, me: string, facts: ThanksFacts): Promise<Thanks> {
  const before = world.thanks.find((one) => one.id === id)
  if (before) return before
  const one = await thanksOf(ctx.db, id, me, facts)
  world.thanks.push(one)
  for (const person of one.chain.keys()) world.tell(person, one)
  return one
}

async function thingFor(what: string, other: string, index: number): Promise<Thing | undefined> {
  if (what === 'thankPerson') return { about: 'person', id: other }
  const table = what === 'thankAnswer' ? `answers where kind = 'answer'` : `introductions where state = 'met'`
  const id = pick(await find<{ id: string }>(`select id from ${table} order by id`, []), index)?.id
  return id ? { about: what === 'thankAnswer' ? 'answer' : 'introduction', id } : undefined
}

type Named = { id: string } | null
type Entity = { id: string; from: Named; to: Named; before: Named; after: Named; word: string | null }
const sightIn = ({ id, from, to, before: had, after: gave, word }: Entity): Sight => ({
  id,
  from: from?.id ?? null,
  to: to?.id ?? null,
  before: had?.id ?? null,
  after: gave?.id ?? null,
  word,
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
  for (const by of ids) {
    const shown = world.thanks.filter((one) => world.shownOn(by, viewer, one))
    assert.deepEqual(await read(`list=shown&by=${by}`), sights(shown), `${name} on the page of P${ids.indexOf(by)}`)
  }
  assertTold(world, viewer, await toldOf<Told>(api, client, ['thanks', 'thanks_chain']))
}

type Told = { account: { id: string }; thanks: { id: string } }

function assertTold(world: World, viewer: string, told: Told[]) {
  const wanted = world.thanks.filter((one) => world.told.get(one.id)?.has(viewer) && world.hears(viewer, one))
  assert.deepEqual(new Set(told.map(({ thanks }) => thanks.id)), new Set(wanted.map(({ id }) => id)), 'who hears of it')
  for (const { account, thanks } of told) {
    const one = world.thanks.find(({ id }) => id === thanks.id)
    const sight = one && world.sightOf(viewer, one)
    assert.ok(sight, 'told of something that is not to be seen')
    assert.ok(viewer === account.id ? sight.from === null : account.id === sight.from, 'told in the right name')
  }
}
