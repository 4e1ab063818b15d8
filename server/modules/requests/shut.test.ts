/** Where somebody shuts somebody out, or is shut out of the place, while a request is on its way. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { describePlace, suspend, unsuspend } from '#modules/accounts'
import { block } from '#modules/ties'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { clientsOf, type Name, tie, village, type Village } from '#test/village'
import { endDueRequests } from './index.ts'

let ctx: TestContext
let api: TestApi
let who: Village
let as: Record<Name, Client>

before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
})
after(() => ctx.close())

// Jule knows Noor, who knows Paul, who knows Tomasz and Grete.
async function settle() {
  await ctx.pool.query('truncate people cascade')
  await describePlace(ctx, { requestsOpen: 5 })
  who = await village(ctx)
  await tie(ctx, who, [
    ['jule', 'noor'],
    ['noor', 'paul'],
    ['paul', 'tomasz'],
    ['paul', 'grete'],
  ])
  as = clientsOf(api, who)
}
beforeEach(settle)

const HOME = '/api/kith/v1'
const ask = async (client: Client, target: string, via: string): Promise<string> =>
  (await client.post(`${HOME}/introduction_requests`, { target, via, note: 'Er baut, was ich spiele.' })).body.id
const asked = async (client: Client) =>
  (await client.get(`${HOME}/introduction_requests`)).body.map(
    (one: { state: string; target: { username: string } }) => [one.state, one.target?.username ?? null],
  )
const handed = async (client: Client) => (await client.get(`${HOME}/passed_requests`)).body
const act = (client: Client, id: string, body: object) => client.put(`${HOME}/passed_requests/${id}/deed`, body)

test('whoever is shut out by whom they asked for sees what they asked as ever, and takes it back', async () => {
  const id = await ask(as.jule, who.tomasz, who.noor)
  await block(ctx, who.tomasz, who.jule)
  assert.deepEqual(await asked(as.jule), [['open', 'tomasz']])
  const [step] = await handed(as.noor)
  assert.equal((await act(as.noor, step.id, { deed: 'passed', to: who.paul })).status, 200, 'she does not learn of it')
  assert.deepEqual(await handed(as.paul), [], 'and bothers nobody with it')
  assert.equal((await as.jule.delete(`${HOME}/introduction_requests/${id}`)).status, 204)
  assert.deepEqual(await asked(as.jule), [['ended', 'tomasz']])
})

test('whoever shuts out whom they asked for has ended it: nobody has it any more, and another may go on its way', async () => {
  await describePlace(ctx, { requestsOpen: 1 })
  const id = await ask(as.jule, who.tomasz, who.noor)
  await block(ctx, who.jule, who.tomasz)
  assert.deepEqual(await asked(as.jule), [['ended', 'tomasz']])
  assert.deepEqual(await handed(as.noor), [])
  assert.ok(await ask(as.jule, who.paul, who.noor))
  assert.equal((await as.jule.delete(`${HOME}/introduction_requests/${id}`)).status, 204)
})

test('a request for somebody who is shut out of the place is over until they are back, and its notice leads to it', async () => {
  await describePlace(ctx, { requestsOpen: 1 })
  await as.tomasz.token()
  const id = await ask(as.jule, who.tomasz, who.noor)
  await suspend(ctx, who.tomasz)
  assert.deepEqual(await asked(as.jule), [['ended', null]])
  assert.deepEqual(await handed(as.noor), [])
  await ask(as.jule, who.paul, who.noor)
  await unsuspend(ctx, who.tomasz)
  assert.deepEqual(await asked(as.jule), [
    ['open', 'paul'],
    ['open', 'tomasz'],
  ])
  await suspend(ctx, who.tomasz)
  ctx.advance({ hours: 24 * 14 })
  await endDueRequests(ctx)
  const told = await ctx.pool.query(
    `select about_id from notices where kind = 'introduction_request_ended' and about_id = $1`,
    [id],
  )
  assert.equal(told.rowCount, 1)
  assert.equal((await as.jule.get(`${HOME}/introduction_requests/${id}`)).body.state, 'ended')
})

type Blocking = { by: 'paul' | 'other'; other: 'jule' | 'aylin'; when: 'before' | 'after' }

/** Noor hands Jule's request to Paul, who does not know who asks. All that he sees, and what came of it. */
async function holding(deed: 'passed' | 'proposed' | 'left', { by, other, when }: Blocking) {
  await settle()
  await ask(as.jule, who.tomasz, who.noor)
  await act(as.noor, (await handed(as.noor))[0].id, { deed: 'passed', to: who.paul })
  const [step] = await handed(as.paul)
  const seen: unknown[] = []
  const look = async () => {
    for (const path of [
      'passed_requests',
      'passed_requests?waiting=true',
      `passed_requests/${step.id}`,
      'introductions',
    ])
      seen.push((await as.paul.get(`${HOME}/${path}`)).body)
    seen.push((await ctx.pool.query(`select kind, from_id from notices where person_id = $1`, [who.paul])).rows)
  }
  const shut = () => block(ctx, by === 'paul' ? who.paul : who[other], by === 'paul' ? who[other] : who.paul)
  await look()
  if (when === 'before') await shut()
  await look()
  seen.push((await act(as.paul, step.id, { deed, ...(deed === 'passed' ? { to: who.grete } : {}) })).body)
  if (when === 'after') await shut()
  await look()
  const again = await act(as.paul, step.id, { deed: 'left' })
  seen.push([again.status, again.body])
  await look()
  const named = Object.entries(who).reduce((text, [name, id]) => text.replaceAll(id, name), JSON.stringify(seen))
  const came = [await handed(as.grete), (await as.tomasz.get(`${HOME}/introductions?state=open`)).body].flat().length
  return { seen: named.replace(/\d{15,}/g, 'id').replace(/\d{4}-[\dT:.-]+Z?/g, 'time'), came }
}

test('whoever has it sees the same, whether or not the unknown one who asks is among those they shut out', async () => {
  for (const by of ['paul', 'other'] as const)
    for (const when of ['before', 'after'] as const)
      for (const deed of ['passed', 'proposed', 'left'] as const) {
        const stranger = await holding(deed, { by, other: 'aylin', when })
        const seeker = await holding(deed, { by, other: 'jule', when })
        assert.equal(seeker.seen, stranger.seen, `${by} blocks ${when} it is ${deed}`)
        if (when === 'before') assert.equal(seeker.came, 0, 'and it goes nowhere')
        if (deed === 'passed') assert.equal(stranger.came, 1)
      }
})
