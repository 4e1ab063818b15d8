import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePlace } from '#modules/accounts'
import { acquaintanceOf, learnRanking } from '#modules/acquaintance'
import { updateProfile } from '#modules/people'
import { block, follow, unfollow } from '#modules/ties'
import { listen } from '#platform/events'
import { freshVillage, type Name } from '#test/village'
import { watchAll } from '../../modules.ts'

const { ctx, api, who, as, tie } = await freshVillage()

const PAIRS = '/api/kith/v1/suggestions/pairs'
const PEOPLE = '/api/kith/v1/suggestions/people'
type Pair = { people: { id: string; username: string }[]; reasons: { kind: string; [key: string]: unknown }[] }
const namesOf = ({ people }: Pair) => people.map(({ username }) => username).toSorted()
const pairs = async (query = ''): Promise<Pair[]> => (await as.katharina.get(`${PAIRS}?limit=20${query}`)).body

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
  const write = async (name: Name, language: string) => {
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
  await as.katharina.post(`${PAIRS}/pass`, { people: [who.tomasz, who.jule] })
  await as.katharina.post(`${PAIRS}/pass`, { people: [who.jule, who.tomasz] })
  const wish = { parties: [who.jule, who.noor], note: 'Musik', suggested_for: ['topics'] }
  assert.equal((await as.katharina.post('/api/kith/v1/introductions', wish)).status, 201)
  assert.deepEqual((await pairs()).map(namesOf), [['noor', 'tomasz']])
  assert.deepEqual((await pairs(`&about=${who.jule}`)).map(namesOf), [])
  assert.deepEqual((await pairs(`&about=${who.noor}`)).map(namesOf), [['noor', 'tomasz']])
  await follow(ctx, who.noor, who.tomasz)
  assert.deepEqual(await pairs(), [])
  const refused = await as.katharina.post(`${PAIRS}/pass`, { people: [who.jule, '7'] })
  assert.equal(refused.status, 404)
})

test('whom one might like to meet comes with who could introduce one, and is passed over for good', async () => {
  await tie('katharina', 'jule')
  await tie('katharina', 'noor')
  await tie('jule', 'tomasz')
  await tie('noor', 'tomasz')
  await updateProfile(ctx, who.katharina, { looksFor: ['Hilfe beim Umzug'] })
  await updateProfile(ctx, who.paul, { helpsWith: ['Umzüge'] })
  const found = (await as.katharina.get(`${PEOPLE}?limit=3`)).body
  const byName = Object.fromEntries(found.map((one: { account: { username: string } }) => [one.account.username, one]))
  assert.deepEqual(byName.tomasz.by.map((one: { username: string }) => one.username).toSorted(), ['jule', 'noor'])
  assert.equal(byName.tomasz.reasons[0].kind, 'shared')
  await updateProfile(ctx, who.noor, { bot: true })
  const again = (await as.katharina.get(`${PEOPLE}?limit=20`)).body
  const introducers = again.flatMap((one: { by: { username: string }[] }) => one.by.map(({ username }) => username))
  assert.ok(!introducers.includes('noor'), 'a program introduces nobody, and is on no path')
  assert.deepEqual([byName.paul.reasons[0].kind, byName.paul.by], ['seeks', []])
  await as.katharina.delete(`/api/v1/suggestions/${who.tomasz}`)
  await updateProfile(ctx, who.paul, { introducedBy: 'nobody' })
  const names = (await as.katharina.get(`${PEOPLE}?limit=20`)).body.map(
    (one: { account: { username: string } }) => one.account.username,
  )
  assert.ok(!names.includes('tomasz') && !names.includes('paul') && !names.includes('jule'))
})

test('who says that they live in the same place is told so, unless most do', async () => {
  await tie('katharina', 'jule')
  await tie('katharina', 'tomasz')
  const live = (name: Name, value: string) => updateProfile(ctx, who[name], { fields: [{ name: 'Wohnort', value }] })
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
