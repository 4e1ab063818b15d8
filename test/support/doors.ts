/** Every door at which something said may show itself, held against the plain rules of who may see it. */
import assert from 'node:assert/strict'
import { couldSee, watch } from '#modules/statuses'
import type { Client } from '#test/api'
import type { TestContext } from '#test/context'
import type { Town } from '#test/standing'
import type { Model, Said } from '#test/visibility'

export type World = Town & { model: Model; signedOut: Client; tag: string }

export type Entity = {
  id: string
  reblog: Entity | null
  in_reply_to_id: string | null
  replies_count: number
  reblogs_count: number
  circle?: { id: string }
  account: { statuses_count: number; id: string }
}

export async function lookEverywhere(world: World, viewer: number | null): Promise<void> {
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
  const hidden = await client.get(`/api/v1/timelines/list/${world.circles[(viewer + 1) % world.ids.length]}`)
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
export async function listen(ctx: TestContext, { model, ids, circles }: World, status: Said): Promise<void> {
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
