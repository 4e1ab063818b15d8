import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { createApi, type Env } from '#platform/http'
import { accountRoutes } from './routes/accounts.ts'
import { inviteRoutes } from './routes/invites.ts'
import { meRoutes } from './routes/me.ts'
import { placeRoutes } from './routes/place.ts'
import { sessionRoutes } from './routes/sessions.ts'

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  for (const part of [placeRoutes, sessionRoutes, accountRoutes, inviteRoutes, meRoutes]) api.route('/', part(ctx))
  return api
}
