/** The site map: which door answers which address. */
import { randomUUID } from 'node:crypto'
import type { Context } from '#platform/context'
import { authenticate, createApi, createRouter, mastodonError, problem, rateLimits, securityHeaders, type App, type FindToken } from '#platform/http'
import { modules } from './modules.ts'

export type AppParts = {
  findToken: FindToken
  /** The database answers and the schema is ours. */
  healthy: () => Promise<boolean>
}

export const SESSION_COOKIE = 'kith_session'

export function createApp(ctx: Context, parts: AppParts): App {
  const app = createRouter()
  app.onError((error, c) => (c.req.path.startsWith('/api/kith/') ? problem(error, c) : mastodonError(error, c)))
  app.use(async (c, next) => {
    const requestId = randomUUID()
    c.set('requestId', requestId)
    c.set('log', ctx.log.child({ request: requestId }))
    c.set('locale', 'en')
    c.set('token', null)
    c.header('X-Request-Id', requestId)
    await next()
  })
  app.use(securityHeaders())
  app.get('/health', async (c) => ((await parts.healthy()) ? c.json({ status: 'ok' }) : c.json({ status: 'starting' }, 503)))
  app.use('/api/*', authenticate(parts.findToken, SESSION_COOKIE, ctx.config.origin))
  if (ctx.config.rateLimits) app.use('/api/*', rateLimits(ctx.now))
  app.route('/api/kith/v1', kithApi(ctx))
  return app
}

function kithApi(ctx: Context) {
  const api = createApi()
  for (const module of modules) if (module.routes) api.route('/', module.routes(ctx))
  api.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Kith', version: '1' }, servers: [{ url: '/api/kith/v1' }] })
  return api
}
