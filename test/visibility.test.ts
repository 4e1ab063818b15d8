/**
 * Who sees what, at every door, against a plain model of the rules: random people follow, block, draw circles, say, answer, boost,
 * mark, edit and delete, and then everybody, somebody signed out included, looks everywhere.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { testApi, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { listen, lookEverywhere, type Entity, type World } from '#test/doors'
import { settle } from '#test/standing'
import { Model, VISIBILITIES, type Said, type Visibility } from '#test/visibility'

const PEOPLE = 4
type Step =
  | { do: 'follow' | 'unfollow' | 'block' | 'unblock' | 'takeIn' | 'takeOut'; a: number; b: number }
  | { do: 'say'; a: number; visibility: Visibility | 'circle'; names: number[]; answers: number | null }
  | { do: 'boost' | 'boostQuietly' | 'favourite' | 'bookmark' | 'delete' | 'edit'; a: number; status: number }

const person = fc.nat(PEOPLE - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('follow' as const, 'takeIn' as const), a: person, b: person }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('unfollow' as const, 'block' as const, 'unblock' as const, 'takeOut' as const),
      a: person,
      b: person,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      a: person,
      visibility: fc.constantFrom(...VISIBILITIES, 'circle' as const),
      names: fc.uniqueArray(person, { maxLength: 2 }),
      answers: fc.option(fc.nat(30)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'boost' as const,
        'boostQuietly' as const,
        'favourite' as const,
        'bookmark' as const,
        'delete' as const,
        'edit' as const,
      ),
      a: person,
      status: fc.nat(30),
    }),
  },
)

// Members who follow back and members who do not, whatever happens then.
const BEGINNING: Step[] = [...Array(PEOPLE).keys()].flatMap((a) => {
  const [next, after] = [(a + 1) % PEOPLE, (a + 2) % PEOPLE]
  return [next, after].flatMap((b): Step[] => [
    { do: 'follow', a, b },
    { do: 'takeIn', a, b },
  ])
})

describe('visibility', () => {
  let ctx: TestContext
  let api: TestApi
  let round = 0

  before(async () => {
    ctx = await testContext()
    api = testApi(ctx)
  })
  after(() => ctx.close())

  it('is the same rule at every door', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 32 }), async (steps) => {
        const world = await newWorld(ctx, api, ++round)
        for (const one of [...BEGINNING, ...steps]) await take(world, one)
        for (const viewer of [null, ...Array(PEOPLE).keys()]) await lookEverywhere(world, viewer)
        for (const status of world.model.said) await listen(ctx, world, status)
      }),
      { numRuns: Number(process.env.KITH_PROPERTY_RUNS ?? 15), endOnFailure: false },
    )
  })
})

async function newWorld(ctx: TestContext, api: TestApi, round: number): Promise<World> {
  const town = await settle(ctx, api, PEOPLE)
  return { ...town, model: new Model(PEOPLE), signedOut: api.signedOut, tag: `runde${round}` }
}

async function take(world: World, one: Step): Promise<void> {
  const { model, ids, clients } = world
  const client = clients[one.a]!
  if ('b' in one) {
    if (one.a === one.b) return
    if (one.do === 'takeIn' || one.do === 'takeOut') return changeCircle(world, one.do, one.a, one.b)
    const answer = await client.post(`/api/v1/accounts/${ids[one.b]}/${one.do}`)
    const blocked = model.shut(one.a, one.b)
    if (one.do === 'follow' && !blocked) model.follows.add(`${one.a} ${one.b}`)
    if (one.do === 'unfollow') model.unfollow(one.a, one.b)
    if (one.do === 'block') model.block(one.a, one.b)
    if (one.do === 'unblock') model.blocks.delete(`${one.a} ${one.b}`)
    if (one.do === 'follow' && blocked) assert.notEqual(answer.status, 200)
    else assert.equal(answer.status, 200, answer.text)
    return
  }
  if (one.do === 'say') return say(world, one)
  const status = model.said[one.status % Math.max(1, model.said.length)]
  if (!status) return
  await act(world, one.a, one.do, status)
}

async function changeCircle(world: World, verb: 'takeIn' | 'takeOut', a: number, b: number): Promise<void> {
  const { model, ids } = world
  const path = `/api/v1/lists/${world.circles[a]}/accounts`
  const sent = { account_ids: [ids[b]!] }
  const answer = await (verb === 'takeIn' ? world.clients[a]!.post(path, sent) : world.clients[a]!.delete(path, sent))
  const allowed = verb === 'takeOut' || model.follows.has(`${a} ${b}`)
  assert.equal(answer.status, allowed ? 200 : 404, answer.text)
  if (allowed) model.circles[verb === 'takeIn' ? 'add' : 'delete'](`${a} ${b}`)
}

async function say(
  world: World,
  { a, visibility: wished, names, answers }: Extract<Step, { do: 'say' }>,
): Promise<void> {
  const { model } = world
  const visibility = wished === 'circle' ? 'private' : wished
  const parent = answers === null ? null : (model.said[answers % Math.max(1, model.said.length)] ?? null)
  const named = new Set(names.filter((name) => name !== a))
  const text = `Wort #${world.tag} ${names.map((name) => `@${world.names[name]}`).join(' ')}`
  const answer = await world.clients[a]!.post('/api/v1/statuses', {
    status: text,
    visibility,
    ...(wished === 'circle' ? { circle_id: world.circles[a] } : {}),
    ...(parent ? { in_reply_to_id: parent.id } : {}),
  })
  if (parent && (!model.sees(a, parent) || parent.boosts)) return assert.equal(answer.status, 404)
  assert.equal(answer.status, 200, answer.text)
  const addressed = new Set(named)
  if (parent && visibility !== 'direct') addressed.add(parent.author)
  if (parent && visibility === 'direct' && named.size === 0) {
    addressed.add(parent.author)
    if (parent.visibility === 'direct') for (const other of parent.addressed) addressed.add(other)
  }
  addressed.delete(a)
  const inherited = visibility === 'private' ? (parent?.circle ?? null) : null
  const said: Said = {
    id: answer.body.id,
    author: a,
    visibility,
    circle: wished === 'circle' ? a : inherited,
    addressed,
    named,
    answers: parent,
    boosts: null,
    deleted: false,
  }
  model.said.push(said)
  if (wished === 'circle' && !parent) await assertDelivered(world, said)
}

/** Whoever may see what was said to a circle gets it in their home at once. */
async function assertDelivered(world: World, said: Said): Promise<void> {
  for (const [viewer, client] of world.clients.entries()) {
    const home: Entity[] = (await client.get('/api/v1/timelines/home?limit=1')).body
    assert.equal(home[0]?.id === said.id, world.model.sees(viewer, said), `the home of ${viewer}`)
  }
}

async function act(
  world: World,
  a: number,
  verb: 'boost' | 'boostQuietly' | 'favourite' | 'bookmark' | 'delete' | 'edit',
  status: Said,
): Promise<void> {
  const { model } = world
  const client = world.clients[a]!
  const meant = status.boosts ?? status
  if (verb === 'delete') {
    const answer = await client.delete(`/api/v1/statuses/${status.id}`)
    const allowed = model.sees(a, status) && status.author === a
    assert.equal(answer.status, allowed ? 200 : 404, answer.text)
    if (allowed) model.remove(status)
    return
  }
  if (verb === 'edit') {
    const text = `Anders #${world.tag} ${[...status.named].map((name) => `@${world.names[name]}`).join(' ')}`
    const answer = await client.put(`/api/v1/statuses/${status.id}`, { status: text })
    const allowed = model.sees(a, status) && status.author === a && !status.boosts
    return assert.equal(answer.status, allowed ? 200 : 404, answer.text)
  }
  const boosts = verb === 'boost' || verb === 'boostQuietly'
  const wish = verb === 'boostQuietly' ? { visibility: 'private' } : {}
  const answer = await client.post(`/api/v1/statuses/${status.id}/${boosts ? 'reblog' : verb}`, wish)
  if (!model.sees(a, status)) return assert.equal(answer.status, 404)
  if (!boosts) {
    assert.equal(answer.status, 200, answer.text)
    model.marks[verb].add(`${a} ${meant.id}`)
    return
  }
  const open = meant.visibility === 'public' || meant.visibility === 'unlisted'
  if (!open && !(meant.visibility === 'private' && meant.author === a && meant.circle === null))
    return assert.equal(answer.status, 403)
  assert.equal(answer.status, 200, answer.text)
  if (model.said.some((other) => other.boosts === meant && other.author === a && !other.deleted)) return
  const visibility = meant.visibility === 'private' || verb === 'boostQuietly' ? 'private' : 'public'
  model.said.push({
    id: answer.body.id,
    author: a,
    visibility,
    circle: null,
    addressed: new Set(),
    named: new Set(),
    answers: null,
    boosts: meant,
    deleted: false,
  })
}
