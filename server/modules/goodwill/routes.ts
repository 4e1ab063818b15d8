import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { offerSchema, offerWords, viewOffer, wishIn } from '#modules/offers'
import type { Context } from '#platform/context'
import { addLinks, asker, byId, createApi, json, paging, readId, readPage, refused, type Env } from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { passOn } from './actions/pass.ts'
import { changeThanks, takeBackThanks, thank } from './actions/thank.ts'
import { ABOUTS, MOST_WORD } from './model/thanks.ts'
import { lightRoutes } from './routes/light.ts'
import { absent, owedSchema, thanksSchema } from './routes/shapes.ts'
import { viewOwed } from './views/owed.ts'
import { LISTS, thanksPage, viewThanks } from './views/thanks.ts'

const PAGE = 20
const MOST_OF = 100
const word = z
  .string()
  .nullish()
  .openapi({ description: `At most ${MOST_WORD} characters.` })
const shows = z.boolean().optional().openapi({ description: 'Whether I let it be shown; it is where both do.' })
const one = { 200: { description: 'The thanks', ...json(thanksSchema) } }

const thanking = createRoute({
  method: 'post',
  path: '/thanks',
  summary: 'Thank somebody',
  description:
    'For what they did, or (`person`) just so. Once for each thing: a word given later is added. Those along the chain that led there hear of it, each no more than they knew. Scope: `write:statuses`.',
  request: {
    body: { required: true, ...json(z.object({ about: z.enum(ABOUTS), id: z.string(), word, shows })) },
  },
  responses: { ...one, ...absent, ...refused },
})

const listing = createRoute({
  method: 'get',
  path: '/thanks',
  summary: 'Thanks',
  description:
    'Newest first. `received`: to me, or along a chain of mine; `given`: mine; `shown`: what both let be shown on the page of `by`. Scope: `read:statuses`.',
  request: {
    query: z.object({
      ...paging,
      list: z.enum(LISTS).default('received'),
      by: z.string().optional().openapi({ description: 'From this person; of `given`, to them.' }),
      about: z.enum(ABOUTS).optional(),
      of: z
        .union([z.string(), z.array(z.string()).max(MOST_OF)])
        .optional()
        .openapi({ description: `About these things, at most ${MOST_OF}.` }),
      passed_on: z
        .string()
        .optional()
        .openapi({ description: 'Because of which this offer stands: one of mine, or of whom I thanked.' }),
    }),
  },
  responses: { 200: { description: 'Thanks', ...json(z.array(thanksSchema)) }, ...absent, ...refused },
})

const owing = createRoute({
  method: 'get',
  path: '/thanks/owed',
  summary: 'What somebody did for me lately that I have not thanked for',
  description: 'Newest first, at most twenty. Scope: `read:statuses`.',
  request: { query: z.object({ by: z.string().optional() }) },
  responses: { 200: { description: 'What they did', ...json(z.array(owedSchema)) }, ...absent },
})

const reading = createRoute({
  method: 'get',
  path: '/thanks/{id}',
  summary: 'A thanks',
  description: 'Scope: `read:statuses`.',
  request: { params: byId },
  responses: { ...one, ...absent },
})

const changing = createRoute({
  method: 'patch',
  path: '/thanks/{id}',
  summary: 'Say it differently, or let it be shown',
  description:
    'The word is whoever’s who thanks; whether it may be shown each of the two says. To other words whoever is thanked says so anew. While one blocks the other nothing is said or shown. Scope: `write:statuses`.',
  request: { params: byId, body: { required: true, ...json(z.object({ word, shows })) } },
  responses: { ...one, ...absent, ...refused },
})

const takingBack = createRoute({
  method: 'delete',
  path: '/thanks/{id}',
  summary: 'Take a thanks of mine back',
  description: 'It is gone for everybody. Scope: `write:statuses`.',
  request: { params: byId },
  responses: { 204: { description: 'Taken back' }, ...absent },
})

const passing = createRoute({
  method: 'post',
  path: '/thanks/{id}/passing',
  summary: 'Pass it on: offer something because of a thanks that came to me',
  description: 'Scope: `write:statuses`.',
  request: {
    params: byId,
    body: { required: true, ...json(offerWords.extend({ kind: z.literal('offer') })) },
  },
  responses: { 201: { description: 'It stands', ...json(offerSchema) }, ...absent, ...refused },
})

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(thanking, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    return c.json(await viewThanks(ctx, personId, await thank(ctx, personId, c.req.valid('json'))), 200)
  })
  api.openapi(listing, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const { list, by, about, of, passed_on: passedOn } = c.req.valid('query')
    const ids = of === undefined ? undefined : [of].flat()
    if (![by, passedOn, ...(ids ?? [])].every((id) => !id || isId(id)) || (list === 'shown' && !by)) throw missing()
    const found = await thanksPage(ctx, personId, readPage(c, PAGE), { list, byId: by, about, of: ids, passedOn })
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(owing, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const { by } = c.req.valid('query')
    if (by && !isId(by)) throw missing()
    return c.json(await viewOwed(ctx, personId, by), 200)
  })
  api.openapi(reading, async (c) => c.json(await viewThanks(ctx, asker(c, 'read:statuses').personId, readId(c)), 200))
  api.openapi(changing, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    await changeThanks(ctx, personId, id, c.req.valid('json'))
    return c.json(await viewThanks(ctx, personId, id), 200)
  })
  api.openapi(takingBack, async (c) => {
    await takeBackThanks(ctx, asker(c, 'write:statuses').personId, readId(c))
    return c.body(null, 204)
  })
  api.openapi(passing, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const offerId = await passOn(ctx, personId, readId(c), wishIn(c.req.valid('json')))
    return c.json(await viewOffer(ctx, personId, offerId), 201)
  })
  lightRoutes(ctx, api)
  return api
}
