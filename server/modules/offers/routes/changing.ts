import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { asker, byId, json, readId, refused, type Env } from '#platform/http'
import { isoMillis } from '#platform/clock'
import { viewAgreed, viewAlike, viewMet } from '../actions/beside.ts'
import { takeChoiceBack } from '../actions/choice.ts'
import { settle } from '../actions/settle.ts'
import { changeOffer, type Change } from '../actions/change.ts'
import { viewOffer } from '../views/offers.ts'
import { viewWords } from '../views/words.ts'
import { absent, offerSchema, words } from './shapes.ts'

const said = words.required().openapi('OfferWords')

const changed = words.omit({ kind: true }).partial()

const one = { 200: { description: 'As it stands now', ...json(offerSchema) } }

const reading = createRoute({
  method: 'get',
  path: '/offers/{id}/words',
  summary: 'What I said of an offer or a need of mine, as I said it',
  description: 'To change it, or to put it anew. Scope: `read:statuses`.',
  request: { params: byId },
  responses: { 200: { description: 'As it was sent', ...json(said) }, ...absent },
})

const changing = createRoute({
  method: 'patch',
  path: '/offers/{id}',
  summary: 'Say an offer or a need of mine anew',
  description:
    'While it stands and nobody was chosen. What is not said stays as it was. Who would like it stays, where it still reaches them, and while a lot is promised it reaches no fewer; what answers it is looked for anew. Scope: `write:statuses`.',
  request: { params: byId, body: { required: true, ...json(changed) } },
  responses: { ...one, ...absent, ...refused },
})

const settling = createRoute({
  method: 'put',
  path: '/offers/{id}/settled',
  summary: 'What I needed I have, in whatever way',
  description: 'It is over, and others read that it is well. Scope: `write:statuses`.',
  request: { params: byId },
  responses: { ...one, ...absent, ...refused },
})

const unchoosing = createRoute({
  method: 'delete',
  path: '/offers/{id}/choice',
  summary: 'Rather somebody else than whom I chose',
  description:
    'While nobody said how it went, and neither in a ring nor whom a lot chose. Whoever was chosen is told, and still would like it. Scope: `write:statuses`.',
  request: { params: byId },
  responses: { ...one, ...absent, ...refused },
})

const some = { 200: { description: 'Offers and needs', ...json(z.array(offerSchema)) } }

const likening = createRoute({
  method: 'get',
  path: '/offers/{id}/alike',
  summary: 'What else stands that is like it',
  description: 'For those to whom it did not come. The likest first. Scope: `read:statuses`.',
  request: { params: byId },
  responses: { ...some, ...absent },
})

const meeting = createRoute({
  method: 'get',
  path: '/offers/{id}/met',
  summary: 'Needs of mine that stand and that it meets',
  description: 'Once I have it, these may be settled. Scope: `read:statuses`.',
  request: { params: byId },
  responses: { ...some, ...absent },
})

const agreeing = createRoute({
  method: 'get',
  path: '/offers/{id}/agreed',
  summary: 'What I was chosen for that meets a need of mine',
  description:
    'Since the need stands, and did not fail, as either of us two says. The newest first. Scope: `read:statuses`.',
  request: { params: byId },
  responses: { ...some, ...absent },
})

export function changingRoutes(ctx: Context, api: OpenAPIHono<Env>): void {
  api.openapi(reading, async (c) => {
    const { forWhat, circleIds, until, ...rest } = await viewWords(
      ctx.db,
      asker(c, 'read:statuses').personId,
      readId(c),
    )
    return c.json({ ...rest, for_what: forWhat, circle_ids: circleIds, until: until && isoMillis(until) }, 200)
  })
  api.openapi(changing, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    await changeOffer(ctx, personId, id, changeIn(c.req.valid('json')))
    return c.json(await viewOffer(ctx, personId, id), 200)
  })
  for (const [route, deed] of [
    [settling, settle],
    [unchoosing, takeChoiceBack],
  ] as const)
    api.openapi(route, async (c) => {
      const { personId } = asker(c, 'write:statuses')
      await deed(ctx, personId, readId(c))
      return c.json(await viewOffer(ctx, personId, readId(c)), 200)
    })
  for (const [route, view] of [
    [likening, viewAlike],
    [meeting, viewMet],
    [agreeing, viewAgreed],
  ] as const)
    api.openapi(route, async (c) => c.json(await view(ctx, asker(c, 'read:statuses').personId, readId(c)), 200))
}

/** What is said of it, and nothing of what is not. */
function changeIn({ for_what: forWhat, circle_ids: circleIds, until, ...rest }: z.infer<typeof changed>): Change {
  return {
    ...rest,
    ...(forWhat !== undefined && { forWhat }),
    ...(circleIds && { circleIds }),
    ...(until !== undefined && { until: until ? Temporal.Instant.from(until) : null }),
  }
}
