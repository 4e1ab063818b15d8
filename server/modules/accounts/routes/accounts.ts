import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { isoMillis } from '#platform/clock'
import { asker, byId, createApi, json, readId, requireSameOrigin, type Env, type Req } from '#platform/http'
import { sentence } from '#platform/locale'
import { refuse } from '#platform/refusal'
import { accountSchema, viewAccount } from '#modules/people'
import { join } from '../actions/join.ts'
import { approve } from '../actions/owner.ts'
import { viewWaiting } from '../views/accounts.ts'
import { whyUnavailable } from '../views/usernames.ts'
import { newAccount, welcome, welcomeSchema } from './session.ts'

const joinRoute = createRoute({
  method: 'post',
  path: '/accounts',
  summary: 'Join the place',
  description:
    'By an invite, or without where registrations are open. Sets the session cookie, so it is taken from the place’s own ' +
    'pages only. Where the owner approves newcomers, there is no session before they did.',
  request: {
    body: {
      required: true,
      ...json(
        z.object({
          invite: z.string().nullish(),
          ...newAccount,
        }),
      ),
    },
  },
  responses: {
    201: { description: 'Who you are', ...json(welcomeSchema) },
    202: {
      description: 'The owner is asked',
      ...json(z.object({ account: accountSchema, awaiting_approval: z.literal(true) })),
    },
    403: { description: 'Nobody may join, or only by an invite' },
    410: { description: 'The invite has expired, is used up or was revoked' },
    422: { description: 'Something in it does not fit' },
  },
})

const availability = createRoute({
  method: 'get',
  path: '/accounts/availability',
  summary: 'Is this name free?',
  description: 'Public. `reason` says why not, in the reader’s language.',
  request: { query: z.object({ username: z.string().max(200) }) },
  responses: {
    200: {
      description: 'Whether it is',
      ...json(z.object({ available: z.boolean(), reason: z.string().optional() })),
    },
  },
})

const waiting = createRoute({
  method: 'get',
  path: '/accounts/waiting',
  summary: 'Who waits to be let in',
  description: 'For the owner, the longest waiting first. Scope: `read:accounts`.',
  responses: {
    200: {
      description: 'Who waits',
      ...json(z.array(z.object({ account: accountSchema, email: z.string(), created_at: z.iso.datetime() }))),
    },
    403: { description: 'Only the owner may' },
  },
})

const letIn = createRoute({
  method: 'put',
  path: '/accounts/{id}/approval',
  summary: 'Let somebody in',
  description: 'For the owner. Scope: `write:accounts`.',
  request: { params: byId },
  responses: {
    204: { description: 'They are in' },
    403: { description: 'Only the owner may' },
    404: { description: 'Nobody of this id waits' },
  },
})

export function accountRoutes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(joinRoute, async (c) => {
    requireSameOrigin(c, ctx.config.origin)
    const { display_name: displayName, ...rest } = c.req.valid('json')
    const { personId, awaitingApproval } = await join(ctx, { ...rest, displayName, address: c.var.address })
    if (!awaitingApproval) return c.json(await welcome(c, ctx, personId), 201)
    return c.json({ account: await viewAccount(ctx, personId, personId), awaiting_approval: true as const }, 202)
  })
  api.openapi(availability, async (c) => {
    const refusal = await whyUnavailable(ctx, c.req.valid('query').username)
    if (!refusal) return c.json({ available: true }, 200)
    const reason = sentence(c.var.locale, `refusals:${refusal.code}`, refusal.params)
    return c.json({ available: false, reason }, 200)
  })
  api.openapi(waiting, async (c) => {
    requireOwner(c, 'read:accounts')
    const found = await viewWaiting(ctx)
    return c.json(
      found.map(({ createdAt, ...rest }) => ({ ...rest, created_at: isoMillis(createdAt) })),
      200,
    )
  })
  api.openapi(letIn, async (c) => {
    requireOwner(c, 'write:accounts')
    await approve(ctx, readId(c))
    return c.body(null, 204)
  })
  return api
}

function requireOwner(c: Req, scope: string) {
  if (asker(c, scope).role !== 'owner') throw refuse('forbidden', 'auth.not_allowed')
}
