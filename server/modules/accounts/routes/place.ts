import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { asker, createApi, json, requireSameOrigin, type Env } from '#platform/http'
import { locales } from '#platform/locale'
import { refuse } from '#platform/refusal'
import { begin } from '../actions/begin.ts'
import { describePlace } from '../actions/place.ts'
import { isBeginning, viewPlace } from '../views/place.ts'
import { newAccount, welcome, welcomeSchema } from './session.ts'

const placeSchema = z
  .object({
    name: z.string(),
    description: z.string(),
    origin: z.url(),
    registrations: z.enum(['open', 'approval', 'invite', 'closed']),
    begun: z.boolean().openapi({ description: 'Whether the place has an owner yet.' }),
    requests_open: z.int().openapi({ description: 'How many requests to be introduced somebody may have open.' }),
    requests_weekly: z.int().openapi({ description: 'How many of them reach each who passes them on, a week.' }),
    languages: z.array(z.string()),
  })
  .openapi('Place')

const show = createRoute({
  method: 'get',
  path: '/place',
  summary: 'What this place is',
  description: 'Public.',
  responses: { 200: { description: 'The place', ...json(placeSchema) } },
})

const describe = createRoute({
  method: 'patch',
  path: '/place',
  summary: 'Name and describe the place, and say how much may be asked',
  description: 'For its owner. Scope: `write:accounts`.',
  request: {
    body: {
      required: true,
      ...json(
        z.object({
          name: z.string().optional(),
          description: z.string().optional(),
          requests_open: z.int().min(0).max(100).optional(),
          requests_weekly: z.int().min(0).max(100).optional(),
        }),
      ),
    },
  },
  responses: {
    200: { description: 'The place', ...json(placeSchema) },
    403: { description: 'Only the owner may' },
  },
})

const isOpen = createRoute({
  method: 'get',
  path: '/beginning',
  summary: 'Is this the one-time link of a place that has no owner yet?',
  description: 'Public.',
  request: { query: z.object({ token: z.string().max(200) }) },
  responses: {
    200: {
      description: 'Whether it is',
      ...json(z.object({ valid: z.boolean() })),
    },
  },
})

const beginning = createRoute({
  method: 'post',
  path: '/beginning',
  summary: 'Begin: become the owner by the one-time link',
  description: 'Sets the session cookie, so it is taken from the place’s own pages only.',
  request: {
    body: {
      required: true,
      ...json(
        z.object({
          token: z.string(),
          place_name: z.string(),
          ...newAccount,
        }),
      ),
    },
  },
  responses: {
    201: { description: 'The owner', ...json(welcomeSchema) },
    410: { description: 'The link was used, or a newer one replaced it' },
    422: { description: 'Something in it does not fit' },
  },
})

export function placeRoutes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  const answer = async () => ({
    ...(await viewPlace(ctx)),
    origin: ctx.config.origin,
    registrations: ctx.config.registrations,
    languages: locales,
  })
  api.openapi(show, async (c) => c.json(await answer(), 200))
  api.openapi(describe, async (c) => {
    if (asker(c, 'write:accounts').role !== 'owner') throw refuse('forbidden', 'auth.not_allowed')
    const { requests_open: requestsOpen, requests_weekly: requestsWeekly, ...words } = c.req.valid('json')
    await describePlace(ctx, { ...words, requestsOpen, requestsWeekly })
    return c.json(await answer(), 200)
  })
  api.openapi(isOpen, async (c) => c.json({ valid: await isBeginning(ctx, c.req.valid('query').token) }, 200))
  api.openapi(beginning, async (c) => {
    requireSameOrigin(c, ctx.config.origin)
    const { place_name: placeName, display_name: displayName, ...rest } = c.req.valid('json')
    const personId = await begin(ctx, { ...rest, placeName, displayName })
    return c.json(await welcome(c, ctx, personId), 201)
  })
  return api
}
