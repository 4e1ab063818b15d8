import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { accountSchema } from '#modules/people'
import type { Context } from '#platform/context'
import { asker, createApi, json, type Env } from '#platform/http'
import { REPLIES_POLICIES } from './model.ts'
import { glimpseCircles } from './views.ts'

const circle = z
  .object({
    id: z.string(),
    title: z.string(),
    replies_policy: z.enum(REPLIES_POLICIES),
    exclusive: z.boolean(),
    members: z.array(accountSchema).openapi({ description: 'The latest five.' }),
  })
  .openapi('Circle')

const circles = createRoute({
  method: 'get',
  path: '/circles',
  summary: 'My circles, each with a few of its members',
  description: 'Everything else about a circle goes by Mastodon’s lists: `/api/v1/lists`. Scope: `read:lists`.',
  responses: { 200: { description: 'Circles', ...json(z.array(circle)) } },
})

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(circles, async (c) => c.json(await glimpseCircles(ctx, asker(c, 'read:lists').personId), 200))
  return api
}
