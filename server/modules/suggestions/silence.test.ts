/** What suggestions show tells nobody of introductions that are not theirs to know of (docs/decisions/0010-a-no-is-silent.md). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answer, propose, proposeRequested, withdraw } from '#modules/introductions'
import { addPerson } from '#modules/people'
import { befriend } from '#modules/ties'
import { transaction } from '#platform/db'
import type { Client } from '#test/api'
import { freshVillage } from '#test/village'

const { ctx, api, who, as, tie } = await freshVillage()

const HOME = '/api/kith/v1'
type Named = { username: string }
const pairsOf = async (client: Client): Promise<string[]> =>
  (await client.get(`${HOME}/suggestions/pairs?limit=20`)).body
    .map(({ people }: { people: Named[] }) =>
      people
        .map(({ username }) => username)
        .toSorted()
        .join(' '),
    )
    .toSorted()
const peopleOf = async (client: Client): Promise<string[]> =>
  (await client.get(`${HOME}/suggestions/people?limit=20`)).body
    .map(({ account }: { account: Named }) => account.username)
    .toSorted()

test('whoever proposes what somebody asked for learns by no pair that is gone who it was', async () => {
  for (const [one, other] of [
    ['jule', 'noor'],
    ['noor', 'katharina'],
    ['katharina', 'jule'],
    ['katharina', 'paul'],
    ['katharina', 'tomasz'],
  ] as const)
    await tie(one, other)
  await as.jule.post(`${HOME}/introduction_requests`, { target: who.tomasz, via: who.noor, note: 'Geigen' })
  const step = (await as.noor.get(`${HOME}/passed_requests`)).body[0]
  await as.noor.put(`${HOME}/passed_requests/${step.id}/deed`, { deed: 'passed', to: who.katharina })
  const second = (await as.katharina.get(`${HOME}/passed_requests`)).body[0]
  const before = await pairsOf(as.katharina)
  assert.ok(before.includes('jule tomasz'))
  await as.katharina.put(`${HOME}/passed_requests/${second.id}/deed`, { deed: 'proposed' })
  const [{ id }] = (await as.tomasz.get(`${HOME}/introductions?state=waiting`)).body
  assert.deepEqual(await pairsOf(as.katharina), before)
  await as.tomasz.put(`${HOME}/introductions/${id}/answer`, { answer: 'yes' })
  assert.ok(!(await pairsOf(as.katharina)).includes('jule tomasz'), 'once they met she knows')
})

test('somebody one was proposed, or declined, is not held out as somebody one might like to meet', async () => {
  for (const [one, other] of [
    ['katharina', 'jule'],
    ['katharina', 'noor'],
    ['katharina', 'tomasz'],
  ] as const)
    await tie(one, other)
  const made = async (parties: string[]): Promise<string> =>
    (await as.katharina.post(`${HOME}/introductions`, { parties, note: 'x' })).body.id
  const path = `${HOME}/introductions/${await made([who.jule, who.noor])}`
  await made([who.jule, who.tomasz])
  assert.ok(!(await peopleOf(as.jule)).some((name) => name === 'noor' || name === 'tomasz'), 'she is asked about them')
  await as.jule.put(`${path}/answer`, { answer: 'no' })
  ctx.advance({ hours: 24 * 15 })
  for (const name of ['jule', 'noor', 'tomasz'] as const) as[name] = api.as(who[name])
  const julesPeople = await peopleOf(as.jule)
  assert.ok(!julesPeople.includes('noor') && julesPeople.includes('tomasz'), 'her no stands, no answer is none')
  assert.ok((await peopleOf(as.noor)).includes('jule'), 'nobody else learns of the no')
})

const INTRODUCERS = 3
const TOWN = 7
const introducer = fc.nat(INTRODUCERS - 1)
const party = fc.integer({ min: INTRODUCERS, max: TOWN - 1 })
const of = fc.nat(3)
const history = fc.array(
  fc.oneof(
    fc.record({ what: fc.constantFrom('propose', 'request'), by: introducer, pair: fc.tuple(party, party) }),
    fc.record({ what: fc.constantFrom('withdraw', 'yes', 'yes', 'yes', 'no', 'no'), of, as: fc.nat(1) }),
  ),
  { minLength: 6, maxLength: 14 },
)
type Made = { id: string; by: number; pair: [number, number]; requested: boolean }

test('an introduction changes suggestions for nobody but those who may know of it', { timeout: 120_000 }, async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(history, async (events) => {
      await ctx.pool.query('truncate people cascade')
      const ids = await settle((round += 1))
      const clients = ids.map((id) => api.as(id))
      const look = async (seen: (client: Client) => Promise<string[]>) => Promise.all(clients.map(seen))
      const made: Made[] = []
      for (const event of events) {
        const [pairs, people] = [await look(pairsOf), await look(peopleOf)]
        const about = await happen(ids, made, event)
        if (!about) continue
        const { rows } = await ctx.pool.query('select state from introductions where id = $1', [about.id])
        const met = rows[0].state === 'met'
        const [pairsAfter, peopleAfter] = [await look(pairsOf), await look(peopleOf)]
        for (const viewer of ids.keys()) {
          if (viewer !== about.by || (about.requested && !met)) assert.deepEqual(pairsAfter[viewer], pairs[viewer])
          const isParty = about.pair.includes(viewer)
          if (!isParty || (about.requested && viewer === about.pair[0] && !met))
            assert.deepEqual(peopleAfter[viewer], people[viewer])
        }
      }
    }),
    { numRuns: Number(process.env.KITH_RUNS ?? 8), endOnFailure: true },
  )
})

/** The first few know everybody, the others nobody else. */
async function settle(round: number): Promise<string[]> {
  return transaction(ctx.db, async (tx) => {
    const ids: string[] = []
    for (let i = 0; i < TOWN; i++) ids.push(await addPerson(tx, { username: `s${round}_${i}`, displayName: 'x' }))
    for (const [i, one] of ids.slice(0, INTRODUCERS).entries())
      for (const other of ids.slice(i + 1)) await befriend(tx, one, other)
    return ids
  })
}

type Happening = { what: string; by?: number; pair?: [number, number]; of?: number; as?: number }

/** What it was about; undefined where it was refused or is about nothing. */
async function happen(ids: string[], made: Made[], event: Happening): Promise<Made | undefined> {
  if (event.by !== undefined) return begin(ids, made, event as Required<Happening>)
  const about = made[event.of!]
  if (!about) return
  const party = ids[about.pair[event.as!]!]!
  try {
    if (event.what === 'withdraw') await withdraw(ctx, ids[about.by]!, about.id)
    else await answer(ctx, party, about.id, event.what as 'yes' | 'no')
  } catch {
    return
  }
  return about
}

async function begin(ids: string[], made: Made[], { what, by, pair }: Required<Happening>): Promise<Made | undefined> {
  const [one, other] = pair.map((at) => ids[at]!) as [string, string]
  const requested = { seekerId: one, targetId: other, note: 'x', expiresAt: ctx.now().add({ hours: 100 }) }
  try {
    const id =
      what === 'propose'
        ? await propose(ctx, ids[by]!, { parties: [one, other], note: 'x' })
        : one !== other && (await transaction(ctx.db, (tx) => proposeRequested(ctx, tx, ids[by]!, requested)))
    if (!id) return
    const about = { id, by, pair, requested: what === 'request' }
    made.push(about)
    return about
  } catch {
    return
  }
}
