import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import {
  addLinks,
  asker,
  byId,
  createApi,
  json,
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
import { answerAsk, markHelped, takeBackAnswer } from '../actions/answer.ts'
import { takeOffer } from '../actions/offer.ts'
import { LIMITS } from '../model/asking.ts'
import { answersPage } from '../views/answers.ts'
import { viewAsk } from '../views/asks.ts'
import { absent, answerSchema, askSchema } from './shapes.ts'

const PAGE = 40

const listing = createRoute({
  method: 'get',
  path: '/asks/{id}/answers',
  summary: 'What was answered, and commented',
  description:
    'Newest first. The stream `kith:ask` with `ask` tells when to read again. Of a public ask public, else scope `read:statuses`.',
  request: { params: byId, query: z.object(paging) },
  responses: { 200: { description: 'Answers and comments', ...json(z.array(answerSchema)) }, ...absent },
})

const answering = createRoute({
  method: 'post',
  path: '/asks/{id}/answers',
  summary: 'Answer an ask, or comment on it or on one of its answers',
  description: 'Where the ask is a public status it is a reply to it. Scope: `write:statuses`.',
  request: {
    params: byId,
    body: {
      required: true,
      ...json(
        z.object({
          text: z.string().openapi({ description: `At most ${LIMITS.answer} characters.` }),
          kind: z.enum(['answer', 'comment']).default('answer'),
          parent_id: z.string().nullish().openapi({ description: 'The answer or comment to comment on.' }),
          introduce_to: z
            .string()
            .nullish()
            .openapi({ description: 'One of my people, to whom I would introduce whoever asks.' }),
        }),
      ),
    },
  },
  responses: { 200: { description: 'The ask', ...json(askSchema) }, ...absent, ...refused },
})

const takingBack = createRoute({
  method: 'delete',
  path: '/answers/{id}',
  summary: 'Take an answer or comment of mine back',
  description: 'Scope: `write:statuses`.',
  request: { params: byId },
  responses: { 204: { description: 'Taken back' }, 404: { description: 'No such answer of mine' } },
})

const taking = createRoute({
  method: 'put',
  path: '/answers/{id}/offer',
  summary: 'Take up the offer to be introduced, in an answer to an ask of mine, or let it be',
  description:
    'Taken up, it is an introduction to which I have said yes. A no nobody hears of. Scope: `write:introductions`.',
  request: { params: byId, body: { required: true, ...json(z.object({ taken: z.boolean() })) } },
  responses: { 200: { description: 'The ask', ...json(askSchema) }, ...absent, ...refused },
})

const helping = createRoute({
  method: 'put',
  path: '/answers/{id}/helped',
  summary: 'Say that an answer to an ask of mine helped',
  description: 'Several may. While one does nobody is nudged. Scope: `write:statuses`.',
  request: { params: byId, body: { required: true, ...json(z.object({ helped: z.boolean() })) } },
  responses: { 200: { description: 'The ask', ...json(askSchema) }, ...absent },
})

export function answerRoutes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(listing, async (c) => {
    const viewerId = optionalAsker(c, 'read:statuses')?.personId ?? null
    const found = await answersPage(ctx, viewerId, readId(c), readPage(c, PAGE))
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(answering, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    const { text, kind, parent_id: parentId = null, introduce_to: offeredId = null } = c.req.valid('json')
    if (parentId && !isId(parentId)) throw missing()
    await answerAsk(ctx, personId, id, { text, kind, parentId, offeredId, applicationId: requireToken(c).appId })
    return c.json(await viewAsk(ctx, personId, id), 200)
  })
  api.openapi(takingBack, async (c) => {
    await takeBackAnswer(ctx, asker(c, 'write:statuses').personId, readId(c))
    return c.body(null, 204)
  })
  api.openapi(helping, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const askId = await markHelped(ctx, personId, readId(c), c.req.valid('json').helped)
    return c.json(await viewAsk(ctx, personId, askId), 200)
  })
  api.openapi(taking, async (c) => {
    const { personId } = asker(c, 'write:introductions')
    const askId = await takeOffer(ctx, personId, readId(c), c.req.valid('json').taken)
    return c.json(await viewAsk(ctx, personId, askId), 200)
  })
  return api
}
