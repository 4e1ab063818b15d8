import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { accountSchema } from '#modules/people'
import type { Context } from '#platform/context'
import { asker, createApi, json, type Env } from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { passPair } from './actions.ts'
import { viewPairs } from './views/pairs.ts'
import { viewMeetings } from './views/people.ts'

const MOST = 20

const reason = z
  .union([
    z.object({ kind: z.literal('shared'), people: z.array(accountSchema) }),
    z.object({
      kind: z.literal('seeks'),
      seeker: z.string().openapi({ description: 'The id of the one of the two who looks for it.' }),
      wish: z.string().openapi({ description: 'In the seeker’s own words.' }),
      asked: z.boolean().openapi({ description: 'Whether it is a question that they asked.' }),
      offer: z.string().openapi({ description: 'What the other offers, in their words.' }),
    }),
    z.object({ kind: z.literal('topics'), words: z.array(z.string()) }),
    z.object({
      kind: z.literal('place'),
      place: z.string().openapi({ description: 'Where both say that they live.' }),
    }),
    z.object({ kind: z.literal('language'), language: z.string() }),
  ])
  .openapi('SuggestionReason')

const limit = z.coerce.number().int().min(1).max(MOST).default(6)

const pairs = createRoute({
  method: 'get',
  path: '/suggestions/pairs',
  summary: 'Which of my people could I introduce to each other?',
  description:
    'Two and two of my ties who do not know each other and let themselves be introduced, each with reasons. Scope: `read:introductions`.',
  request: {
    query: z.object({ limit, about: z.string().optional().openapi({ description: 'Only pairs with this person.' }) }),
  },
  responses: {
    200: {
      description: 'Pairs, the likeliest first',
      ...json(
        z.array(
          z.object({ people: z.array(accountSchema).length(2), reasons: z.array(reason) }).openapi('SuggestedPair'),
        ),
      ),
    },
  },
})

const passing = createRoute({
  method: 'post',
  path: '/suggestions/pairs/pass',
  summary: 'Not these two, ever',
  description: 'Nobody learns of it. Scope: `write:introductions`.',
  request: { body: { required: true, ...json(z.object({ people: z.array(z.string()).length(2) })) } },
  responses: { 204: { description: 'Noted' }, 404: { description: 'Nobody has this id' } },
})

const meetings = createRoute({
  method: 'get',
  path: '/suggestions/people',
  summary: 'Whom might I like to meet, and who could introduce us?',
  description:
    'People of this place whom I do not know, each with reasons, and with ties of mine who know them. One is passed over for good by ' +
    '`DELETE /api/v1/suggestions/{id}`. Scope: `read:introductions`.',
  request: { query: z.object({ limit }) },
  responses: {
    200: {
      description: 'People, the likeliest first',
      ...json(
        z.array(
          z
            .object({ account: accountSchema, by: z.array(accountSchema), reasons: z.array(reason) })
            .openapi('SuggestedPerson'),
        ),
      ),
    },
  },
})

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(pairs, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    const { limit: most, about } = c.req.valid('query')
    if (about !== undefined && !isId(about)) throw missing()
    return c.json(await viewPairs(ctx, personId, most, about), 200)
  })
  api.openapi(passing, async (c) => {
    await passPair(ctx, asker(c, 'write:introductions').personId, c.req.valid('json').people as [string, string])
    return c.body(null, 204)
  })
  api.openapi(meetings, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    return c.json(await viewMeetings(ctx, personId, c.req.valid('query').limit), 200)
  })
  return api
}
