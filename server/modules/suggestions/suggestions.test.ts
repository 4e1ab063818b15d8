import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { describePlace } from '#modules/accounts'
import { acquaintanceOf, learnRanking } from '#modules/acquaintance'
import { addPerson, updateProfile } from '#modules/people'
import { befriend, block, follow, mute, unfollow } from '#modules/ties'
import { transaction } from '#platform/db'
import { listen } from '#platform/events'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { watchAll } from '../../modules.ts'

let ctx: TestContext
let api: TestApi
let who: Village
let katharina: Client

before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())

const tie = (...names: (keyof Village)[]) =>
  transaction(ctx.db, async (tx) => {
    for (const [i, one] of names.entries())
      for (const other of names.slice(0, i)) await befriend(tx, who[one], who[other])
  })

beforeEach(async () => {
  await ctx.pool.query('truncate people cascade')
  who = await village(ctx)
  katharina = api.as(who.katharina)
})

const PAIRS = '/api/kith/v1/suggestions/pairs'
const PEOPLE = '/api/kith/v1/suggestions/people'
type Pair = { people: { id: string; username: string }[]; reasons: { kind: string; [key: string]: unknown }[] }
const namesOf = ({ people }: Pair) => people.map(({ username }) => username).toSorted()
const pairs = async (query = ''): Promise<Pair[]> => (await katharina.get(`${PAIRS}?limit=20${query}`)).body

test('whoever knows two can introduce them, and says why: whom both know, and what one seeks and the other offers', async () => {
  await tie('katharina', 'jule')
  await tie('katharina', 'tomasz')
  await tie('katharina', 'noor')
  await tie('jule', 'grete')
  await tie('tomasz', 'grete')
  await updateProfile(ctx, who.jule, { looksFor: ['Jemand, der alte Geigen repariert'] })
  await updateProfile(ctx, who.tomasz, { helpsWith: ['Geige reparieren', 'Umzug'] })
  const [first, ...others] = await pairs()
  assert.deepEqual(namesOf(first!), ['jule', 'tomasz'])
  const [shared, seeks] = first!.reasons as {
    kind: string
    people: { username: string }[]
    seeker: string
    wish: string
    offer: string
  }[]
  assert.deepEqual([shared!.kind, shared!.people.map(({ username }) => username)], ['shared', ['grete']])
  assert.deepEqual(
    [seeks!.kind, seeks!.seeker, seeks!.wish, seeks!.offer],
    ['seeks', who.jule, 'Jemand, der alte Geigen repariert', 'Geige reparieren'],
  )
  assert.deepEqual(others.map(namesOf).toSorted(), [
    ['jule', 'noor'],
    ['noor', 'tomasz'],
  ])
  await updateProfile(ctx, who.grete, { hideCollections: true })
  assert.ok(!(await pairs())[0]!.reasons.some(({ kind }) => kind === 'shared'), 'who hides whom they know is no reason')
})

test('what could be said of anything is no reason, and a question is told as a question', async () => {
  await tie('katharina', 'jule')
  await tie('katharina', 'tomasz')
  await tie('katharina', 'noor')
  await api.as(who.jule).post('/api/kith/v1/asks', { question: 'Welche Fenster in ein altes Haus?', reach: 'place' })
  await updateProfile(ctx, who.tomasz, { helpsWith: ['Alte Rahmen'] })
  assert.ok((await pairs()).every(({ reasons }) => reasons.length === 0))
  await updateProfile(ctx, who.noor, { helpsWith: ['Fenster und Türen'] })
  const [first] = await pairs()
  assert.deepEqual(namesOf(first!), ['jule', 'noor'])
  const seeks = { kind: 'seeks', seeker: who.jule, wish: 'Welche Fenster in ein altes Haus?', asked: true }
  assert.deepEqual(first!.reasons, [{ ...seeks, offer: 'Fenster und Türen' }])
})

test('a language speaks for two where few write it, never one that nearly everybody does', async () => {
  const names = ['jule', 'tomasz', 'noor', 'paul', 'aylin'] as const
  for (const name of names) await tie('katharina', name)
  const write = async (name: keyof Village, language: string) => {
    for (const status of ['Привіт', 'Hello'])
      assert.equal((await api.as(who[name]).post('/api/v1/statuses', { status, language })).status, 200)
  }
  await write('jule', 'uk')
  await write('tomasz', 'uk')
  await write('noor', 'en')
  await write('paul', 'en')
  const told = (await pairs()).flatMap(({ reasons }) => reasons)
  assert.deepEqual(told, [{ kind: 'language', language: 'uk' }])
  await write('noor', 'uk')
  assert.deepEqual(
    (await pairs()).flatMap(({ reasons }) => reasons),
    [],
    'most do',
  )
})

test('what both are taken up with is read as one of them writes it', async () => {
  await tie('katharina', 'jule')
  await tie('katharina', 'tomasz')
  await updateProfile(ctx, who.jule, { helpsWith: ['Radio, am liebsten über Orgelbau'] })
  await updateProfile(ctx, who.tomasz, { helpsWith: ['Orgelbau, und beides leise'] })
  assert.deepEqual((await pairs())[0]!.reasons, [{ kind: 'topics', words: ['Orgelbau'] }])
  for (const name of ['jule', 'tomasz'] as const) {
    await updateProfile(ctx, who[name], { helpsWith: [], fields: [{ name: 'Ort', value: 'Lindenau' }] })
    await api.as(who[name]).post('/api/v1/statuses', { status: 'Heute #Lindenau und #Orgelbau' })
  }
  const told = (await pairs())[0]!.reasons.find(({ kind }) => kind === 'topics')
  assert.deepEqual(told?.words, ['#orgelbau'], 'a hashtag as one, and where they live is no topic')
  await describePlace(ctx, { name: 'Orgelbau am Kanal' })
  assert.ok(!(await pairs())[0]!.reasons.some(({ kind }) => kind === 'topics'), 'nor is the place itself')
  await describePlace(ctx, { name: 'Kith' })
})

test('not these two is for ever, and what is open, met or known is not suggested', async () => {
  await tie('katharina', 'jule')
  await tie('katharina', 'tomasz')
  await tie('katharina', 'noor')
  await katharina.post(`${PAIRS}/pass`, { people: [who.tomasz, who.jule] })
  await katharina.post(`${PAIRS}/pass`, { people: [who.jule, who.tomasz] })
  const wish = { parties: [who.jule, who.noor], note: 'Musik', suggested_for: ['topics'] }
  assert.equal((await katharina.post('/api/kith/v1/introductions', wish)).status, 201)
  assert.deepEqual((await pairs()).map(namesOf), [['noor', 'tomasz']])
  assert.deepEqual((await pairs(`&about=${who.jule}`)).map(namesOf), [])
  assert.deepEqual((await pairs(`&about=${who.noor}`)).map(namesOf), [['noor', 'tomasz']])
  await follow(ctx, who.noor, who.tomasz)
  assert.deepEqual(await pairs(), [])
  const refused = await katharina.post(`${PAIRS}/pass`, { people: [who.jule, '7'] })
  assert.equal(refused.status, 404)
})

test('whom one might like to meet comes with who could introduce one, and is passed over for good', async () => {
  await tie('katharina', 'jule')
  await tie('katharina', 'noor')
  await tie('jule', 'tomasz')
  await tie('noor', 'tomasz')
  await updateProfile(ctx, who.katharina, { looksFor: ['Hilfe beim Umzug'] })
  await updateProfile(ctx, who.paul, { helpsWith: ['Umzüge'] })
  const found = (await katharina.get(`${PEOPLE}?limit=3`)).body
  const byName = Object.fromEntries(found.map((one: { account: { username: string } }) => [one.account.username, one]))
  assert.deepEqual(byName.tomasz.by.map((one: { username: string }) => one.username).toSorted(), ['jule', 'noor'])
  assert.equal(byName.tomasz.reasons[0].kind, 'shared')
  await updateProfile(ctx, who.noor, { bot: true })
  const again = (await katharina.get(`${PEOPLE}?limit=20`)).body
  const introducers = again.flatMap((one: { by: { username: string }[] }) => one.by.map(({ username }) => username))
  assert.ok(!introducers.includes('noor'), 'a program introduces nobody, and is on no path')
  assert.deepEqual([byName.paul.reasons[0].kind, byName.paul.by], ['seeks', []])
  await katharina.delete(`/api/v1/suggestions/${who.tomasz}`)
  await updateProfile(ctx, who.paul, { introducedBy: 'nobody' })
  const names = (await katharina.get(`${PEOPLE}?limit=20`)).body.map(
    (one: { account: { username: string } }) => one.account.username,
  )
  assert.ok(!names.includes('tomasz') && !names.includes('paul') && !names.includes('jule'))
})

test('who says that they live in the same place is told so, unless most do', async () => {
  await tie('katharina', 'jule')
  await tie('katharina', 'tomasz')
  const live = (name: keyof Village, value: string) =>
    updateProfile(ctx, who[name], { fields: [{ name: 'Wohnort', value }] })
  await live('jule', 'Lindenau')
  await live('tomasz', ' lindenau')
  assert.deepEqual((await pairs())[0]!.reasons, [{ kind: 'place', place: 'Lindenau' }])
  for (const name of ['noor', 'paul', 'aylin', 'grete'] as const) {
    await tie('katharina', name)
    await live(name, 'Lindenau')
  }
  assert.ok((await pairs()).every(({ reasons }) => reasons.length === 0))
})

test('a reason that led to good meetings counts for more, one that led to none for less', async () => {
  await tie('katharina', 'jule', 'grete')
  await tie('katharina', 'tomasz')
  await tie('katharina', 'noor')
  await tie('katharina', 'paul')
  await unfollow(ctx, who.jule, who.grete)
  await updateProfile(ctx, who.jule, { looksFor: ['Brot'] })
  await updateProfile(ctx, who.tomasz, { helpsWith: ['Brot backen'] })
  for (const name of ['noor', 'paul'] as const)
    await updateProfile(ctx, who[name], { helpsWith: ['Orgelbau, Harmonium, Celesta'] })
  const first = async () => namesOf((await pairs())[0]!)
  assert.deepEqual(await first(), ['jule', 'tomasz'])
  await ctx.pool.query(
    `insert into introductions (introducer_id, low_id, high_id, note, state, expires_at, suggested_for)
     select $1, least($2::bigint, $3::bigint), greatest($2::bigint, $3::bigint), 'x', 'ended', now(), '{seeks}' from generate_series(1, 60)`,
    [who.aylin, who.grete, who.ferdinand],
  )
  assert.deepEqual(await first(), ['noor', 'paul'])
})

test('where there are three people there is something sensible, and where there is one nothing', async () => {
  assert.deepEqual(await pairs(), [])
  await tie('katharina', 'jule')
  assert.deepEqual(await pairs(), [])
  await tie('katharina', 'noor')
  assert.deepEqual((await pairs()).map(namesOf), [['jule', 'noor']])
  await learnRanking(ctx)
  assert.deepEqual((await pairs()).map(namesOf), [['jule', 'noor']])
})

test('a process that hears announcements is right again a moment after each follow', async (t) => {
  const events = await listen(ctx.url, ctx.log)
  const unwatch = watchAll(ctx, events)
  t.after(async () => {
    unwatch()
    await events.stop()
  })
  await tie('katharina', 'jule')
  const { graph } = await acquaintanceOf(ctx)
  assert.equal((await acquaintanceOf(ctx)).graph, graph, 'it is held')
  assert.equal(graph.edges, 1)
  const comesTo = async (edges: number) => {
    for (let i = 0; i < 100 && graph.edges !== edges; i++) await new Promise((resolve) => setTimeout(resolve, 10))
    assert.equal(graph.edges, edges)
  }
  await follow(ctx, who.katharina, who.tomasz)
  await comesTo(2)
  await unfollow(ctx, who.katharina, who.jule)
  await follow(ctx, who.noor, who.paul)
  await comesTo(3)
  await block(ctx, who.jule, who.katharina)
  await comesTo(2)
})

const TOWN = 7
const person = fc.nat(TOWN - 1)
const history = fc.array(
  fc.record({
    what: fc.constantFrom('tie', 'tie', 'tie', 'follow', 'block', 'mute', 'never', 'nobody', 'pass'),
    a: person,
    b: person,
  }),
  { minLength: 8, maxLength: 30 },
)

test('whatever happened, nobody is suggested whom the rules hide', { timeout: 120_000 }, async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      round += 1
      const ids = await transaction(ctx.db, async (tx) => {
        const made: string[] = []
        for (let i = 0; i < TOWN; i++) made.push(await addPerson(tx, { username: `r${round}_${i}`, displayName: 'x' }))
        return made
      })
      const plain = {
        follows: new Set<string>(),
        shut: new Set<string>(),
        never: new Set<string>(),
        nobody: new Set<number>(),
        passed: new Set<string>(),
      }
      for (const { what, a, b } of steps) if (a !== b) await happen(ids, plain, what, a, b)
      const key = (a: number, b: number) => [a, b].toSorted().join()
      const near = (a: number, b: number) => plain.follows.has(`${a} ${b}`) || plain.follows.has(`${b} ${a}`)
      const tied = (a: number, b: number) => plain.follows.has(`${a} ${b}`) && plain.follows.has(`${b} ${a}`)
      for (const viewer of ids.keys()) {
        const client = api.as(ids[viewer]!)
        for (const { people } of (await client.get(`${PAIRS}?limit=20`)).body as Pair[]) {
          const [a, b] = people.map(({ id }) => ids.indexOf(id)) as [number, number]
          assert.ok(tied(viewer, a) && tied(viewer, b), 'both are one’s own')
          assert.ok(
            !near(a, b) && !plain.shut.has(key(a, b)) && !plain.never.has(key(a, b)),
            'nothing is between the two',
          )
          assert.ok(!plain.nobody.has(a) && !plain.nobody.has(b), 'both let themselves be introduced')
          assert.ok(!plain.shut.has(key(viewer, a)) && !plain.shut.has(key(viewer, b)))
          assert.ok(!plain.passed.has(`${viewer}: ${key(a, b)}`), 'not these two')
        }
        for (const { account, by } of (await client.get(`${PEOPLE}?limit=20`)).body as {
          account: { id: string }
          by: { id: string }[]
        }[]) {
          const other = ids.indexOf(account.id)
          if (other < 0) continue
          assert.ok(other !== viewer && !plain.follows.has(`${viewer} ${other}`), 'a stranger')
          assert.ok(
            !plain.shut.has(key(viewer, other)) && !plain.never.has(key(viewer, other)) && !plain.nobody.has(other),
          )
          for (const one of by) {
            const between = ids.indexOf(one.id)
            assert.ok(tied(viewer, between) && tied(between, other), 'who introduces knows both')
            assert.ok(!plain.shut.has(key(viewer, between)) && !plain.shut.has(key(between, other)))
          }
        }
      }
    }),
    { numRuns: Number(process.env.KITH_RUNS ?? 12), endOnFailure: true },
  )
})

type Plain = { follows: Set<string>; shut: Set<string>; never: Set<string>; nobody: Set<number>; passed: Set<string> }

async function happen(ids: string[], plain: Plain, what: string, a: number, b: number) {
  const key = [a, b].toSorted().join()
  const blocked = plain.shut.has(`block ${key}`)
  if ((what === 'tie' || what === 'follow') && blocked) return
  if (what === 'tie') {
    await transaction(ctx.db, (tx) => befriend(tx, ids[a]!, ids[b]!))
    plain.follows.add(`${a} ${b}`).add(`${b} ${a}`)
  }
  if (what === 'follow') {
    await follow(ctx, ids[a]!, ids[b]!)
    plain.follows.add(`${a} ${b}`)
  }
  if (what === 'block') {
    await block(ctx, ids[a]!, ids[b]!)
    plain.shut.add(key).add(`block ${key}`)
    plain.follows.delete(`${a} ${b}`)
    plain.follows.delete(`${b} ${a}`)
  }
  if (what === 'mute') {
    await mute(ctx, ids[a]!, ids[b]!)
    plain.shut.add(key)
  }
  if (what === 'never') {
    const [low, high] = [ids[a]!, ids[b]!].toSorted((x, y) => (BigInt(x) < BigInt(y) ? -1 : 1))
    await ctx.pool.query(
      'insert into never_pairs (said_by_id, low_id, high_id) values ($1, $2, $3) on conflict do nothing',
      [ids[a], low, high],
    )
    plain.never.add(key)
  }
  if (what === 'nobody') {
    await updateProfile(ctx, ids[a]!, { introducedBy: 'nobody' })
    plain.nobody.add(a)
  }
  if (what === 'pass') {
    const by = (Math.max(a, b) + 1) % ids.length
    await api.as(ids[by]!).post(`${PAIRS}/pass`, { people: [ids[a], ids[b]] })
    plain.passed.add(`${by}: ${key}`)
  }
}
