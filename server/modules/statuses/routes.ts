import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { asker, byId, createApi, json, list, optionalAsker, readId, type Env, type Req } from '#platform/http'
import { isId } from '#platform/ids'
import { refuse } from '#platform/refusal'
import { leaveConversation } from './actions/converse.ts'
import { viewConversation } from './views/conversations.ts'
import { gladOf, newestComments } from './views/glimpses.ts'

const MOST = 40
const Entity = z.record(z.string(), z.unknown())
const ids = z.object({
  'id[]': z.union([z.string(), z.array(z.string())]).openapi({ description: `at most ${MOST} ids` }),
})

const comments = createRoute({
  method: 'get',
  path: '/statuses/comments',
  summary: 'The newest comments under statuses',
  description:
    'By status id, at most two of the newest Statuses in its thread, oldest first. Scope: read:statuses, or none.',
  request: { query: ids.partial() },
  responses: {
    200: {
      description: 'Statuses by id',
      ...json(z.record(z.string(), z.array(Entity))),
    },
  },
})

const reactions = createRoute({
  method: 'get',
  path: '/statuses/reactions',
  summary: 'Who is glad of statuses',
  description:
    'By status id, up to three Accounts who favourited it, those one follows first. Scope: read:statuses, or none.',
  request: { query: ids.partial() },
  responses: {
    200: {
      description: 'Accounts by status id',
      ...json(z.record(z.string(), z.object({ accounts: z.array(Entity), others: z.boolean() }))),
    },
  },
})

const conversation = createRoute({
  method: 'get',
  path: '/conversations/{id}',
  summary: 'A conversation of mine',
  description: 'However long ago something was said in it. Scope: read:statuses.',
  request: { params: byId },
  responses: {
    200: { description: 'A Conversation', ...json(Entity) },
    404: { description: 'No such conversation of mine' },
  },
})

const leave = createRoute({
  method: 'post',
  path: '/conversations/{id}/leave',
  summary: 'Leave a conversation',
  description: 'What is said in it later neither comes to the list nor tells one. Scope: write:conversations.',
  request: { params: byId },
  responses: { 204: { description: 'Left' }, 404: { description: 'No such conversation of mine' } },
})

export function statusRoutes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(comments, async (c) => {
    const viewer = optionalAsker(c, 'read:statuses')
    return c.json((await newestComments(ctx, viewer?.personId ?? null, wantedIds(c))) as never, 200)
  })
  api.openapi(reactions, async (c) => {
    const viewer = optionalAsker(c, 'read:statuses')
    return c.json((await gladOf(ctx, viewer?.personId ?? null, wantedIds(c))) as never, 200)
  })
  api.openapi(conversation, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    return c.json((await viewConversation(ctx, personId, readId(c))) as never, 200)
  })
  api.openapi(leave, async (c) => {
    await leaveConversation(ctx, asker(c, 'write:conversations').personId, readId(c))
    return c.body(null, 204)
  })
  return api
}

function wantedIds(c: Req): string[] {
  const wanted = [
    ...new Set((list({ id: c.req.queries('id[]') ?? c.req.queries('id') ?? [] }, 'id') ?? []).filter(isId)),
  ]
  if (wanted.length > MOST) throw refuse('invalid', 'common.too_many_ids', { most: MOST })
  return wanted
}
