import { viewTag } from '#modules/statuses'
import type { Context } from '#platform/context'
import { createRouter, optionalAsker, type App } from '#platform/http'

export function tagsDoor(ctx: Context): App {
  const app = createRouter()
  app.get('/api/v1/tags/:name', async (c) =>
    c.json(await viewTag(ctx, optionalAsker(c)?.personId ?? null, c.req.param('name'))),
  )
  return app
}
