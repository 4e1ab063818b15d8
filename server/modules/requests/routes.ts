import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { LIMITS as INTRODUCTION_LIMITS } from '#modules/introductions'
import { accountSchema, viewAccount } from '#modules/people'
import type { Context } from '#platform/context'
import {
  addLinks,
  asker,
  byId,
  createApi,
  json,
  paging,
  readId,
  readPage,
  refusalOf,
  refused,
  type Env,
} from '#platform/http'
import { letBe, passOn, proposeIt, requestIntroduction, whyNotAsk, withdrawRequest } from './actions.ts'
import { DAYS_OPEN, DEEDS, LIMITS, MOST_STEPS, STATES } from './model.ts'
import { viewPaths } from './views/paths.ts'
import { requestsPage, stepsPage, viewRequest, viewStep } from './views/requests.ts'

const PAGE = 20

const times = { created_at: z.iso.datetime(), expires_at: z.iso.datetime() }
const absent = { 404: { description: 'No such thing of mine' } }

const path = z
  .object({
    people: z.array(accountSchema.nullable()).openapi({
      description:
        'Those between the two of us, from me to them; null for somebody who keeps to themselves whom they follow.',
    }),
  })
  .openapi('Path')

const request = z
  .object({
    id: z.string(),
    state: z.enum(STATES).openapi({ description: 'On its way, come about, or not; never where it stopped.' }),
    target: accountSchema.nullable().openapi({ description: 'Null while they are not here.' }),
    via: accountSchema.nullable().openapi({ description: 'Whom I asked; null once they left.' }),
    note: z.string(),
    withdrawn: z.boolean().openapi({ description: 'Whether I took it back myself.' }),
    introduction_id: z.string().nullable().openapi({ description: 'Once we met.' }),
    ...times,
  })
  .openapi('IntroductionRequest')

const step = z
  .object({
    id: z.string(),
    from: accountSchema.openapi({ description: 'Who handed it to me.' }),
    from_seeker: z.boolean().openapi({ description: 'Whether that is who asks; else I do not learn who does.' }),
    target: accountSchema,
    note: z.string().openapi({ description: 'The words of whoever asks.' }),
    word: z.string().nullable().openapi({ description: 'What the one before wrote to me alone.' }),
    deed: z.enum(DEEDS).nullable().openapi({ description: 'What I did with it.' }),
    passed_to: accountSchema.nullable(),
    knows_target: z.boolean().openapi({ description: 'Whether I may propose the introduction myself.' }),
    may_go_on: z.boolean().openapi({ description: `False once it has come through ${MOST_STEPS} friends.` }),
    ...times,
  })
  .openapi('PassedRequest')

const paths = createRoute({
  method: 'get',
  path: '/people/{id}/paths',
  summary: 'How I am connected with somebody',
  description:
    'Up to two ways over at most two people between us, the most willing first, sharing nobody. Scope: `read:introductions`.',
  request: { params: byId },
  responses: { 200: { description: 'Paths', ...json(z.array(path)) }, ...absent },
})

const mayAsk = createRoute({
  method: 'get',
  path: '/people/{id}/asking',
  summary: 'Whether I may ask just now to be introduced to somebody',
  description:
    'As asking would be answered, before a word is written; a friend who has been asked enough this week may refuse all the same. ' +
    'Scope: `read:introductions`.',
  request: { params: byId },
  responses: {
    200: {
      description: 'Whether I may',
      ...json(
        z
          .object({
            possible: z.boolean(),
            code: z.string().nullable().openapi({ description: 'With which asking would be refused.' }),
            detail: z.string().nullable().openapi({ description: 'The sentence for it.' }),
          })
          .openapi('Asking'),
      ),
    },
    ...absent,
  },
})

const asking = createRoute({
  method: 'post',
  path: '/introduction_requests',
  summary: 'Ask a tie to be introduced to somebody I do not know',
  description: `It is on its way for ${DAYS_OPEN} days. Scope: \`write:introductions\`.`,
  request: {
    body: {
      required: true,
      ...json(
        z.object({
          target: z.string(),
          via: z.string(),
          note: z.string().openapi({
            description: `Whoever hands it on reads it, and the target; at most ${LIMITS.note} characters.`,
          }),
        }),
      ),
    },
  },
  responses: { 201: { description: 'On its way', ...json(request) }, ...absent, ...refused },
})

const listing = createRoute({
  method: 'get',
  path: '/introduction_requests',
  summary: 'What I asked for',
  description: 'Newest first; pages are linked as in Mastodon’s API. Scope: `read:introductions`.',
  request: { query: z.object(paging) },
  responses: { 200: { description: 'Requests', ...json(z.array(request)) } },
})

const reading = createRoute({
  method: 'get',
  path: '/introduction_requests/{id}',
  summary: 'A request of mine',
  description: 'Scope: `read:introductions`.',
  request: { params: byId },
  responses: { 200: { description: 'The request', ...json(request) }, ...absent },
})

const withdrawing = createRoute({
  method: 'delete',
  path: '/introduction_requests/{id}',
  summary: 'Take a request of mine back',
  description: 'Scope: `write:introductions`.',
  request: { params: byId },
  responses: { 204: { description: 'Taken back' }, ...absent, ...refused },
})

const received = createRoute({
  method: 'get',
  path: '/passed_requests',
  summary: 'Requests that were handed to me',
  description: 'Newest first. `waiting`: only those I have done nothing with yet. Scope: `read:introductions`.',
  request: { query: z.object(paging).extend({ waiting: z.stringbool().default(false) }) },
  responses: { 200: { description: 'Requests', ...json(z.array(step)) } },
})

const receivedOne = createRoute({
  method: 'get',
  path: '/passed_requests/{id}',
  summary: 'A request that was handed to me',
  description: 'Scope: `read:introductions`.',
  request: { params: byId },
  responses: { 200: { description: 'The request', ...json(step) }, ...absent },
})

const word = z
  .string()
  .optional()
  .openapi({ description: `To the next one alone, at most ${LIMITS.word} characters.` })

const meeting = z
  .string()
  .nullish()
  .openapi({
    description: `When and where they could meet, at most ${INTRODUCTION_LIMITS.meeting} characters.`,
  })

const doing = createRoute({
  method: 'put',
  path: '/passed_requests/{id}/deed',
  summary: 'Hand a request on, propose the introduction, or let it be',
  description: '`passed` needs `to`, a tie of mine. Nobody learns that I let it be. Scope: `write:introductions`.',
  request: {
    params: byId,
    body: {
      required: true,
      ...json(
        z.discriminatedUnion('deed', [
          z.object({ deed: z.literal('passed'), to: z.string(), word }),
          z.object({ deed: z.literal('proposed'), word, meeting }),
          z.object({ deed: z.literal('left') }),
        ]),
      ),
    },
  },
  responses: { 200: { description: 'The request', ...json(step) }, ...absent, ...refused },
})

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(paths, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    const { id } = await viewAccount(ctx, personId, readId(c))
    return c.json(await viewPaths(ctx, personId, id), 200)
  })
  seeking(ctx, api)
  passing(ctx, api)
  return api
}

function seeking(ctx: Context, api: OpenAPIHono<Env>) {
  api.openapi(mayAsk, async (c) => {
    const refusal = await whyNotAsk(ctx, asker(c, 'read:introductions').personId, readId(c))
    if (!refusal) return c.json({ possible: true, code: null, detail: null }, 200)
    const { code, sentence } = refusalOf(refusal, c)
    return c.json({ possible: false, code, detail: sentence }, 200)
  })
  api.openapi(asking, async (c) => {
    const { personId } = asker(c, 'write:introductions')
    const { target, via, note } = c.req.valid('json')
    const id = await requestIntroduction(ctx, personId, { targetId: target, viaId: via, note })
    return c.json(await viewRequest(ctx, personId, id), 201)
  })
  api.openapi(listing, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    const found = await requestsPage(ctx, personId, readPage(c, PAGE))
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(reading, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    return c.json(await viewRequest(ctx, personId, readId(c)), 200)
  })
  api.openapi(withdrawing, async (c) => {
    await withdrawRequest(ctx, asker(c, 'write:introductions').personId, readId(c))
    return c.body(null, 204)
  })
}

function passing(ctx: Context, api: OpenAPIHono<Env>) {
  api.openapi(received, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    const found = await stepsPage(ctx, personId, readPage(c, PAGE), c.req.valid('query').waiting)
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(receivedOne, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    return c.json(await viewStep(ctx, personId, readId(c)), 200)
  })
  api.openapi(doing, async (c) => {
    const { personId } = asker(c, 'write:introductions')
    const id = readId(c)
    const wish = c.req.valid('json')
    if (wish.deed === 'passed') await passOn(ctx, personId, id, { toId: wish.to, word: wish.word })
    else if (wish.deed === 'proposed') await proposeIt(ctx, personId, id, wish)
    else await letBe(ctx, personId, id)
    return c.json(await viewStep(ctx, personId, id), 200)
  })
}
