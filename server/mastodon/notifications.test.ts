import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testApi, type TestApi } from '#test/api'
import { testContext, type TestContext } from '#test/context'
import { village, type Village } from '#test/village'
import { transaction } from '#platform/db'
import { tell } from '#modules/notices'

let ctx: TestContext
let api: TestApi
let people: Village
let statusId: string
// The strict decoders of reference/mastodon-api.md, §11: an app drops the whole reply where one is missing.
const GROUP_KEYS = [
  'group_key',
  'notifications_count',
  'type',
  'most_recent_notification_id',
  'latest_page_notification_at',
  'sample_account_ids',
]

before(async () => {
  ctx = await testContext()
  people = await village(ctx)
  api = testApi(ctx)
  statusId = (await api.as(people.jule).post('/api/v1/statuses', { status: 'Es gibt Brot.' })).body.id
  for (const one of [people.paul, people.noor, people.grete])
    await api.as(one).post(`/api/v1/statuses/${statusId}/favourite`)
  await api.as(people.paul).post(`/api/v1/accounts/${people.jule}/follow`)
  await api.as(people.noor).post('/api/v1/statuses', { status: '@jule wo denn?', in_reply_to_id: statusId })
})
after(() => ctx.close())

const typesOf = (body: { type: string }[]) => body.map((one) => one.type)

test('notifications come newest first, each with who and what, by pages', async () => {
  const jule = api.as(people.jule)
  const { body, headers } = await jule.get('/api/v1/notifications')
  assert.deepEqual(typesOf(body), ['mention', 'follow', 'favourite', 'favourite', 'favourite'])
  assert.equal(body[0].account.id, people.noor)
  assert.equal(body[2].status.id, statusId)
  assert.equal(body[1].status, undefined)
  assert.match(headers.get('link')!, /max_id=\d+>; rel="next", .*min_id=\d+>; rel="prev"/)
  const page = await jule.get(`/api/v1/notifications?limit=2&max_id=${body[0].id}`)
  assert.deepEqual(typesOf(page.body), ['follow', 'favourite'])
  const newer = await jule.get(`/api/v1/notifications?limit=1&min_id=${body[2].id}`)
  assert.deepEqual(newer.body[0].id, body[1].id)
  assert.equal((await jule.get(`/api/v1/notifications/${body[0].id}`)).body.id, body[0].id)
  assert.equal((await api.as(people.paul).get(`/api/v1/notifications/${body[0].id}`)).status, 404)
  assert.equal((await jule.get('/api/v1/notifications/7')).status, 404)
})

test('kinds and people are chosen', async () => {
  const jule = api.as(people.jule)
  assert.deepEqual(typesOf((await jule.get('/api/v1/notifications?types[]=mention&types[]=follow')).body), [
    'mention',
    'follow',
  ])
  assert.deepEqual(typesOf((await jule.get('/api/v1/notifications?exclude_types[]=favourite')).body), [
    'mention',
    'follow',
  ])
  assert.deepEqual(typesOf((await jule.get(`/api/v1/notifications?account_id=${people.paul}`)).body), [
    'follow',
    'favourite',
  ])
})

test('groups carry every key that apps insist on, the newest id as a number', async () => {
  const jule = api.as(people.jule)
  const { body, text } = await jule.get('/api/v2/notifications')
  const [mention, follow, favourites] = body.notification_groups
  assert.deepEqual(typesOf(body.notification_groups), ['mention', 'follow', 'favourite'])
  assert.equal(favourites.notifications_count, 3)
  assert.deepEqual(favourites.sample_account_ids, [people.grete, people.noor, people.paul])
  assert.equal(favourites.status_id, statusId)
  for (const group of [mention, follow, favourites]) for (const key of GROUP_KEYS) assert.ok(key in group, key)
  assert.match(text, new RegExp(`"most_recent_notification_id":${mention.page_max_id}[,}]`))
  assert.equal(body.accounts.length, 3)
  assert.ok(body.statuses.some((status: { id: string }) => status.id === statusId))

  const partial = await jule.get('/api/v2/notifications?expand_accounts=partial_avatars')
  assert.deepEqual(
    new Set(partial.body.accounts.map((one: { id: string }) => one.id)),
    new Set([people.noor, people.paul, people.grete]),
  )
  assert.deepEqual(partial.body.partial_accounts, [])
  assert.equal((await jule.get('/api/v2/notifications?expand_accounts=some')).status, 400)

  const one = await jule.get(`/api/v2/notifications/${favourites.group_key}`)
  assert.equal(one.body.notification_groups[0].notifications_count, 3)
  const who = await jule.get(`/api/v2/notifications/${favourites.group_key}/accounts?limit=2`)
  assert.deepEqual(
    who.body.map((account: { id: string }) => account.id),
    [people.grete, people.noor],
  )
  assert.equal((await jule.get('/api/v2/notifications/favourite-1-1')).status, 404)
})

test('a group says from which to which of its notices the page goes', async () => {
  const jule = api.as(people.jule)
  const path = '/api/v1/notifications?types[]=favourite'
  const [newest, middle, oldest] = (await jule.get(path)).body.map(({ id }: { id: string }) => id)
  const edges = async (group: string) => {
    const [found] = (await jule.get(`/api/v2/notifications${group}`)).body.notification_groups
    return [found.page_max_id, found.page_min_id, found.group_key]
  }
  const [, , key] = await edges('?types[]=favourite')
  assert.deepEqual(await edges('?types[]=favourite'), [newest, oldest, key])
  assert.deepEqual(await edges(`?types[]=favourite&since_id=${oldest}`), [newest, middle, key])
  assert.deepEqual(await edges(`?types[]=favourite&min_id=${middle}`), [newest, newest, key])
  assert.deepEqual(await edges(`/${key}`), [newest, oldest, key])
  const alone = await edges(`?types[]=favourite&grouped_types[]=follow`)
  assert.deepEqual(alone, [newest, newest, `ungrouped-${newest}`])
})

test('a page costs the same queries whatever its length', async () => {
  const jule = api.as(people.jule)
  const count = async (path: string) => {
    let queries = 0
    const add = () => void (queries += 1)
    ctx.pool.on('acquire', add)
    await jule.get(path)
    ctx.pool.off('acquire', add)
    return queries
  }
  // The first use of a token is written down.
  await jule.get('/api/v1/notifications')
  for (const path of ['/api/v1/notifications', '/api/v2/notifications'])
    assert.equal(await count(`${path}?limit=2`), await count(`${path}?limit=40`), path)
})

test('characters that cannot be kept are the sender’s mistake', async () => {
  const jule = api.as(people.jule)
  for (const path of ['/api/v1/notifications?types[]=%00', '/api/v2/notifications/%00', '/api/v1/tags/%00'])
    assert.ok([200, 400, 404].includes((await jule.get(path)).status), path)
})

// What Mastodon's description does not know.
async function get(path: string) {
  const headers = { authorization: `Bearer ${await api.as(people.jule).token()}` }
  const response = await api.fetch(new Request(`${ctx.config.origin}${path}`, { headers }))
  return (await response.json()) as any // oxlint-disable-line typescript/no-explicit-any
}

test('our own kinds come only when asked for', async () => {
  await transaction(ctx.db, (tx) =>
    tell(tx, { personId: people.jule, kind: 'introduction', fromId: people.paul, aboutId: '77' }),
  )
  assert.ok(!typesOf(await get('/api/v1/notifications')).includes('introduction'))
  const [first] = await get('/api/v1/notifications?supported_types[]=introduction')
  assert.deepEqual([first.type, first.introduction], ['introduction', { id: '77' }])
  const grouped = await get('/api/v2/notifications?types[]=introduction')
  assert.deepEqual(grouped.notification_groups[0].introduction, { id: '77' })
})

test('unread counts follow the marker', async () => {
  const jule = api.as(people.jule)
  assert.equal((await jule.get('/api/v1/notifications/unread_count')).body.count, 5)
  assert.equal((await jule.get('/api/v2/notifications/unread_count')).body.count, 3)
  assert.equal((await jule.get('/api/v1/notifications/unread_count?limit=2')).body.count, 2)
  const { body } = await jule.get('/api/v1/notifications')
  await ctx.db
    .insertInto('markers')
    .values({ personId: people.jule, timeline: 'notifications', lastReadId: body[0].id })
    .execute()
  assert.equal((await jule.get('/api/v1/notifications/unread_count')).body.count, 0)
})

test('everything is accepted, and another policy is refused rather than ignored', async () => {
  const jule = api.as(people.jule)
  assert.equal((await jule.get('/api/v2/notifications/policy')).body.for_bots, 'accept')
  assert.equal((await get('/api/v1/notifications/policy')).filter_new_accounts, false)
  assert.equal((await jule.patch('/api/v2/notifications/policy', { for_not_following: 'accept' })).status, 200)
  assert.equal((await jule.put('/api/v2/notifications/policy', { for_not_following: 'drop' })).status, 422)
  assert.equal((await jule.put('/api/v1/notifications/policy', { filter_new_accounts: true })).status, 422)
  assert.equal((await jule.put('/api/v1/notifications/policy', { filter_new_accounts: false })).status, 200)
  assert.deepEqual((await jule.get('/api/v1/notifications/requests')).body, [])
  assert.equal((await jule.get('/api/v1/notifications/requests/merged')).body.merged, true)
  assert.equal((await jule.get('/api/v1/notifications/requests/5')).status, 404)
})

test('dismissing and clearing', async () => {
  const jule = api.as(people.jule)
  const { body } = await jule.get('/api/v1/notifications')
  assert.equal((await api.as(people.paul).post(`/api/v1/notifications/${body[0].id}/dismiss`)).status, 404)
  assert.equal((await jule.post(`/api/v1/notifications/${body[0].id}/dismiss`)).status, 200)
  const favourite = body.find((one: { type: string }) => one.type === 'favourite')
  assert.equal((await jule.post(`/api/v2/notifications/${favourite.group_key}/dismiss`)).status, 200)
  assert.deepEqual(typesOf((await jule.get('/api/v1/notifications')).body), ['follow'])
  assert.equal((await api.as(people.jule, ['read']).post('/api/v1/notifications/clear')).status, 403)
  assert.equal((await jule.post('/api/v1/notifications/clear')).status, 200)
  assert.deepEqual((await jule.get('/api/v1/notifications')).body, [])
  const empty = await jule.get('/api/v2/notifications')
  assert.deepEqual(empty.body.notification_groups, [])
})

test('who asked to hear of everything somebody says is told', async () => {
  await api.as(people.aylin).post(`/api/v1/accounts/${people.jule}/follow`, { notify: true })
  await api.as(people.jule).post('/api/v1/statuses', { status: 'Nur für euch', visibility: 'private' })
  await api.as(people.jule).post('/api/v1/statuses', { status: '@paul psst', visibility: 'direct' })
  assert.deepEqual(typesOf((await api.as(people.aylin).get('/api/v1/notifications')).body), ['status'])
})
