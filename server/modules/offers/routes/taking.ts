import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { addNext, asker, byId, json, moment, paging, readId, readPage, refused, type Env } from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { choose, letBe, letDraw, sayHowItWent, take } from '../actions/take.ts'
import { LIMITS, SAYINGS } from '../model/rules.ts'
import { takersPage, viewOffer } from '../views/offers.ts'
import { absent, offerSchema, takerSchema } from './shapes.ts'

const PAGE = 40

const one = { 200: { description: 'The offer or need', ...json(offerSchema) } }

const taking = createRoute({
  method: 'put',
  path: '/offers/{id}/taking',
  summary: 'I would like it, or would help',
  description: 'Who comes first has nothing of it. Scope: `write:statuses`.',
  request: {
    params: byId,
    body: {
      required: true,
      ...json(
        z.object({
          word: z
            .string()
            .nullish()
            .openapi({ description: `To whose it is alone, at most ${LIMITS.word} characters.` }),
        }),
      ),
    },
  },
  responses: { ...one, ...absent, ...refused },
})

const lettingBe = createRoute({
  method: 'delete',
  path: '/offers/{id}/taking',
  summary: 'I would not, after all',
  description: 'Where I was chosen it stands open again. Scope: `write:statuses`.',
  request: { params: byId },
  responses: { 204: { description: 'Noted' }, ...absent },
})

const listing = createRoute({
  method: 'get',
  path: '/offers/{id}/takers',
  summary: 'Who would like what I offer, or would help with what I need',
  description:
    'By name, because first come is not first served; the cursor `max_id` is the person after whom it goes on. Scope: `read:statuses`.',
  request: { params: byId, query: z.object(paging) },
  responses: { 200: { description: 'People', ...json(z.array(takerSchema)) }, ...absent },
})

const choosing = createRoute({
  method: 'put',
  path: '/offers/{id}/choice',
  summary: 'Choose one of them, or let Kith draw',
  description:
    'Lots are drawn at a time of mine among all who would like it by then; who received little lately has the better chance. Scope: `write:statuses`.',
  request: {
    params: byId,
    body: {
      required: true,
      ...json(z.union([z.object({ person: z.string() }), z.object({ drawn_at: moment.nullable() })])),
    },
  },
  responses: { ...one, ...absent, ...refused },
})

const saying = createRoute({
  method: 'put',
  path: '/offers/{id}/saying',
  summary: 'Say whether it was handed over, for us two alone',
  description: '`missed` by whose it is lets the next have their turn. Scope: `write:statuses`.',
  request: { params: byId, body: { required: true, ...json(z.object({ saying: z.enum(SAYINGS) })) } },
  responses: { ...one, ...absent },
})

export function takingRoutes(ctx: Context, api: OpenAPIHono<Env>): void {
  api.openapi(taking, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    await take(ctx, personId, id, c.req.valid('json').word)
    return c.json(await viewOffer(ctx, personId, id), 200)
  })
  api.openapi(lettingBe, async (c) => {
    await letBe(ctx, asker(c, 'write:statuses').personId, readId(c))
    return c.body(null, 204)
  })
  api.openapi(listing, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const { mine, id } = await viewOffer(ctx, personId, readId(c))
    if (!mine) throw missing()
    const found = await takersPage(ctx, personId, id, readPage(c, PAGE))
    addNext(c, ctx.config.origin, found.at(-1)?.account.id)
    return c.json(found, 200)
  })
  api.openapi(choosing, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    const wish = c.req.valid('json')
    if ('person' in wish) {
      if (!isId(wish.person)) throw missing()
      await choose(ctx, personId, id, wish.person)
    } else await letDraw(ctx, personId, id, wish.drawn_at ? Temporal.Instant.from(wish.drawn_at) : null)
    return c.json(await viewOffer(ctx, personId, id), 200)
  })
  api.openapi(saying, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    await sayHowItWent(ctx, personId, id, c.req.valid('json').saying)
    return c.json(await viewOffer(ctx, personId, id), 200)
  })
}
