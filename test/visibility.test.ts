/**
 * Who sees what, at every door, against a plain model of the rules: random people follow, block, draw circles, say, answer, boost,
 * mark, edit and delete, and then everybody, somebody signed out included, looks everywhere.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { addPerson } from '#modules/people'
import { couldSee, watch } from '#modules/statuses'
import { transaction } from '#platform/db'
import { testApi, type Client, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'

const PEOPLE = 4
const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const
type Visibility = (typeof VISIBILITIES)[number]

type Said = {
  id: string
  author: number
  visibility: Visibility
  /** Whose circle it is for; everybody has one. */
  circle: number | null
  addressed: Set<number>
  named: Set<number>
  answers: Said | null
  boosts: Said | null
  deleted: boolean
}

/** The rules, plainly. */
class Model {
  follows = new Set<string>()
  blocks = new Set<string>()
  /** `owner member` */
  circles = new Set<string>()
  said: Said[] = []
  marks = { favourite: new Set<string>(), bookmark: new Set<string>() }

  /** `viewer` null is somebody signed out. */
  sees(viewer: number | null, status: Said): boolean {
    if (status.deleted) return false
    if (status.boosts && !this.sees(viewer, status.boosts)) return false
    if (viewer === status.author) return true
    const open = status.visibility === 'public' || status.visibility === 'unlisted'
    if (viewer === null) return open
    if (this.blocks.has(`${viewer} ${status.author}`) || this.blocks.has(`${status.author} ${viewer}`)) return false
    const { circle } = status
    if (circle !== null)
      return viewer === circle || (this.circles.has(`${circle} ${viewer}`) && this.follows.has(`${viewer} ${circle}`))
    const follows = this.follows.has(`${viewer} ${status.author}`)
    return open || (status.visibility === 'private' && follows) || status.addressed.has(viewer)
  }

  alive(viewer: number | null): Said[] {
    return this.said.filter((status) => this.sees(viewer, status))
  }

  block(a: number, b: number) {
    this.blocks.add(`${a} ${b}`)
    this.unfollow(a, b)
    this.unfollow(b, a)
  }

  /** Whom one does not follow is in no circle of one's own. */
  unfollow(a: number, b: number) {
    this.follows.delete(`${a} ${b}`)
    this.circles.delete(`${a} ${b}`)
  }

  remove(status: Said) {
    status.deleted = true
    for (const boost of this.said) if (boost.boosts === status) boost.deleted = true
  }
}

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

type World = {
  model: Model
  ids: string[]
  circles: string[]
  names: string[]
  clients: Client[]
  signedOut: Client
  tag: string
}

async function newWorld(ctx: TestContext, api: TestApi, round: number): Promise<World> {
  const names = Array.from({ length: PEOPLE }, (_, i) => `p${round}_${i}`)
  const ids = await transaction(ctx.db, async (tx) => {
    const made: string[] = []
    for (const username of names) made.push(await addPerson(tx, { username, displayName: username }))
    return made
  })
  const clients = ids.map((id) => api.as(id))
  const circles: string[] = []
  for (const client of clients) circles.push((await client.post('/api/v1/lists', { title: 'Die Runde' })).body.id)
  return {
    model: new Model(),
    ids,
    circles,
    names,
    clients,
    signedOut: api.signedOut,
    tag: `runde${round}`,
  }
}

async function take(world: World, one: Step): Promise<void> {
  const { model, ids, clients } = world
  const client = clients[one.a]!
  if ('b' in one) {
    if (one.a === one.b) return
    if (one.do === 'takeIn' || one.do === 'takeOut') return changeCircle(world, one.do, one.a, one.b)
    const answer = await client.post(`/api/v1/accounts/${ids[one.b]}/${one.do}`)
    const blocked = model.blocks.has(`${one.a} ${one.b}`) || model.blocks.has(`${one.b} ${one.a}`)
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

type Entity = {
  id: string
  reblog: Entity | null
  in_reply_to_id: string | null
  replies_count: number
  reblogs_count: number
  circle?: { id: string }
  account: { statuses_count: number; id: string }
}

async function lookEverywhere(world: World, viewer: number | null): Promise<void> {
  const { model } = world
  const client = viewer === null ? world.signedOut : world.clients[viewer]!
  const mine = new Set(model.said.map((status) => status.id))
  const seen = model.alive(viewer)
  const list = async (path: string): Promise<Entity[]> => {
    const answer = await client.get(path)
    assert.equal(answer.status, 200, `${path}: ${answer.text}`)
    return answer.body
  }
  const expect = (door: string, found: { id: string }[], wanted: Said[]) =>
    assert.deepEqual(
      found
        .map((one) => one.id)
        .filter((id) => mine.has(id))
        .sort(),
      wanted.map((one) => one.id).sort(),
      `${door} as ${viewer ?? 'somebody signed out'}`,
    )

  for (const status of model.said) await lookAt(world, viewer, client, status)
  expect(
    'place',
    await list('/api/v1/timelines/public?local=true&limit=40'),
    seen.filter(
      (one) => one.visibility === 'public' && !one.boosts && (one.answers?.author ?? one.author) === one.author,
    ),
  )
  expect(
    'hashtag',
    await list(`/api/v1/timelines/tag/${world.tag}?limit=40`),
    seen.filter((one) => one.visibility === 'public' && !one.boosts),
  )
  expect(
    'several',
    await list(
      `/api/v1/statuses?${model.said
        .slice(0, 20)
        .map((one) => `id[]=${one.id}`)
        .join('&')}`,
    ),
    seen.filter((one) => model.said.indexOf(one) < 20),
  )
  for (const [author, id] of world.ids.entries()) {
    const wanted = seen.filter((one) => one.author === author && one.visibility !== 'direct')
    expect('profile', await list(`/api/v1/accounts/${id}/statuses?limit=40`), wanted)
  }
  if (viewer === null) return
  const inCircle = (author: number) => author === viewer || model.circles.has(`${viewer} ${author}`)
  expect(
    'circle',
    await list(`/api/v1/timelines/list/${world.circles[viewer]}?limit=40`),
    seen.filter(
      (one) =>
        (one.author === viewer && one.circle === viewer) ||
        (model.circles.has(`${viewer} ${one.author}`) &&
          one.visibility !== 'direct' &&
          (!one.answers || one.answers.author === one.author || inCircle(one.answers.author))),
    ),
  )
  const hidden = await client.get(`/api/v1/timelines/list/${world.circles[(viewer + 1) % PEOPLE]}`)
  assert.equal(hidden.status, 404, 'a circle is its owner’s alone')
  for (const kind of ['favourite', 'bookmark'] as const) {
    expect(
      kind,
      await list(`/api/v1/${kind}s?limit=40`),
      seen.filter((one) => model.marks[kind].has(`${viewer} ${one.id}`)),
    )
  }
  const found = await client.get(`/api/v2/search?type=statuses&limit=40&q=${world.tag}`)
  expect(
    'search',
    found.body.statuses,
    seen.filter((one) => !one.boosts),
  )
  const home = await list('/api/v1/timelines/home?limit=40')
  for (const one of home)
    assert.ok(
      seen.some((status) => status.id === one.id && status.visibility !== 'direct'),
      'home shows only what may be seen',
    )
  const own = seen.filter((one) => one.author === viewer && one.visibility !== 'direct' && !one.boosts)
  for (const status of own)
    assert.ok(
      home.some((one) => one.id === status.id),
      'home shows what one said',
    )
  const notices = await client.get('/api/v1/notifications?limit=80')
  for (const notice of notices.body)
    if (notice.status)
      assert.ok(
        seen.some((one) => one.id === notice.status.id),
        'notices show only what may be seen',
      )
  const grouped = await client.get('/api/v2/notifications?limit=80')
  for (const status of grouped.body.statuses)
    assert.ok(
      seen.some((one) => one.id === status.id),
      'grouped notices as well',
    )
  const conversations = await client.get('/api/v1/conversations')
  for (const one of conversations.body)
    if (one.last_status)
      assert.ok(
        seen.some((status) => status.id === one.last_status.id),
        'conversations as well',
      )
}

async function lookAt(world: World, viewer: number | null, client: Client, status: Said): Promise<void> {
  const { model } = world
  const seen = model.sees(viewer, status)
  const one = await client.get(`/api/v1/statuses/${status.id}`)
  assert.equal(one.status, seen ? 200 : 404, `status ${status.visibility} as ${viewer}`)
  for (const door of ['context', 'history', 'favourited_by', 'reblogged_by']) {
    const answer = await client.get(`/api/v1/statuses/${status.id}/${door}`)
    assert.equal(answer.status, one.status, door)
    if (!seen) assert.deepEqual(answer.body, one.body, 'hidden and missing are the same')
  }
  if (!seen) return
  const entity: Entity = one.body.reblog ?? one.body
  const meant = status.boosts ?? status
  const open = model.said.filter(
    (other) => !other.deleted && (other.visibility === 'public' || other.visibility === 'unlisted'),
  )
  assert.equal(
    entity.replies_count,
    open.filter((other) => other.answers === meant).length,
    'replies are counted where all may see them',
  )
  assert.equal(
    entity.account.statuses_count,
    open.filter((other) => other.author === meant.author).length,
    'statuses, too',
  )
  const boosts = model.said.filter((other) => other.boosts === meant && !other.deleted)
  assert.equal(entity.reblogs_count, boosts.filter((boost) => open.includes(boost)).length, 'boosts, too')
  const boosters = (await client.get(`/api/v1/statuses/${meant.id}/reblogged_by`)).body as { id: string }[]
  assert.deepEqual(
    boosters.map(({ id }) => id).toSorted(),
    boosts
      .filter((boost) => model.sees(viewer, boost))
      .map((boost) => world.ids[boost.author]!)
      .toSorted(),
    'who passed it on is told to whoever may see that',
  )
  assert.equal(
    entity.circle?.id,
    meant.circle !== null && meant.circle === viewer ? world.circles[meant.circle] : undefined,
    'the circle is named to its owner alone',
  )
  const parent = meant.answers
  const told = parent && model.sees(viewer, parent) ? parent.id : null
  assert.equal(entity.in_reply_to_id, told, 'what is answered is told to whoever may see it')
  const context = (await client.get(`/api/v1/statuses/${meant.id}/context`)).body
  for (const other of [...context.ancestors, ...context.descendants]) {
    assert.ok(
      model.said.some((known) => known.id === other.id && model.sees(viewer, known)),
      'threads show only what may be seen',
    )
  }
  const comments = await client.get(`/api/kith/v1/statuses/comments?id[]=${meant.id}`)
  for (const other of comments.body[meant.id]) {
    assert.ok(
      model.said.some((known) => known.id === other.id && model.sees(viewer, known)),
      'the newest comments as well',
    )
  }
}

/** Who would hear of a status by a stream, and whether they would be told that it answers something. */
async function listen(ctx: TestContext, { model, ids, circles }: World, status: Said): Promise<void> {
  const viewers = [null, ...ids.keys()]
  const idOf = (viewer: number | null) => (viewer === null ? null : ids[viewer]!)
  const seen = viewers.filter((viewer) => model.sees(viewer, status))
  const watched = await watch(ctx, status.id, viewers.map(idOf))
  const heard = watched?.readers ?? []
  assert.deepEqual(heard.map(({ id }) => id).sort(), seen.map(idOf).sort(), 'streams')
  if (status.deleted) return
  for (const { id, whole, circle } of heard) {
    const viewer = id === null ? null : ids.indexOf(id)
    assert.equal(circle !== null, status.circle !== null && status.circle === viewer, 'streams name no circle')
    const answers = status.answers && !status.answers.deleted ? status.answers : null
    if (answers) assert.equal(whole, model.sees(viewer, answers), 'streams tell what is answered')
  }
  if (status.boosts) return
  const mentioned = [...status.addressed].map((other) => ids[other]!)
  const circleId = status.circle === null ? null : circles[status.circle]!
  const deleted = { personId: ids[status.author]!, visibility: status.visibility, circleId, mentioned }
  assert.deepEqual([...(await couldSee(ctx, deleted, viewers.map(idOf)))].sort(), seen.map(idOf).sort(), 'deletions')
}
