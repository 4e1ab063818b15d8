import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { addLinks, asker, byId, json, paging, readId, readPage, type Env } from '#platform/http'
import { lightPage } from '../views/light.ts'
import { shownLightPage } from '../views/shown.ts'
import { absent, flameSchema } from './shapes.ts'

const FLAMES = 40

const lighting = createRoute({
  method: 'get',
  path: '/light',
  summary: 'My light: what I passed on and what came of it',
  description:
    'What people did for each other in which I have a part, newest first, each with what lit it. Nothing is counted. Scope: `read:statuses`.',
  request: { query: z.object(paging) },
  responses: { 200: { description: 'Flames', ...json(z.array(flameSchema)) } },
})

const showing = createRoute({
  method: 'get',
  path: '/people/{id}/light',
  summary: 'The light of somebody who shows it',
  description:
    'What they did, by kind and month, without names or how often; but what I have a part in, and thanks that both let be shown. My own as others see it. Scope: `read:statuses`.',
  request: { params: byId, query: z.object(paging) },
  responses: { 200: { description: 'Flames', ...json(z.array(flameSchema)) }, ...absent },
})

export function lightRoutes(ctx: Context, api: OpenAPIHono<Env>): void {
  api.openapi(lighting, async (c) => {
    const found = await lightPage(ctx, asker(c, 'read:statuses').personId, readPage(c, FLAMES))
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
  api.openapi(showing, async (c) => {
    const { personId } = asker(c, 'read:statuses')
    const found = await shownLightPage(ctx, personId, readId(c), readPage(c, FLAMES))
    addLinks(c, ctx.config.origin, found[0]?.id, found.at(-1)?.id)
    return c.json(found, 200)
  })
}
