import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { isoMillis } from '#platform/clock'
import { asker, byId, createApi, json, readId, requireSameOrigin, type Env } from '#platform/http'
import { changePassword } from '../actions/settings.ts'
import { signIn } from '../actions/signin.ts'
import { endSession } from '../actions/tokens.ts'
import { listSessions } from '../views/sessions.ts'
import { closeSession, welcome, welcomeSchema } from './session.ts'

const sessionSchema = z
  .object({
    id: z.string(),
    application: z.string(),
    created_at: z.iso.datetime(),
    last_used_at: z.iso.datetime().nullable(),
    user_agent: z.string().nullable(),
    current: z.boolean().openapi({ description: 'The one that asks.' }),
  })
  .openapi('Session')

const enter = createRoute({
  method: 'post',
  path: '/session',
  summary: 'Sign in',
  description: 'By name or e-mail address. Sets the session cookie, so it is taken from the place’s own pages only.',
  request: {
    body: {
      required: true,
      ...json(z.object({ login: z.string(), password: z.string() })),
    },
  },
  responses: {
    201: { description: 'Who you are', ...json(welcomeSchema) },
    403: { description: 'The account waits for the owner’s yes, or is suspended' },
    422: { description: 'The two do not belong together' },
    429: { description: 'Too many tries' },
  },
})

const leave = createRoute({
  method: 'delete',
  path: '/session',
  summary: 'Sign out',
  description: 'Ends the session that asks. Without one there is nothing to do.',
  responses: { 204: { description: 'Signed out' } },
})

const list = createRoute({
  method: 'get',
  path: '/sessions',
  summary: 'Where I am signed in',
  description: 'The latest used first. Scope: `read:accounts`.',
  responses: {
    200: { description: 'Sessions', ...json(z.array(sessionSchema)) },
  },
})

const end = createRoute({
  method: 'delete',
  path: '/sessions/{id}',
  summary: 'Sign out elsewhere',
  description: 'Scope: `write:accounts`.',
  request: { params: byId },
  responses: { 204: { description: 'Ended' }, 404: { description: 'No such session of yours' } },
})

const password = createRoute({
  method: 'put',
  path: '/password',
  summary: 'Change the password',
  description: 'Every other session ends. Scope: `write:accounts`.',
  request: {
    body: {
      required: true,
      ...json(z.object({ current_password: z.string(), new_password: z.string() })),
    },
  },
  responses: { 204: { description: 'Changed' }, 422: { description: 'It does not fit, or the current one is wrong' } },
})

export function sessionRoutes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(enter, async (c) => {
    requireSameOrigin(c, ctx.config.origin)
    const personId = await signIn(ctx, { ...c.req.valid('json'), address: c.var.address })
    return c.json(await welcome(c, ctx, personId), 201)
  })
  api.openapi(leave, async (c) => {
    const token = c.var.token
    if (token?.asker) await endSession(ctx, token.asker.personId, token.id)
    closeSession(c, ctx)
    return c.body(null, 204)
  })
  api.openapi(list, async (c) => {
    const { personId } = asker(c, 'read:accounts')
    const sessions = await listSessions(ctx.db, personId)
    const answer = sessions.map(({ id, application, createdAt, lastUsedAt, userAgent }) => ({
      id,
      application,
      created_at: isoMillis(createdAt),
      last_used_at: lastUsedAt && isoMillis(lastUsedAt),
      user_agent: userAgent,
      current: id === c.var.token?.id,
    }))
    return c.json(answer, 200)
  })
  api.openapi(end, async (c) => {
    const { personId } = asker(c, 'write:accounts')
    const id = readId(c)
    await endSession(ctx, personId, id)
    if (c.var.token?.fromCookie && id === c.var.token.id) closeSession(c, ctx)
    return c.body(null, 204)
  })
  api.openapi(password, async (c) => {
    const { personId } = asker(c, 'write:accounts')
    const { current_password: current, new_password: next } = c.req.valid('json')
    await changePassword(ctx, personId, { current, next, keepTokenId: c.var.token?.id })
    return c.body(null, 204)
  })
  return api
}
