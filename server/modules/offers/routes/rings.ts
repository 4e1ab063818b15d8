import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { accountSchema } from '#modules/people'
import type { Context } from '#platform/context'
import { addLinks, asker, byId, json, paging, readId, readPage, refused, type Env } from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { sayToRing } from '../actions/converse.ts'
import { answerRing } from '../actions/rings.ts'
import { ANSWERS } from '../model/rings.ts'
import { RING_LISTS, RING_STATES, ringsPage, viewRing } from '../views/rings.ts'

const PAGE = 20
const absent = { 404: { description: 'No such ring that I am part of, or it dissolved' } }

const thing = z.object({ id: z.string(), what: z.string(), language: z.string().nullable() })
const handOver = z.object({
  account: accountSchema,
  offer: thing.openapi({ description: 'What is offered.' }),
  need: thing.openapi({ description: 'What it is needed for.' }),
  handed: z.boolean().openapi({ description: 'It changed hands, as one of us two says and the other does not deny.' }),
})

const ringSchema = z
  .object({
    id: z.string(),
    state: z.enum(RING_STATES).openapi({ description: '`met`: all said yes.' }),
    answer: z.literal('yes').nullable().openapi({ description: 'My own; nobody else learns of it.' }),
    gives: handOver.openapi({ description: 'What I give, and to whom.' }),
    gets: handOver.openapi({ description: 'What I am given, and by whom.' }),
    way: z.array(accountSchema.nullable()).openapi({
      description: 'All, from me on; who is not beside me has no name until it came about.',
    }),
    waits: z.boolean().openapi({
      description:
        'For my answer; or for the first word between us, while what I give or get is still to be handed over.',
    }),
    conversation_id: z.string().nullable().openapi({ description: 'Mine of us all, once somebody said something.' }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
  })
  .openapi('Ring')

const listing = createRoute({
  method: 'get',
  path: '/rings',
  summary: 'Rings that I am part of',
  description:
    'Each gives something to the next, and the last to the first. Proposed by Kith to all of it at once; newest first. `waiting`: for my answer, or for the first word between us. Scope: `read:statuses`.',
  request: {
    query: z.object({
      ...paging,
      state: z.enum(RING_LISTS).optional(),
      conversation: z.string().optional().openapi({ description: 'The one that this conversation of mine is about.' }),
    }),
  },
  responses: { 200: { description: 'Rings', ...json(z.array(ringSchema)) } },
})

const reading = createRoute({
  method: 'get',
  path: '/rings/{id}',
  summary: 'A ring that I am part of',
  description: 'The stream `kith:offer` with the offer that I give tells when to read again. Scope: `read:statuses`.',
  request: { params: byId },
  responses: { 200: { description: 'It', ...json(ringSchema) }, ...absent },
})

const answering = createRoute({
  method: 'put',
  path: '/rings/{id}/answer',
  summary: 'Say yes, or leave it',
  description:
    'It comes about with the last yes: everything is given. One who leaves dissolves it for all; nobody learns who. Scope: `write:statuses`.',
  request: { params: byId, body: { required: true, ...json(z.object({ answer: z.enum(ANSWERS) })) } },
  responses: {
    200: { description: 'Yes, noted', ...json(ringSchema) },
    204: { description: 'Left; it is gone' },
    ...absent,
    ...refused,
  },
})

const saying = createRoute({
  method: 'post',
  path: '/rings/{id}/words',
  summary: 'Say something to all of a ring that came about',
  description: 'With the first words a conversation of us all begins. Scope: `write:statuses`.',
  request: { params: byId, body: { required: true, ...json(z.object({ text: z.string() })) } },
  responses: { 200: { description: 'Said', ...json(ringSchema) }, ...absent, ...refused },
})

export function ringRoutes(ctx: Context, api: OpenAPIHono<Env>): void {
  api.openapi(listing, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const { state: list, conversation: conversationId } = c.req.valid('query')
    if (conversationId && !isId(conversationId)) throw missing()
    const found = await ringsPage(ctx, personId, readPage(c, PAGE), { list, conversationId })
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(reading, async (c) => c.json(await viewRing(ctx, asker(c, 'read:statuses').personId, readId(c)), 200))
  api.openapi(answering, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const { answer } = c.req.valid('json')
    await answerRing(ctx, personId, readId(c), answer)
    return answer === 'no' ? c.body(null, 204) : c.json(await viewRing(ctx, personId, readId(c)), 200)
  })
  api.openapi(saying, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    await sayToRing(ctx, personId, readId(c), c.req.valid('json').text)
    return c.json(await viewRing(ctx, personId, readId(c)), 200)
  })
}
