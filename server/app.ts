/** The site map: which door answers which address. Everything not named here is a page of the web client. */
import { randomUUID } from 'node:crypto'
import { routePath } from 'hono/route'
import type { Context } from '#platform/context'
import {
  addressOf,
  API_PAGE_STYLE,
  apiPage,
  authenticate,
  createApi,
  createRouter,
  isFromHere,
  limitBodies,
  mastodonError,
  openToAll,
  problem,
  rateLimits,
  securityHeaders,
  type ApiDocument,
  type App,
  type FindToken,
  type Req,
} from '#platform/http'
import type { Metrics } from '#platform/metrics'
import { missing, refuse } from '#platform/refusal'
import { SESSION_COOKIE } from '#modules/accounts'
import { mediaFiles } from '#modules/media'
import { mastodonApi } from './mastodon/index.ts'
import type { Streams } from './mastodon/streaming/index.ts'
import { modules } from './modules.ts'

export type AppParts = {
  findToken: FindToken
  /** The database answers. */
  healthy: () => Promise<boolean>
  /** Left out where nobody listens to what happens. */
  streams?: Streams
  metrics?: Metrics
  /** Adds routes ahead of everything that every other one passes through: what the bench compares with. */
  first?: (app: App) => void
}

/** Addresses that belong to the API; SvelteKit has the rest. */
export const API_ADDRESS = /^\/(api|oauth|media|health|metrics|nodeinfo|\.well-known|ap)(\/|\?|$)/

export function createApp(ctx: Context, parts: AppParts): App {
  const app = createRouter()
  parts.first?.(app)
  app.onError((error, c) => (isKiths(c) ? problem(error, c) : mastodonError(error, c)))
  app.notFound((c) => {
    const error = c.req.path.startsWith('/api/') ? refuse('missing', 'common.no_route') : missing()
    return isKiths(c) ? problem(error, c) : mastodonError(error, c)
  })
  app.use(introduce(ctx, parts.metrics))
  app.use(securityHeaders())
  app.get('/health', async (c) =>
    (await parts.healthy()) ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable' }, 503),
  )
  app.get('/metrics', async (c) => {
    if (!parts.metrics || !isFromHere(c)) throw missing()
    const { type, text } = await parts.metrics.read()
    return c.body(text, 200, { 'Content-Type': type })
  })
  for (const path of ['/api/*', '/oauth/token', '/oauth/revoke', '/oauth/userinfo']) app.use(path, openToAll())
  for (const path of ['/.well-known/*', '/nodeinfo/*', '/media/*']) app.use(path, openToAll(['GET', 'HEAD']))
  const count = ctx.config.rateLimits ? rateLimits(ctx.now) : undefined
  app.use('/api/*', authenticate(parts.findToken, SESSION_COOKIE, ctx.config.origin, count))
  app.use('/api/kith/*', limitBodies())
  app.route('/api/kith/v1', kithApi(ctx))
  if (parts.streams) app.route('/', parts.streams.routes)
  app.route('/', mastodonApi(ctx))
  app.route('/', mediaFiles(ctx))
  return app
}

/** Kith's own API, with its description as openapi.json and as a page. */
function kithApi(ctx: Context) {
  const api = createApi()
  for (const module of modules) if (module.routes) api.route('/', module.routes(ctx))
  const describe = () => api.getOpenAPI31Document(ABOUT)
  api.get('/openapi.json', (c) => c.json(describe()))
  api.get('/docs.css', (c) => c.body(API_PAGE_STYLE, 200, { 'Content-Type': 'text/css' }))
  api.get('/docs', (c) => {
    c.header('Content-Security-Policy', "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'")
    return c.html(apiPage(describe() as ApiDocument, 'docs.css'))
  })
  return api
}

const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'Kith',
    version: '1',
    description:
      "What Mastodon's client API has no word for; everything else is there, with the same tokens. Paging as Mastodon's. " +
      'Refusals are problem details (RFC 9457) with a code.',
  },
  servers: [{ url: '/api/kith/v1' }],
}

/** Gives each request an id that its log lines and its answer carry, and measures it. */
function introduce(ctx: Context, metrics?: Metrics) {
  return async (c: Req, next: () => Promise<void>) => {
    const requestId = randomUUID()
    const began = performance.now()
    c.set('requestId', requestId)
    c.set('log', ctx.log.child({ request: requestId }))
    c.set('locale', 'en')
    c.set('token', null)
    c.set('address', addressOf(c))
    await next()
    c.res.headers.set('X-Request-Id', requestId)
    const seconds = (performance.now() - began) / 1000
    metrics?.answered({ method: c.req.method, route: routeOf(c), status: c.res.status, seconds })
    const ms = Math.round(seconds * 1000)
    const level = c.res.status >= 500 || ms > 1000 ? 'warn' : 'debug'
    c.var.log[level]({ method: c.req.method, path: c.req.path, status: c.res.status, ms }, 'answered')
  }
}

/** What only middleware matched is no route of ours. */
function routeOf(c: Req): string {
  const path = routePath(c, -1)
  return path === '/*' || path === '/api/*' || path === '/api/kith/*' ? 'none' : path
}

function isKiths(c: Req): boolean {
  return c.req.path.startsWith('/api/kith/')
}
