import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import {
  addLinks,
  asker,
  byId,
  createApi,
  json,
  moment,
  optionalAsker,
  paging,
  readId,
  readPage,
  refused,
  requireToken,
  type Env,
} from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { ask, closeAsk, takeBackAsk, tellOutcome } from '../actions/ask.ts'
import { LIMITS, REACHES } from '../model/asking.ts'
import { asksPage, LISTS, similarAsks, viewAsk } from '../views/asks.ts'
import { absent, askSchema } from './shapes.ts'

const PAGE = 20
const MOST_SIMILAR = 5
const one = { 200: { description: 'The ask', ...json(askSchema) } }

const wish = z.object({
  question: z.string().openapi({ description: `At most ${LIMITS.question} characters.` }),
  details: z
    .string()
    .optional()
    .openapi({ description: `At most ${LIMITS.details} characters.` }),
  reach: z.enum(REACHES),
  circle_ids: z.array(z.string()).optional().openapi({ description: 'My circles, for a reach of `circles`.' }),
  named: z.boolean().optional().openapi({ description: 'Whether I am named beyond my own people; true if absent.' }),
  deadline: moment.nullish(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .nullish(),
  media_ids: z.array(z.string()).max(LIMITS.pictures).optional(),
})

const asking = createRoute({
  method: 'post',
  path: '/asks',
  summary: 'Ask something',
  description:
    'It is drawn to the few who would know, within its reach. One for `everybody` is a public status as well. Scope: `write:statuses`.',
  request: { body: { required: true, ...json(wish) } },
  responses: { 201: { description: 'Asked', ...json(askSchema) }, ...absent, ...refused },
})

const listing = createRoute({
  method: 'get',
  path: '/asks',
  summary: 'Asks that I may see',
  description:
    'Newest first. `mine`; `near`: mine, my people’s and those drawn to my attention; `waiting`: drawn to my attention, and nothing ' +
    'done with yet, while it is open and nothing helped. Scope: `read:statuses`.',
  request: {
    query: z.object({
      ...paging,
      list: z.enum(LISTS).default('all'),
      open: z.stringbool().optional().openapi({
        description: 'Only those that are open, that nothing helped and whose time is not over; or only the rest.',
      }),
      locality: z.string().max(LIMITS.question).optional().openapi({ description: 'Those that name this place.' }),
      language: z.string().optional(),
      circle: z
        .string()
        .optional()
        .openapi({ description: 'Of those in this circle of mine, as far as I know who asks.' }),
    }),
  },
  responses: { 200: { description: 'Asks', ...json(z.array(askSchema)) } },
})

const alike = createRoute({
  method: 'get',
  path: '/asks/similar',
  summary: 'Asked already? What was asked in like words',
  description: 'Scope: `read:statuses`.',
  request: { query: z.object({ q: z.string().max(500) }) },
  responses: { 200: { description: 'Asks, the likest first', ...json(z.array(askSchema)) } },
})

const reading = createRoute({
  method: 'get',
  path: '/asks/{id}',
  summary: 'An ask',
  description: 'One for everybody is public; else scope `read:statuses`.',
  request: { params: byId },
  responses: { ...one, ...absent },
})

const changing = createRoute({
  method: 'patch',
  path: '/asks/{id}',
  summary: 'Close an ask of mine, open it again, or say what came of it',
  description: 'Scope: `write:statuses`.',
  request: {
    params: byId,
    body: {
      required: true,
      ...json(
        z.object({
          closed: z.boolean().optional(),
          outcome: z
            .string()
            .optional()
            .openapi({ description: `At most ${LIMITS.outcome} characters; empty takes it back.` }),
        }),
      ),
    },
  },
  responses: { ...one, ...absent, ...refused },
})

const takingBack = createRoute({
  method: 'delete',
  path: '/asks/{id}',
  summary: 'Take an ask of mine back, with its answers',
  description: 'Scope: `write:statuses`.',
  request: { params: byId },
  responses: { 204: { description: 'Taken back' }, ...absent },
})

export function askRoutes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  reads(ctx, api)
  api.openapi(asking, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const { circle_ids: circleIds, media_ids: mediaIds, deadline, ...rest } = c.req.valid('json')
    const until = deadline ? Temporal.Instant.from(deadline) : null
    const applicationId = requireToken(c).appId
    const id = await ask(ctx, personId, { ...rest, circleIds, mediaIds, deadline: until, applicationId })
    return c.json(await viewAsk(ctx, personId, id), 201)
  })
  api.openapi(changing, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    const { closed, outcome } = c.req.valid('json')
    if (closed !== undefined) await closeAsk(ctx, personId, id, closed)
    if (outcome !== undefined) await tellOutcome(ctx, personId, id, outcome)
    return c.json(await viewAsk(ctx, personId, id), 200)
  })
  api.openapi(takingBack, async (c) => {
    await takeBackAsk(ctx, asker(c, 'write:statuses').personId, readId(c))
    return c.body(null, 204)
  })
  return api
}

function reads(ctx: Context, api: OpenAPIHono<Env>) {
  api.openapi(listing, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const { circle, ...filter } = c.req.valid('query')
    if (circle && !isId(circle)) throw missing()
    const found = await asksPage(ctx, personId, readPage(c, PAGE), { ...filter, circleId: circle })
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(alike, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    return c.json(await similarAsks(ctx, personId, c.req.valid('query').q, MOST_SIMILAR), 200)
  })
  api.openapi(reading, async (c) => {
    const viewerId = optionalAsker(c, 'read:statuses')?.personId ?? null
    return c.json(await viewAsk(ctx, viewerId, readId(c)), 200)
  })
}
