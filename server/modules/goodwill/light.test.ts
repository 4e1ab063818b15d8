/** What lights what in somebody's own light, and how it is read. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KITH, THANKS } from '#test/goodwill'
import { litVillage, said, type Flame } from '#test/light'
import type { Name } from '#test/village'
import { flamesKnownTo, underIds } from './views/flames.ts'

const { ctx, who, as, askThrough, introduce, give, handOver, thank, lightOf, show } = await litVillage()
const LIGHT = `${KITH}/light`
const litKind = (flames: Flame[], one: Flame | undefined) => flames.find(({ id }) => id === one?.lit_by)?.kind ?? null
const one = (flames: Flame[], kind: string) => flames.find((flame) => flame.kind === kind)!

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
  const owed = (await as.paul.get(`${THANKS}/owed`)).body as { about_id: string }[]
  assert.deepEqual(
    owed.map((one) => one.about_id),
    [offered],
  )
})

test('a thanks is lit by what it is for, and what is offered because of it by the thanks', async () => {
  const { answerId } = await askThrough(['noor', 'paul', 'grete'])
  const { id: thanksId } = await thank('jule', 'answer', answerId, { word: 'Sie klingt wieder.' })
  const words = { kind: 'offer', what: 'Eine Stunde Geige', way: 'time', reach: 'place' }
  const offerId = (await as.grete.post(`${THANKS}/${thanksId}/passing`, words)).body.id as string
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
  const { id: thanksId } = await thank('noor', 'person', who.grete)
  const words = { kind: 'offer', what: 'Eine Stunde Geige', way: 'time', reach: 'place' }
  const offers = []
  for (const what of ['Leim', 'Saiten', 'Harz'])
    offers.push((await as.grete.post(`${THANKS}/${thanksId}/passing`, { ...words, what })).body.id as string)
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
  const [{ id }] = (await as.paul.get(THANKS)).body
  assert.equal((await as.paul.post(`${THANKS}/${id}/passing`, words)).status, 201)
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
    `explain (generic_plan, format json) select * from (${underIds(flamesKnownTo('$1::bigint'))}) f order by f.id desc limit 40`,
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
