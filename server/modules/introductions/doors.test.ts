/**
 * Every door, asked by each of the three, by others and by a stranger after every step of a random history, shows exactly
 * what the plain rules say (#test/introductions), and those keep everybody's silence (`silence.test.ts`).
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as fc from 'fast-check'
import { Client as Listener } from 'pg'
import { removeAccount } from '#modules/accounts'
import { addPerson } from '#modules/people'
import { befriend, block, mute, unblock, unmute } from '#modules/ties'
import { transaction } from '#platform/db'
import { testApi, tokenFor, type Answer, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { anyHistory } from '#test/introductionhistories'
import { happen, NAMES, newWorld, sightOf, wordFor, type Event, type Name, type World } from '#test/introductions'
import { endDue } from './index.ts'

let ctx: TestContext
let api: TestApi
let listener: Listener
let heard: { kind: string; person_id?: string }[] = []
before(async () => {
  ctx = await testContext()
  api = testApi(ctx)
  listener = new Listener({ connectionString: ctx.url })
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload!)))
  await listener.connect()
  await listener.query('listen kith')
})
after(async () => {
  await listener.end()
  await ctx.close()
})

const HOME = '/api/kith/v1/introductions'

/** What is announced is heard in the order of the commits: once this is, so is all before it. */
async function allHeard() {
  const { promise, resolve } = Promise.withResolvers<void>()
  listener.on('notification', onMark)
  await ctx.pool.query(`select pg_notify('kith', '{"kind":"mark"}')`)
  await promise
  heard = heard.filter(({ kind }) => kind !== 'mark')

  function onMark({ payload }: { payload?: string }) {
    if (JSON.parse(payload!).kind !== 'mark') return
    listener.off('notification', onMark)
    resolve()
  }
}

test('no door shows anybody more than the plain rules allow, whatever happens in whatever order', async () => {
  const again = fc.array(fc.nat({ max: 9 }), { minLength: 60, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(anyHistory(16), again, async (history, dice) => {
      const world = newWorld()
      const town = await settle()
      for (const [i, event] of history.entries()) {
        // Now and then the network gives out before the answer, and the same is sent again.
        for (let sent = 0; sent < (dice[i] === 0 ? 2 : 1); sent++) {
          const told = world.notices.length
          const met = world.introductions.map((one) => one.met)
          const expected = happen(world, event)
          assert.equal(await town.let(event), expected, JSON.stringify(event))
          if ('of' in event) assertAnnounced(world, town.ids, told, met)
        }
        for (const name of NAMES) if (!world.gone.has(name)) await assertSight(world, town, name, i % NAMES.length)
      }
    }),
    { numRuns: Number(process.env.KITH_RUNS ?? 15) },
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
    const friends = NAMES.filter((name) => name !== 'sven')
    for (const [i, one] of friends.entries())
      for (const other of friends.slice(i + 1)) await befriend(tx, ids[one], ids[other])
  })
  for (const name of NAMES) await tokenFor(ctx, ids[name])
  const clients = Object.fromEntries(NAMES.map((name) => [name, api.as(ids[name])])) as Record<Name, Client>
  const introductions: string[] = []
  const conversations = new Map<string, number>()
  const gone = new Set<Name>()
  return { ids, clients, introductions, conversations, let: letHappen }

  async function letHappen(event: Event): Promise<string> {
    heard = []
    if ('by' in event && gone.has(event.by)) return 'nobody'
    if ('whom' in event && (gone.has(event.whom) || event.whom === event.by)) return 'nobody'
    const code = await perform(event)
    await allHeard()
    return code
  }

  async function perform(event: Event): Promise<string> {
    if (event.what === 'propose') return propose(event)
    if ('of' in event && event.what !== 'meet') return codeOf(await act(event))
    if (event.what === 'wait') ctx.advance({ hours: event.hours })
    if (event.what === 'tidy') await endDue(ctx)
    if (event.what === 'leave') {
      await removeAccount(ctx, ids[event.by])
      gone.add(event.by)
    }
    if (event.what === 'block') await block(ctx, ids[event.by], ids[event.whom])
    if (event.what === 'mute') await mute(ctx, ids[event.by], ids[event.whom])
    if (event.what === 'unmute') await unmute(ctx, ids[event.by], ids[event.whom])
    if (event.what === 'unblock') await unblock(ctx, ids[event.by], ids[event.whom])
    if (event.what === 'reconcile') await reconcile(ids[event.by], ids[event.whom])
    return 'done'
  }

  async function propose({ by, pair }: Extract<Event, { what: 'propose' }>): Promise<string> {
    const notes = Object.fromEntries(pair.map((name) => [ids[name], wordFor(name)]))
    const answer = await clients[by].post(HOME, { parties: pair.map((name) => ids[name]), note: 'why', notes })
    if (answer.status === 201) introductions.push(answer.body.id)
    return codeOf(answer)
  }

  function act(event: Extract<Event, { by: Name; of: number }>): Promise<Answer> {
    const address = `${HOME}/${introductions[event.of] ?? '1'}`
    if (event.what === 'withdraw') return clients[event.by].delete(address)
    if (event.what === 'never') return clients[event.by].put(`${address}/never`)
    return clients[event.by].put(`${address}/answer`, { answer: event.answer })
  }
}

async function reconcile(one: string, other: string) {
  await unblock(ctx, one, other)
  await unblock(ctx, other, one)
  await transaction(ctx.db, (tx) => befriend(tx, one, other))
}

function codeOf({ status, body }: Answer): string {
  if (status < 300) return 'done'
  assert.ok(status === (body.code === 'common.missing' ? 404 : 422), `${status} ${body.code}`)
  return body.code
}

/** Watchers hear of what they are told, and of a conversation when it opens; of nothing else. */
function assertAnnounced(world: World, ids: Record<Name, string>, told: number, met: boolean[]) {
  const opened = world.introductions.filter((one, of) => one.met && !met[of])
  const mentioned = opened.flatMap(({ by, pair }) => pair.filter((name) => !world.mutes.has(`${name} ${by}`)))
  const people = (kind: string) =>
    heard
      .filter((event) => event.kind === kind)
      .map((event) => event.person_id)
      .sort()
  const notices = [...world.notices.slice(told).map(({ to }) => to), ...mentioned]
  assert.deepEqual(people('notice'), notices.map((name) => ids[name]).sort())
  assert.deepEqual(
    people('conversation'),
    opened
      .flatMap((one) => [one.by, ...one.pair])
      .map((name) => ids[name])
      .sort(),
  )
  assert.equal(heard.length, notices.length + 4 * opened.length)
}

/** The list at every step, the other doors in turn. */
async function assertSight(world: World, town: Town, viewer: Name, turn: number) {
  const sight = sightOf(world, viewer)
  const seen = (await town.clients[viewer].get(`${HOME}?limit=40`)).body
  assert.deepEqual(
    seen.map((one: Entity) => readEntity(town, one)),
    sight.introductions,
  )
  for (const one of seen as Entity[]) assert.equal(one.conversation_id !== null, one.state === 'met')
  if (NAMES.indexOf(viewer) === turn) await assertLists(town, viewer, sight, seen)
  if (NAMES.indexOf(viewer) === (turn + 1) % NAMES.length) await assertElsewhere(town, viewer, sight, seen)
}

type Sight = ReturnType<typeof sightOf>
type Entity = {
  id: string
  state: string
  introducer: { id: string }
  parties: { account: { id: string }; answer: 'yes' | 'no' | null }[]
  word: string | null
  conversation_id: string | null
}

type Told = { type: string; account: { id: string }; introduction: { id: string } }

function readEntity(town: Town, entity: Entity): Sight['introductions'][number] {
  const of = town.introductions.indexOf(entity.id)
  if (entity.conversation_id) town.conversations.set(entity.conversation_id, of)
  const nameOf = (id: string) => NAMES.find((name) => town.ids[name] === id)!
  return {
    of,
    state: entity.state,
    by: nameOf(entity.introducer.id),
    answers: entity.parties.map(({ account, answer }) => [nameOf(account.id), answer]),
    word: entity.word,
  }
}

async function assertLists(town: Town, viewer: Name, sight: Sight, seen: Entity[]) {
  const client = town.clients[viewer]
  const list = async (query: string) => (await client.get(`${HOME}?${query}`)).body as Entity[]
  for (const state of ['open', 'met', 'ended'])
    assert.deepEqual(
      await list(`state=${state}`),
      seen.filter((one) => one.state === state),
    )
  const waiting = (await list('state=waiting')).map((one) => town.introductions.indexOf(one.id))
  assert.deepEqual(waiting, sight.waiting)
  const paged: Entity[] = []
  for (let page = await list('limit=2'); page.length > 0; page = await list(`limit=2&max_id=${page.at(-1)!.id}`))
    paged.push(...page)
  assert.deepEqual(paged, seen)
  for (const id of town.introductions) {
    const one = await client.get(`${HOME}/${id}`)
    const listed = seen.find((entity) => entity.id === id)
    assert.equal(one.status, listed ? 200 : 404)
    if (listed) assert.deepEqual(one.body, listed)
  }
}

async function assertElsewhere(town: Town, viewer: Name, sight: Sight, seen: Entity[]) {
  const client = town.clients[viewer]
  const types = ['introduction', 'introduction_met', 'introduction_ended'].map((type) => `types[]=${type}`).join('&')
  const told = await ask(client, `/api/v1/notifications?limit=80&${types}`)
  const notices = told.map(({ type, account, introduction }) => {
    const from = NAMES.find((name) => town.ids[name] === account.id)
    return `${type} ${town.introductions.indexOf(introduction.id)} from ${from}`
  })
  assert.deepEqual(notices.sort(), sight.notices.sort())
  const talks: { id: string }[] = (await client.get('/api/v1/conversations?limit=40')).body
  assert.deepEqual(talks.map((one) => town.conversations.get(one.id)).sort(), sight.conversations)
  for (const name of NAMES) {
    const { status, body } = await client.get(`/api/kith/v1/people/${town.ids[name]}`)
    if (status === 404) continue
    const met = seen.filter((one) => one.state === 'met' && name !== viewer)
    const ours = met.filter((one) =>
      [viewer, name].every((who) => one.parties.some((p) => p.account.id === town.ids[who])),
    )
    const introducers = ours.map((one) => one.introducer.id)
    assert.ok(ours.length === 0 ? body.introduced_by === null : introducers.includes(body.introduced_by.id))
  }
}

/** Past the check against Mastodon's description, which does not know our kinds of notices. */
async function ask(client: Client, path: string): Promise<Told[]> {
  const headers = { authorization: `Bearer ${await client.token()}` }
  const answer = await api.fetch(new Request(new URL(path, ctx.config.origin), { headers }))
  assert.equal(answer.status, 200)
  return (await answer.json()) as Told[]
}
