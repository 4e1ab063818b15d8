import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { addNext, asker, byId, json, moment, paging, readId, readPage, refused, type Env } from '#platform/http'
import { isId } from '#platform/ids'
import { missing, refuse } from '#platform/refusal'
import { sayHowItWent } from '../actions/say.ts'
import { choose, letBe, letDraw, take } from '../actions/take.ts'
import { DAYS_TO_SAY, LIMITS, SAYINGS } from '../model/rules.ts'
import { viewTurn } from '../views/between.ts'
import { viewOffer } from '../views/offers.ts'
import { takersPage, type Place } from '../views/takers.ts'
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
  description:
    'Where I was chosen it stands open again, and whose it is is told; not what was handed over. Scope: `write:statuses`.',
  request: { params: byId },
  responses: { 204: { description: 'Noted' }, ...absent, ...refused },
})

const listing = createRoute({
  method: 'get',
  path: '/offers/{id}/takers',
  summary: 'Who would like what I offer, or would help with what I need',
  description:
    'By name, because first come is not first served. The cursor `max_id` is the one of the Link of the page before. Scope: `read:statuses`.',
  request: { params: byId, query: z.object({ limit: paging.limit, max_id: paging.max_id }) },
  responses: { 200: { description: 'People', ...json(z.array(takerSchema)) }, ...absent },
})

const choosing = createRoute({
  method: 'put',
  path: '/offers/{id}/choice',
  summary: 'Choose one of them, or let Kith draw',
  description:
    'Lots are drawn at a time of mine among all who would like it by then; who received little lately has the better chance. Until I call it ' +
    'off with null nobody is chosen otherwise. Scope: `write:statuses`.',
  request: {
    params: byId,
    body: {
      required: true,
      ...json(z.union([z.strictObject({ person: z.string() }), z.strictObject({ drawn_at: moment.nullable() })])),
    },
  },
  responses: { ...one, ...absent, ...refused },
})

const saying = createRoute({
  method: 'put',
  path: '/offers/{id}/saying',
  summary: 'Say how it went, for us two alone',
  description:
    `\`missed\` by whose it is lets the next have their turn; set right or, with null, taken back it is the other’s again while the next ` +
    `has not got it. What was let go may be said for ${DAYS_TO_SAY} days. Scope: \`write:statuses\`.`,
  request: {
    params: byId,
    body: {
      required: true,
      ...json(
        z.object({
          saying: z.enum(SAYINGS).nullable(),
          person: z
            .string()
            .optional()
            .openapi({ description: 'With whom, where it is mine: of several whom I chose one after another.' }),
        }),
      ),
    },
  },
  responses: {
    200: { description: 'As I see it, and how the turn that I spoke of went', ...json(offerSchema) },
    ...absent,
    ...refused,
  },
})

const cursor = z.tuple([z.boolean(), z.string(), z.string().refine(isId)])

function cursorOf({ chosen, name, id }: Place): string {
  return Buffer.from(JSON.stringify([chosen, name, id])).toString('base64url')
}

function placeIn(text: string | undefined): Place | undefined {
  if (text === undefined) return
  try {
    const [chosen, name, id] = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { chosen, name, id }
  } catch {
    throw refuse('malformed', 'common.wrong_field', { field: 'max_id' })
  }
}

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
    const after = placeIn(c.req.valid('query').max_id)
    const { takers, last } = await takersPage(ctx, personId, id, { limit: readPage(c, PAGE).limit, after })
    addNext(c, ctx.config.origin, last && cursorOf(last))
    return c.json(takers, 200)
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
    const { saying: said, person: takerId } = c.req.valid('json')
    if (takerId !== undefined && !isId(takerId)) throw missing()
    const turn = await sayHowItWent(ctx, personId, id, { saying: said, takerId })
    return c.json(await viewTurn(ctx, personId, { id, turn }), 200)
  })
}
