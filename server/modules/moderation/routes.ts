import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { accountSchema } from '#modules/people'
import type { Context } from '#platform/context'
import { addLinks, asker, createApi, json, readId, readPage, type Env } from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { reportAsGuest, reportThing, settleReport, shutOut, takeDown } from './actions.ts'
import { CATEGORIES, requireModerator, THINGS } from './model.ts'
import { reportsPage } from './views.ts'

const PAGE = 20

const params = z.object({ id: z.string() })
const forbidden = { 403: { description: 'Only those who look after the place may' } }
const absent = { 404: { description: 'There is no such thing' } }
const done = { 204: { description: 'Done' } }

const report = z
  .object({
    id: z.string(),
    reporter: accountSchema.nullable().openapi({ description: 'Null once they left, and of a guest.' }),
    by_guest: z.boolean().openapi({ description: 'By somebody with only e-mail, who has no account.' }),
    account: accountSchema.nullable().openapi({
      description: 'Whom it is about; null where I had it without a name in my own hands.',
    }),
    suspended: z.boolean(),
    category: z.enum(CATEGORIES),
    comment: z.string(),
    about: z.enum(['person', 'status', ...THINGS]),
    about_ids: z.array(z.string()),
    words: z.string().nullable().openapi({ description: 'The words that it is about, as they stood.' }),
    taken_down: z.boolean().openapi({ description: 'What it is about was taken down.' }),
    settled: z.boolean(),
    created_at: z.iso.datetime(),
  })
  .openapi('Report')

const reporting = createRoute({
  method: 'post',
  path: '/reports',
  summary: 'Report an introduction, a request, an ask, an answer, an offer or a thanks that came to me',
  description:
    'To those who look after the place; whoever is behind it is not told, and I do not learn who that is. An ask, an answer, an offer or a ' +
    'thanks I do not see any more; I would not have that offer after all, and a ring with it that I am part of dissolves. People and statuses go by ' +
    'Mastodon’s `/api/v1/reports`. Scope: `write:reports`.',
  request: {
    body: {
      required: true,
      ...json(
        z.object({
          kind: z.enum(THINGS).openapi({
            description:
              '`request`: one handed to me, by its own id. `taker`: what somebody says who would like what I offer, or would help.',
          }),
          id: z.string(),
          category: z.enum(CATEGORIES).default('other'),
          comment: z.string().optional(),
        }),
      ),
    },
  },
  responses: { 204: { description: 'Reported' }, ...absent },
})

const guestReporting = createRoute({
  method: 'post',
  path: '/guests/{token}/report',
  summary: 'The guest reports what came to them',
  description:
    'By the link of their mail, to those who look after the place; whoever is behind it is not told. It also ends all mail, as ' +
    '`/guests/{token}/stop` does. Once: again changes nothing.',
  request: {
    params: z.object({ token: z.string().max(100) }),
    body: {
      required: true,
      ...json(z.object({ category: z.enum(CATEGORIES).default('other'), comment: z.string().optional() })),
    },
  },
  responses: {
    204: { description: 'Reported' },
    404: { description: 'No such link' },
    422: { description: 'Refused, with a code' },
  },
})

const listing = createRoute({
  method: 'get',
  path: '/reports',
  summary: 'What was reported',
  description:
    'For the owner and moderators. Newest first; `open`: only what nobody has dealt with. Scope: `read:accounts`.',
  request: {
    query: z.object({
      open: z.stringbool().default(false),
      limit: z.string().optional(),
      max_id: z.string().optional(),
      since_id: z.string().optional(),
      min_id: z.string().optional(),
    }),
  },
  responses: { 200: { description: 'Reports', ...json(z.array(report)) }, ...forbidden },
})

const settling = createRoute({
  method: 'put',
  path: '/reports/{id}/settled',
  summary: 'Say that a report has been dealt with',
  description: 'For the owner and moderators. Scope: `write:accounts`.',
  request: { params, body: { required: true, ...json(z.object({ settled: z.boolean() })) } },
  responses: { ...done, ...absent, ...forbidden },
})

const takingDown = createRoute({
  method: 'put',
  path: '/reports/{id}/taken_down',
  summary: 'Take down what a report is about',
  description:
    'A status, an ask, an answer, an offer or a need, or what somebody said with a thanks or to an offer. It stands nowhere any more; whose it ' +
    'is is told once (`taken_down`), and nobody else. Settles all reports of it. For the owner and moderators. Scope: `write:accounts`.',
  request: { params },
  responses: { ...done, ...absent, ...forbidden, 422: { description: 'Nothing that may be taken down by itself' } },
})

const shutting = createRoute({
  method: 'put',
  path: '/people/{id}/suspended',
  summary: 'Shut somebody out, or let them back in',
  description: 'They are signed out and unseen everywhere. For the owner and moderators. Scope: `write:accounts`.',
  request: { params, body: { required: true, ...json(z.object({ suspended: z.boolean() })) } },
  responses: { ...done, ...absent, ...forbidden, 409: { description: 'Not the owner' } },
})

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(reporting, async (c) => {
    const { personId } = asker(c, 'write:reports')
    const wish = c.req.valid('json')
    if (!isId(wish.id)) throw missing()
    await reportThing(ctx, personId, wish)
    return c.body(null, 204)
  })
  api.openapi(guestReporting, async (c) => {
    await reportAsGuest(ctx, c.req.valid('param').token, c.req.valid('json'))
    return c.body(null, 204)
  })
  api.openapi(listing, async (c) => {
    const moderator = asker(c, 'read:accounts')
    requireModerator(moderator)
    const found = await reportsPage(ctx, moderator.personId, readPage(c, PAGE), c.req.valid('query').open)
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(settling, async (c) => {
    const moderator = asker(c, 'write:accounts')
    requireModerator(moderator)
    await settleReport(ctx, moderator.personId, readId(c), c.req.valid('json').settled)
    return c.body(null, 204)
  })
  api.openapi(takingDown, async (c) => {
    const moderator = asker(c, 'write:accounts')
    requireModerator(moderator)
    await takeDown(ctx, moderator.personId, readId(c))
    return c.body(null, 204)
  })
  api.openapi(shutting, async (c) => {
    requireModerator(asker(c, 'write:accounts'))
    await shutOut(ctx, readId(c), c.req.valid('json').suspended)
    return c.body(null, 204)
  })
  return api
}
