import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { accountSchema } from '#modules/people'
import type { Context } from '#platform/context'
import { addLinks, asker, byId, createApi, json, paging, readId, readPage, refused, type Env } from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { answer, sayNever } from './actions/answer.ts'
import { withdraw } from './actions/end.ts'
import { sayHowItWas } from './actions/outcome.ts'
import { propose } from './actions/propose.ts'
import {
  ANSWERS,
  DAYS_OPEN,
  DAYS_UNTIL_ASKED,
  LIMITS,
  OPEN_AT_MOST,
  PROPOSALS_A_DAY,
  REASONS,
  STATES,
} from './model.ts'
import { FILTERS, introductionsPage, viewIntroduction } from './views.ts'

const PAGE = 20

const introduction = z
  .object({
    id: z.string(),
    state: z.enum(STATES),
    introducer: accountSchema,
    seeker_id: z.string().nullable().openapi({
      description:
        'The party who asked to be introduced, and whose words the note is; null where the introducer wrote it.',
    }),
    parties: z
      .array(
        z.object({
          account: accountSchema,
          answer: z
            .enum(ANSWERS)
            .nullable()
            .openapi({ description: 'The reader’s own; another’s is null until both said yes.' }),
        }),
      )
      .length(2),
    note: z.string(),
    word: z.string().nullable().openapi({ description: 'What the introducer wrote to the reader alone.' }),
    meeting: z
      .string()
      .nullable()
      .openapi({ description: 'When and where they could meet, in the introducer’s words.' }),
    good: z.boolean().nullable().openapi({ description: 'Whether it was good to meet: the reader’s own word.' }),
    may_say_good: z.boolean().openapi({ description: 'A month after they met.' }),
    both_glad: z.boolean().openapi({ description: 'Told to the introducer alone, once both had said it was good.' }),
    conversation_id: z.string().nullable().openapi({ description: 'The reader’s own, once both said yes.' }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
  })
  .openapi('Introduction')

const one = { 200: { description: 'The introduction', ...json(introduction) } }
const absent = { 404: { description: 'No such introduction of mine' } }

const proposing = createRoute({
  method: 'post',
  path: '/introductions',
  summary: 'Introduce two people to each other',
  description:
    `Both must be people I follow who let me propose them. Each is asked alone and has ${DAYS_OPEN} days to answer; ` +
    `at most ${OPEN_AT_MOST} of mine are open at a time, and ${PROPOSALS_A_DAY.most} may be proposed a day. A pair whose proposal I ` +
    'withdrew may be proposed again once that would have been over. Scope: `write:introductions`.',
  request: {
    body: {
      required: true,
      ...json(
        z.object({
          parties: z.array(z.string()).length(2),
          note: z.string().openapi({ description: `For both, at most ${LIMITS.note} characters.` }),
          notes: z
            .record(z.string(), z.string())
            .nullish()
            .openapi({ description: `A word to one of them alone, by id, at most ${LIMITS.word} characters.` }),
          meeting: z
            .string()
            .nullish()
            .openapi({ description: `When and where they could meet, at most ${LIMITS.meeting} characters.` }),
          suggested_for: z.array(z.enum(REASONS)).max(10).optional().openapi({
            description: 'The kinds of reasons for which Kith had suggested the two, if it did: it learns from them.',
          }),
        }),
      ),
    },
  },
  responses: {
    201: { description: 'Both are asked', ...json(introduction) },
    404: { description: 'Nobody has this id' },
    429: { description: 'Proposed too many today' },
    ...refused,
  },
})

const listing = createRoute({
  method: 'get',
  path: '/introductions',
  summary: 'The introductions I have a part in',
  description:
    'Newest first; pages are linked as in Mastodon’s API. `waiting` are those that I have not answered yet. ' +
    'Scope: `read:introductions`.',
  request: {
    query: z.object({
      state: z.enum(FILTERS).optional(),
      conversation: z.string().optional().openapi({ description: 'The one that this conversation of mine is about.' }),
      ...paging,
    }),
  },
  responses: { 200: { description: 'Introductions', ...json(z.array(introduction)) } },
})

const reading = createRoute({
  method: 'get',
  path: '/introductions/{id}',
  summary: 'An introduction I have a part in',
  description: 'Scope: `read:introductions`.',
  request: { params: byId },
  responses: { ...one, ...absent },
})

const answering = createRoute({
  method: 'put',
  path: '/introductions/{id}/answer',
  summary: 'Say yes or no to meeting the other',
  description:
    'May be changed until both said yes. Nobody learns of a no; when both said yes a conversation of the three opens. ' +
    'Scope: `write:introductions`.',
  request: { params: byId, body: { required: true, ...json(z.object({ answer: z.enum(ANSWERS) })) } },
  responses: { ...one, ...absent, ...refused },
})

const withdrawing = createRoute({
  method: 'delete',
  path: '/introductions/{id}',
  summary: 'Withdraw an introduction I proposed',
  description: 'Scope: `write:introductions`.',
  request: { params: byId },
  responses: { 204: { description: 'Withdrawn' }, ...absent, ...refused },
})

const refusing = createRoute({
  method: 'put',
  path: '/introductions/{id}/never',
  summary: 'Never propose this pair to me again',
  description:
    'Says no to this proposal and every later one of the two of us, whoever makes it. Nobody learns of it. ' +
    'Scope: `write:introductions`.',
  request: { params: byId },
  responses: { 204: { description: 'Noted' }, ...absent, ...refused },
})

const judging = createRoute({
  method: 'put',
  path: '/introductions/{id}/outcome',
  summary: 'Say whether it was good to meet',
  description:
    `From ${DAYS_UNTIL_ASKED} days after on. Nobody is told what I said; the introducer hears when both said it was good. ` +
    'Scope: `write:introductions`.',
  request: { params: byId, body: { required: true, ...json(z.object({ good: z.boolean() })) } },
  responses: { ...one, ...absent, ...refused },
})

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(proposing, async (c) => {
    const { personId } = asker(c, 'write:introductions')
    const { parties, note, notes, meeting, suggested_for: suggestedFor } = c.req.valid('json')
    const pair = parties as [string, string]
    const id = await propose(ctx, personId, { parties: pair, note, meeting, suggestedFor, words: notes ?? {} })
    return c.json(await viewIntroduction(ctx, personId, id), 201)
  })
  api.openapi(listing, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    const { state, conversation: conversationId } = c.req.valid('query')
    if (conversationId && !isId(conversationId)) throw missing()
    const found = await introductionsPage(ctx, personId, readPage(c, PAGE), { state, conversationId })
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(reading, async (c) => {
    const { personId } = asker(c, 'read:introductions')
    return c.json(await viewIntroduction(ctx, personId, readId(c)), 200)
  })
  api.openapi(answering, async (c) => {
    const { personId } = asker(c, 'write:introductions')
    await answer(ctx, personId, readId(c), c.req.valid('json').answer)
    return c.json(await viewIntroduction(ctx, personId, readId(c)), 200)
  })
  api.openapi(judging, async (c) => {
    const { personId } = asker(c, 'write:introductions')
    await sayHowItWas(ctx, personId, readId(c), c.req.valid('json').good)
    return c.json(await viewIntroduction(ctx, personId, readId(c)), 200)
  })
  api.openapi(withdrawing, async (c) => {
    await withdraw(ctx, asker(c, 'write:introductions').personId, readId(c))
    return c.body(null, 204)
  })
  api.openapi(refusing, async (c) => {
    await sayNever(ctx, asker(c, 'write:introductions').personId, readId(c))
    return c.body(null, 204)
  })
  return api
}
