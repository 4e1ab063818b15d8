import {
  addToCircle,
  allMembers,
  changeCircle,
  circlesHolding,
  deleteCircle,
  drawCircle,
  membersPage,
  removeFromCircle,
  REPLIES_POLICIES,
  viewCircle,
  viewCircles,
} from '#modules/circles'
import { viewAccount } from '#modules/people'
import type { Context } from '#platform/context'
import {
  asker,
  bool,
  createRouter,
  list,
  oneOf,
  readBody,
  readId,
  readPage,
  text,
  type App,
  type Body,
  type Req,
} from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { answer } from './accounts.ts'
import { needed } from './parameters.ts'
import { query } from './timelines.ts'

/** One's circles are Mastodon's lists: https://docs.joinmastodon.org/methods/lists/ */
export function listsDoor(ctx: Context): App {
  const app = createRouter()

  app.get('/api/v1/lists', async (c) => c.json(await viewCircles(ctx, asker(c, 'read:lists').personId)))

  app.post('/api/v1/lists', async (c) => {
    const { personId } = asker(c, 'write:lists')
    const body = await readBody(c)
    const id = await drawCircle(ctx, { personId, title: needed(body, 'title'), ...options(body) })
    return c.json(await viewCircle(ctx, personId, id))
  })

  app.get('/api/v1/lists/:id', async (c) => c.json(await viewCircle(ctx, asker(c, 'read:lists').personId, readId(c))))

  app.on(['PUT', 'PATCH'], '/api/v1/lists/:id', async (c) => {
    const { personId } = asker(c, 'write:lists')
    const id = readId(c)
    const body = await readBody(c)
    await changeCircle(ctx, personId, id, { title: text(body, 'title'), ...options(body) })
    return c.json(await viewCircle(ctx, personId, id))
  })

  app.delete('/api/v1/lists/:id', async (c) => {
    await deleteCircle(ctx, asker(c, 'write:lists').personId, readId(c))
    return c.json({})
  })

  members(ctx, app)
  return app
}

function members(ctx: Context, app: App) {
  app.get('/api/v1/lists/:id/accounts', async (c) => {
    const { personId } = asker(c, 'read:lists')
    const id = readId(c)
    // Apps ask so for all of them.
    if (c.req.query('limit') === '0') return c.json(await allMembers(ctx, personId, id))
    return answer(ctx, c, await membersPage(ctx, personId, id, readPage(c, 40)))
  })

  app.post('/api/v1/lists/:id/accounts', async (c) => {
    const { personId } = asker(c, 'write:lists')
    await addToCircle(ctx, personId, readId(c), accountIds(await readBody(c)))
    return c.json({})
  })

  app.delete('/api/v1/lists/:id/accounts', async (c) => {
    const { personId } = asker(c, 'write:lists')
    await removeFromCircle(ctx, personId, readId(c), accountIds({ ...query(c), ...(await readBody(c)) }))
    return c.json({})
  })

  app.get('/api/v1/accounts/:id/lists', async (c: Req) => {
    const { personId } = asker(c, 'read:lists')
    const id = readId(c)
    await viewAccount(ctx, personId, id)
    return c.json(await circlesHolding(ctx, personId, id))
  })
}

function options(body: Body) {
  return { repliesPolicy: oneOf(body, 'replies_policy', REPLIES_POLICIES), exclusive: bool(body, 'exclusive') }
}

function accountIds(body: Body): string[] {
  const ids = list(body, 'account_ids') ?? []
  if (!ids.every(isId)) throw missing()
  return ids
}
