import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { suspend } from '#modules/accounts'
import { block, mute } from '#modules/ties'
import { rows } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { signedIn, tie, village, type Name, type Village } from '#test/village'
import { flamesKnownTo } from './views/flames.ts'

let ctx: TestContext
let api: TestApi
let who: Village
let as: Record<Name, Client>

before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())

// Everybody knows everybody but Jule, whom only Noor, Katharina and Tomasz know.
beforeEach(async () => {
  await ctx.pool.query('truncate people, attempts cascade')
  who = await village(ctx)
  as = await signedIn(api, who)
  const names = Object.keys(who) as Name[]
  const pairs = names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other] as const))
  const acquainted = pairs.filter(([one, other]) => one !== 'jule' || ['noor', 'katharina', 'tomasz'].includes(other))
  await tie(ctx, who, acquainted)
})

type Somebody = { username: string } | null
type Flame = {
  id: string
  kind: string
  by: Somebody
  for: Somebody
  with: Somebody
  about: string | null
  what: string | null
  word: string | null
  ref: { kind: string; id: string } | null
  at: string | null
  month: string
  mine: boolean
  lit_by: string | null
}
const KITH = '/api/kith/v1'
const LIGHT = `${KITH}/light`
const lightOf = async (name: Name, query = '') => (await as[name].get(`${LIGHT}${query}`)).body as Flame[]
const shownTo = async (name: Name, whose: Name) =>
  (await as[name].get(`${KITH}/people/${who[whose]}/light`)).body as Flame[]
const show = (name: Name) => as[name].patch(`${KITH}/me`, { shows_light: true })
const said = ({ kind, by, for: whom, with: other }: Flame) =>
  [kind, ...[by, whom, other].map((one) => one?.username ?? '–')].join(' ')
const litKind = (flames: Flame[], one: Flame | undefined) => flames.find(({ id }) => id === one?.lit_by)?.kind ?? null
const one = (flames: Flame[], kind: string) => flames.find((flame) => flame.kind === kind)!

/** Jule asks; it is drawn to the first, each gives it to the next, and the last one's answer helps. */
async function askThrough(hands: Name[], wish: object = {}) {
  const wished = { question: 'Wer repariert eine Geige?', reach: 'place', ...wish }
  const { id } = (await as.jule.post(`${KITH}/asks`, wished)).body
  const nudge = `insert into nudges (ask_id, person_id, first_id, wave, created_at) values ($1, $2, $2, 1, now())`
  await ctx.pool.query(nudge, [id, who[hands[0]!]])
  for (const [i, name] of hands.slice(0, -1).entries()) {
    const mine = await ctx.pool.query('select id from nudges where ask_id = $1 and person_id = $2', [id, who[name]])
    const passing = { deed: 'passed', to: who[hands[i + 1]!] }
    assert.ok((await as[name].put(`${KITH}/nudges/${mine.rows[0].id}`, passing)).status < 300)
  }
  await as[hands.at(-1)!].post(`${KITH}/asks/${id}/answers`, { text: 'In der Werkstatt am Kanal.' })
  const answerId = (await as.jule.get(`${KITH}/asks/${id}/answers`)).body[0].id as string
  assert.ok((await as.jule.put(`${KITH}/answers/${answerId}/helped`, { helped: true })).status < 300)
  return { askId: id as string, answerId }
}

async function introduce(by: Name, one: Name, other: Name) {
  const { status, body, text } = await as[by].post(`${KITH}/introductions`, {
    parties: [who[one], who[other]],
    note: 'Ihr zwei.',
  })
  assert.equal(status, 201, text)
  for (const name of [one, other])
    assert.ok((await as[name].put(`${KITH}/introductions/${body.id}/answer`, { answer: 'yes' })).status < 300)
  return body.id as string
}

async function give(by: Name, to: Name, words: object = {}) {
  const { body } = await as[by].post(`${KITH}/offers`, {
    kind: 'offer',
    what: 'Ein Kinderrad',
    way: 'gift',
    reach: 'place',
    ...words,
  })
  await handOver(by, to, body.id)
  return body.id as string
}

async function handOver(by: Name, to: Name, id: string) {
  await as[to].put(`${KITH}/offers/${id}/taking`, {})
  assert.equal((await as[by].put(`${KITH}/offers/${id}/choice`, { person: who[to] })).status, 200)
  assert.ok((await as[by].put(`${KITH}/offers/${id}/saying`, { saying: 'handed' })).status < 300)
}

async function thank(name: Name, about: string, id: string, more: object = {}) {
  const { status, body, text } = await as[name].post(`${KITH}/thanks`, { about, id, ...more })
  assert.equal(status, 200, text)
  return body.id as string
}

test('one flame lights the next: who met somebody introduces them, and of that comes what they do for each other', async () => {
  await introduce('katharina', 'jule', 'tomasz')
  const second = await introduce('jule', 'noor', 'tomasz')
  await give('tomasz', 'noor', { what: 'Ein Cello' })
  await thank('noor', 'introduction', second, { word: 'Danke, dass du an uns gedacht hast.' })
  const jules = await lightOf('jule')
  assert.deepEqual(jules.map(said), [
    'thanked noor jule tomasz',
    'introduced jule tomasz noor',
    'introduced katharina jule tomasz',
  ])
  const [thanks, mine, first] = jules as [Flame, Flame, Flame]
  assert.deepEqual([thanks.lit_by, mine.lit_by, first.lit_by], [mine.id, first.id, null])
  assert.deepEqual(
    [thanks.word, thanks.mine, mine.mine, first.mine, mine.ref],
    ['Danke, dass du an uns gedacht hast.', false, true, false, { kind: 'introduction', id: second }],
  )
  const noors = await lightOf('noor')
  const gave = one(noors, 'gave')
  assert.deepEqual(
    [said(gave), gave.what, gave.about, litKind(noors, gave)],
    ['gave tomasz noor –', 'Ein Cello', 'offer', 'introduced'],
  )
})

test('what went round in a ring is given once, whether it is said of the offer or of the need', async () => {
  const stand = async (name: Name, kind: string, what: string) =>
    (await as[name].post(`${KITH}/offers`, { kind, what, way: 'gift', reach: 'place' })).body.id as string
  const honey = await stand('paul', 'need', 'Ein Glas Honig')
  await stand('grete', 'need', 'Ein Kinderrad')
  await stand('paul', 'offer', 'Ein Kinderrad')
  const offered = await stand('grete', 'offer', 'Ein Glas Honig')
  await ctx.runJobs()
  const [ring] = (await as.paul.get(`${KITH}/rings`)).body
  for (const name of ['paul', 'grete'] as const)
    assert.equal((await as[name].put(`${KITH}/rings/${ring.id}/answer`, { answer: 'yes' })).status, 200)
  assert.equal((await as.paul.put(`${KITH}/offers/${honey}/saying`, { saying: 'handed' })).status, 200)
  assert.deepEqual((await lightOf('grete')).map(said), ['gave grete paul –'])
  const owed = (await as.paul.get(`${KITH}/thanks/owed`)).body as { about_id: string }[]
  assert.deepEqual(
    owed.map((one) => one.about_id),
    [offered],
  )
})

test('a question that was given on and answered is a flame of everybody who gave it on, each naming their neighbour alone', async () => {
  const { askId, answerId } = await askThrough(['noor', 'paul', 'grete'])
  const seen = async (name: Name) => (await lightOf(name)).map(said)
  assert.deepEqual(await seen('jule'), ['answered grete jule –'])
  assert.deepEqual(await seen('grete'), ['answered grete jule –'])
  assert.deepEqual(await seen('noor'), ['passed noor jule paul'])
  assert.deepEqual(await seen('paul'), ['passed paul jule grete'])
  assert.deepEqual(await seen('aylin'), [])
  const [mine] = await lightOf('noor')
  assert.deepEqual([mine!.what, mine!.ref, mine!.mine], ['Wer repariert eine Geige?', { kind: 'ask', id: askId }, true])
  await as.jule.put(`${KITH}/answers/${answerId}/helped`, { helped: false })
  for (const name of ['jule', 'grete', 'noor', 'paul'] as const) assert.deepEqual(await seen(name), [])
})

test('whoever asks without being named is named to nobody whom the ask does not name them to, and a block does not tell who it was', async () => {
  await askThrough(['noor', 'paul', 'grete'], { named: false })
  const seen = async (name: Name) => (await lightOf(name)).map(said)
  assert.deepEqual(await seen('grete'), ['answered grete – –'])
  assert.deepEqual(await seen('paul'), ['passed paul – grete'])
  assert.deepEqual(await seen('noor'), ['passed noor jule paul'], 'Noor is one of Jule’s people')
  await block(ctx, who.jule, who.grete)
  await mute(ctx, who.paul, who.jule)
  assert.deepEqual(await seen('grete'), ['answered grete – –'])
  assert.deepEqual(await seen('paul'), ['passed paul – grete'])
  assert.deepEqual(await seen('jule'), [])
})

test('a thanks is lit by what it is for, and what is offered because of it by the thanks', async () => {
  const { answerId } = await askThrough(['noor', 'paul', 'grete'])
  const thanksId = await thank('jule', 'answer', answerId, { word: 'Sie klingt wieder.' })
  const words = { kind: 'offer', what: 'Eine Stunde Geige', way: 'time', reach: 'place' }
  const offerId = (await as.grete.post(`${KITH}/thanks/${thanksId}/passing`, words)).body.id as string
  for (const name of ['jule', 'grete'] as const) {
    const flames = await lightOf(name)
    assert.deepEqual(flames.map(said), ['passed_on grete – –', 'thanked jule grete –', 'answered grete jule –'])
    assert.deepEqual(
      flames.map((flame) => litKind(flames, flame)),
      ['thanked', 'answered', null],
    )
    assert.deepEqual(
      flames.map(({ what }) => what),
      ['Eine Stunde Geige', 'Wer repariert eine Geige?', 'Wer repariert eine Geige?'],
    )
  }
  await handOver('grete', 'aylin', offerId)
  const gretes = await lightOf('grete')
  assert.deepEqual([said(gretes[0]!), litKind(gretes, gretes[0])], ['gave grete aylin –', 'passed_on'])
})

test('what is offered because of a thanks and withdrawn, or over before anybody had it, is gone from everybody else’s light', async () => {
  const thanksId = await thank('noor', 'person', who.grete)
  const words = { kind: 'offer', what: 'Eine Stunde Geige', way: 'time', reach: 'place' }
  const offers = []
  for (const what of ['Leim', 'Saiten', 'Harz'])
    offers.push((await as.grete.post(`${KITH}/thanks/${thanksId}/passing`, { ...words, what })).body.id as string)
  const passed = async (name: Name) =>
    (await lightOf(name)).flatMap(({ kind, what }) => (kind === 'passed_on' ? what : []))
  assert.deepEqual(await passed('noor'), ['Harz', 'Saiten', 'Leim'])
  await handOver('grete', 'aylin', offers[0]!)
  await as.grete.delete(`${KITH}/offers/${offers[1]}`)
  await ctx.pool.query(`update offers set expires_at = now() - interval '1 hour' where id = any($1)`, [
    [offers[0], offers[2]],
  ])
  assert.deepEqual(await passed('noor'), ['Leim'])
  assert.deepEqual(await passed('grete'), ['Harz', 'Saiten', 'Leim'])
})

test('what somebody hidden along the chain offers because of a thanks does not tell whoever thanked that it was they', async () => {
  const { answerId } = await askThrough(['noor', 'paul', 'grete'])
  const words = { kind: 'offer', what: 'Leim', way: 'gift', reach: 'place' }
  const [{ id }] = (await as.paul.get(`${KITH}/thanks`)).body
  assert.equal((await as.paul.post(`${KITH}/thanks/${id}/passing`, words)).status, 201)
  await thank('jule', 'answer', answerId, { word: 'Danke!' })
  assert.deepEqual((await lightOf('jule')).map(said), ['thanked jule grete –', 'answered grete jule –'])
  const pauls = await lightOf('paul')
  assert.deepEqual(pauls.map(said), ['passed_on paul – –', 'passed paul jule grete'])
  assert.equal(litKind(pauls, pauls[0]), 'passed')
})

test('an offer to introduce somebody that was taken up lights the introduction', async () => {
  const { askId } = await askThrough(['noor'])
  await as.noor.post(`${KITH}/asks/${askId}/answers`, { text: 'Sie weiß es genau.', introduce_to: who.aylin })
  const answers = (await as.jule.get(`${KITH}/asks/${askId}/answers`)).body as { id: string; offer: unknown }[]
  const { id } = answers.find(({ offer }) => offer)!
  await as.jule.put(`${KITH}/answers/${id}/helped`, { helped: true })
  assert.ok((await as.jule.put(`${KITH}/answers/${id}/offer`, { taken: true })).status < 300)
  const [introduction] = (await as.aylin.get(`${KITH}/introductions`)).body
  await as.aylin.put(`${KITH}/introductions/${introduction.id}/answer`, { answer: 'yes' })
  const flames = await lightOf('jule')
  assert.equal(litKind(flames, one(flames, 'introduced')), 'answered')
})

test('a guest whom somebody was introduced to is called as the introducer calls them', async () => {
  const guest = await rows<{ id: string }>(ctx.db, `insert into guests (fingerprint) values ('hanna') returning id`, [])
  await rows(
    ctx.db,
    `insert into guest_introductions (introducer_id, person_id, guest_id, guest_name, note, state, met_at, created_at, expires_at)
     values ($1, $2, $3, 'Hanna', '', 'met', now(), now(), now())`,
    [who.noor, who.jule, guest[0]!.id],
  )
  for (const name of ['noor', 'jule'] as const) {
    const [flame] = await lightOf(name)
    assert.deepEqual(
      [said(flame!), flame!.what, flame!.ref?.kind],
      ['introduced noor jule –', 'Hanna', 'guest_introduction'],
    )
  }
  await show('noor')
  const { body, text } = await as.paul.get(`${KITH}/people/${who.noor}/light`)
  assert.deepEqual([body.map(said), text.includes('Hanna')], [['introduced noor – –'], false])
})

test('suspended, blocked or muted they are gone from it; what is taken back or deleted keeps nothing', async () => {
  await introduce('katharina', 'jule', 'tomasz')
  const { askId } = await askThrough(['noor'])
  await give('noor', 'jule')
  const thanksId = await thank('jule', 'person', who.tomasz)
  const seen = async (name: Name) => (await lightOf(name)).map(({ kind }) => kind)
  assert.deepEqual(await seen('jule'), ['thanked', 'gave', 'answered', 'introduced'])
  await mute(ctx, who.jule, who.noor)
  assert.deepEqual(await seen('jule'), ['thanked', 'introduced'])
  assert.deepEqual(await seen('noor'), ['gave', 'answered'])
  await as.jule.delete(`${KITH}/thanks/${thanksId}`)
  assert.deepEqual(await seen('jule'), ['introduced'])
  await as.jule.delete(`${KITH}/asks/${askId}`)
  assert.deepEqual(await seen('noor'), ['gave', 'thanked'], 'a thanks outlives what it was for')
  await block(ctx, who.katharina, who.jule)
  assert.deepEqual(await seen('jule'), [])
  assert.deepEqual(await seen('tomasz'), ['introduced'])
  await suspend(ctx, who.jule)
  for (const name of ['tomasz', 'noor'] as const) assert.deepEqual(await seen(name), [])
})

test('others see it where somebody shows it: that they did such a thing that month, once, and no names but of shown thanks', async () => {
  await introduce('jule', 'noor', 'tomasz')
  await introduce('jule', 'katharina', 'noor')
  await give('jule', 'tomasz')
  const shown = await thank('tomasz', 'person', who.jule, { word: 'Für alles.', shows: true })
  await as.jule.patch(`${KITH}/thanks/${shown}`, { shows: true })
  await thank('noor', 'person', who.jule, { word: 'Nur für dich.' })
  assert.equal((await as.paul.get(`${KITH}/people/${who.jule}/light`)).status, 404)
  await show('jule')
  const pauls = await as.paul.get(`${KITH}/people/${who.jule}/light`)
  assert.deepEqual((pauls.body as Flame[]).map(said), [
    'thanked tomasz jule –',
    'gave jule – –',
    'thanked – jule –',
    'introduced jule – –',
  ])
  for (const { kind, word, at, what, ref, lit_by: lit } of pauls.body as Flame[])
    if (word === null) assert.deepEqual([kind, at, what, ref, lit], [kind, null, null, null, null])
  for (const hidden of [who.noor, who.katharina, 'Nur für dich.', 'Ein Kinderrad'])
    assert.ok(!pauls.text.includes(hidden), hidden)
  assert.deepEqual((await shownTo('jule', 'jule')).length, 4, 'as others see it')
  assert.deepEqual((await shownTo('noor', 'jule')).map(said), [
    'thanked noor jule –',
    'thanked tomasz jule –',
    'introduced jule katharina noor',
    'introduced jule tomasz noor',
    'gave jule – –',
  ])
  await block(ctx, who.jule, who.paul)
  assert.equal((await as.paul.get(`${KITH}/people/${who.jule}/light`)).status, 404)
  assert.equal((await as.noor.get(`${KITH}/people/${who.jule}`)).body.shows_light, true)
  assert.equal((await as.paul.get(`${KITH}/people/${who.jule}`)).body.shows_light, false)
})

test('of a question asked without a name others see no more than that somebody answered or gave on', async () => {
  await askThrough(['noor', 'paul', 'grete'], { named: false })
  for (const name of ['grete', 'paul', 'jule'] as const) await show(name)
  assert.deepEqual((await shownTo('aylin', 'grete')).map(said), ['answered grete – –'])
  assert.deepEqual((await shownTo('aylin', 'paul')).map(said), ['passed paul – –'])
  assert.deepEqual(await shownTo('aylin', 'jule'), [])
  assert.deepEqual((await shownTo('jule', 'grete')).map(said), ['answered grete jule –'])
})

test('a page costs as many queries whatever its length, is linked to the next, and knows what lit it far before', async () => {
  await introduce('katharina', 'jule', 'tomasz')
  for (let i = 0; i < 4; i++) await give('jule', 'tomasz')
  await thank('tomasz', 'person', who.jule)
  const all = await lightOf('jule')
  assert.equal(all.length, 6)
  const { headers, body } = await as.jule.get(`${LIGHT}?limit=2`)
  const next = /<([^>]+)>; rel="next"/.exec(headers.get('link')!)![1]!
  const rest = (await as.jule.get(next)).body as Flame[]
  assert.deepEqual([...body, ...rest], all.slice(0, 4))
  assert.equal(body[0].lit_by, all.at(-1)!.id)
  const ids = all.map(({ id }) => BigInt(id))
  assert.ok(ids.every((id, i) => i === 0 || id < ids[i - 1]!))
  let queries = 0
  ctx.pool.on('acquire', () => void (queries += 1))
  const cost = async (path: string) => {
    queries = 0
    assert.equal((await as.jule.get(path)).status, 200)
    return queries
  }
  assert.equal(await cost(`${LIGHT}?limit=1`), await cost(`${LIGHT}?limit=6`))
  await show('tomasz')
  const theirs = `${KITH}/people/${who.tomasz}/light`
  assert.ok((await cost(`${theirs}?limit=1`)) <= 6 && (await cost(`${LIGHT}?limit=6`)) <= 6)
})

test('it is read by indexes, however much others did', async () => {
  await ctx.pool.query(`
    insert into people (id, username) select g, 'viele' || g from generate_series(1, 500) g;
    insert into introductions (introducer_id, low_id, high_id, note, state, met_at, expires_at)
      select g % 100 + 1, g % 200 + 101, g % 199 + 301, '', 'met', now(), now() from generate_series(1, 5000) g;
    insert into asks (id, person_id, question, reach) select g, g % 500 + 1, 'Was?', 'place' from generate_series(1, 5000) g;
    insert into answers (ask_id, person_id, helped_at) select g, (g + 7) % 500 + 1, now() from generate_series(1, 5000) g;
    insert into nudges (ask_id, person_id, created_at) select g, (g + 7) % 500 + 1, now() from generate_series(1, 5000) g;
    insert into offers (id, person_id, kind, what, way, reach, expires_at, created_at)
      select g, g % 500 + 1, 'offer', 'Rad', 'gift', 'place', now(), now() from generate_series(1, 5000) g;
    insert into takers (offer_id, person_id, chosen_at, giver_says, created_at)
      select g, (g + 7) % 500 + 1, now(), 'handed', now() from generate_series(1, 5000) g;
    insert into thanks (from_id, to_id, about, about_id, created_at)
      select (g + 7) % 500 + 1, g % 500 + 1, 'offer', g, now() from generate_series(1, 5000) g`)
  await ctx.pool.query('analyze')
  // As it is read: one plan, whoever reads.
  const { rows: plans } = await ctx.pool.query(
    `explain (generic_plan, format json) select * from (${flamesKnownTo('$1::bigint')}) f order by f.id desc limit 40`,
  )
  const walked = scans(plans[0]['QUERY PLAN'])
  assert.deepEqual(
    walked.filter((table) =>
      ['introductions', 'answers', 'asks', 'nudges', 'offers', 'takers', 'thanks'].includes(table),
    ),
    [],
  )
  assert.deepEqual(await lightOf('jule'), [])
})

/** The tables that are read from end to end. */
function scans(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(scans)
  if (typeof plan !== 'object' || plan === null) return []
  const { 'Node Type': node, 'Relation Name': table } = plan as Record<string, unknown>
  return [...(node === 'Seq Scan' ? [String(table)] : []), ...Object.values(plan).flatMap(scans)]
}
