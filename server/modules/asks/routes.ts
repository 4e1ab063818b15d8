import { createApi, type Env } from '#platform/http'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { answerRoutes } from './routes/answers.ts'
import { askRoutes } from './routes/asks.ts'
import { nudgeRoutes } from './routes/nudges.ts'

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.route('/', askRoutes(ctx))
  api.route('/', answerRoutes(ctx))
  api.route('/', nudgeRoutes(ctx))
  return api
}
