import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { accountSchema } from '#modules/people'
import type { Context } from '#platform/context'
import { addLinks, asker, byId, createApi, json, paging, readId, readPage, refused, type Env } from '#platform/http'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import { viewMatchedOf } from './actions/know.ts'
import { viewMatched, viewMatches } from './actions/match.ts'
import { offer, withdrawOffer } from './actions/offer.ts'
import { changingRoutes } from './routes/changing.ts'
import { ringRoutes } from './routes/rings.ts'
import { takingRoutes } from './routes/taking.ts'
import { absent, offerSchema, wishIn, words } from './routes/shapes.ts'
import { KINDS } from './model/rules.ts'
import { betweenPage } from './views/between.ts'
import { LISTS, offersPage, viewOffer, type Narrowing } from './views/offers.ts'
import { viewWanted } from './views/wanted.ts'

const PAGE = 20
const MATCHES = 10

const narrowing = {
  kind: z.enum(KINDS).optional(),
  locality: z.string().optional(),
  language: z.string().optional(),
  circle: z.string().optional().openapi({ description: 'Of those in this circle of mine.' }),
}

const offering = createRoute({
  method: 'post',
  path: '/offers',
  summary: 'Offer something, or say what I need',
  description: 'What answers it is looked for at once. Scope: `write:statuses`.',
  request: { body: { required: true, ...json(words) } },
  responses: { 201: { description: 'It stands', ...json(offerSchema) }, ...absent, ...refused },
})

const listing = createRoute({
  method: 'get',
  path: '/offers',
  summary: 'Offers and needs that I may see',
  description:
    'Newest first. `all`: others’ that stand, or with `by` of myself all of mine; `near`: my people’s; `mine`; `taken`: those I would like ' +
    'or would help with while they stand, and those I have; `between`: what one of us two, `by` and me, got of the other or helped with, ' +
    'whatever came of it, for us alone. Scope: `read:statuses`.',
  request: {
    query: z.object({
      ...paging,
      list: z.enum([...LISTS, 'between']).default('all'),
      by: z.string().optional().openapi({ description: 'Of this person alone.' }),
      ...narrowing,
    }),
  },
  responses: { 200: { description: 'Offers and needs', ...json(z.array(offerSchema)) }, ...absent, ...refused },
})

const reading = createRoute({
  method: 'get',
  path: '/offers/{id}',
  summary: 'An offer or a need',
  description: 'The stream `kith:offer` with `offer` tells when to read again. Scope: `read:statuses`.',
  request: { params: byId },
  responses: { 200: { description: 'It', ...json(offerSchema) }, ...absent },
})

const matched = createRoute({
  method: 'get',
  path: '/offers/matched',
  summary: 'Those of mine that something answers, each with the likeliest',
  description:
    'With `by`: those of that person, with what answers it of mine, which comes first, and of my people. What answers may be narrowed as ' +
    'in the lists. Scope: `read:statuses`.',
  request: { query: z.object({ by: z.string().optional(), ...narrowing }) },
  responses: {
    200: {
      description: 'Mine or theirs, the newest first',
      ...json(z.array(z.object({ offer: offerSchema, matches: z.array(offerSchema) }).openapi('MatchedOffer'))),
    },
    ...absent,
  },
})

const wanted = createRoute({
  method: 'get',
  path: '/offers/wanted',
  summary: 'Those of mine that stand and that somebody would like, or would help with',
  description: 'The newest first, each with the first three who would, by name. Scope: `read:statuses`.',
  responses: {
    200: {
      description: 'Mine, and who would',
      ...json(
        z.array(
          z
            .object({
              offer_id: z.string(),
              kind: z.enum(KINDS),
              what: z.string(),
              language: z.string().nullable(),
              drawn_at: z.iso.datetime().nullable().openapi({ description: 'When Kith draws, where it is to.' }),
              people: z.array(accountSchema),
              more: z.boolean(),
            })
            .openapi('WantedOffer'),
        ),
      ),
    },
  },
})

const matching = createRoute({
  method: 'get',
  path: '/offers/{id}/matches',
  summary: 'What answers an offer or a need of mine',
  description: 'The likeliest first. Scope: `read:statuses`.',
  request: {
    params: byId,
    query: z.object({
      likely: z
        .stringbool()
        .optional()
        .openapi({ description: 'Only what is as likely as what one is told of, or only the rest.' }),
    }),
  },
  responses: { 200: { description: 'Needs or offers', ...json(z.array(offerSchema)) }, ...absent },
})

const withdrawing = createRoute({
  method: 'delete',
  path: '/offers/{id}',
  summary: 'Take an offer or a need of mine back',
  description: 'Scope: `write:statuses`.',
  request: { params: byId },
  responses: { 204: { description: 'Taken back' }, ...absent, ...refused },
})

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(offering, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = await offer(ctx, personId, wishIn(c.req.valid('json')))
    return c.json(await viewOffer(ctx, personId, id), 201)
  })
  api.openapi(listing, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const { list, by, ...narrowed } = c.req.valid('query')
    if (by && !isId(by)) throw missing()
    const page = readPage(c, PAGE)
    const filter = narrowingOf(narrowed)
    if (list === 'between') {
      if (!by) throw refuse('malformed', 'common.wrong_field', { field: 'by' })
      const { offers, first, last } = await betweenPage(ctx, personId, by, page, filter)
      addLinks(c, ctx.config.origin, first, last)
      return c.json(offers, 200)
    }
    const found = await offersPage(ctx, personId, page, { ...filter, list, byId: by })
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(matched, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const { by = personId, ...narrowed } = c.req.valid('query')
    if (!isId(by)) throw missing()
    const filter = narrowingOf(narrowed)
    const found = by === personId ? viewMatched(ctx, personId, filter) : viewMatchedOf(ctx, personId, by, filter)
    return c.json(await found, 200)
  })
  api.openapi(wanted, async (c) => c.json(await viewWanted(ctx, asker(c, 'read:statuses').personId), 200))
  api.openapi(reading, async (c) => c.json(await viewOffer(ctx, asker(c, 'read:statuses').personId, readId(c)), 200))
  api.openapi(matching, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const { mine, id } = await viewOffer(ctx, personId, readId(c))
    if (!mine) throw missing()
    return c.json(await viewMatches(ctx, personId, id, { ...c.req.valid('query'), limit: MATCHES }), 200)
  })
  api.openapi(withdrawing, async (c) => {
    await withdrawOffer(ctx, asker(c, 'write:statuses').personId, readId(c))
    return c.body(null, 204)
  })
  changingRoutes(ctx, api)
  takingRoutes(ctx, api)
  ringRoutes(ctx, api)
  return api
}

type Narrowed = Omit<Narrowing, 'circleId'> & { circle?: string }

function narrowingOf({ kind, locality, language, circle }: Narrowed): Narrowing {
  if (circle && !isId(circle)) throw missing()
  return { kind, locality, language, circleId: circle }
}
