import { cors } from 'hono/cors'

/**
 * Lets pages of any origin ask, as Mastodon does, with a token and never with a cookie: without Allow-Credentials a browser
 * keeps the answer to a request with one from the page that made it.
 */
export function openToAll(methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
  return cors({
    origin: '*',
    allowMethods: methods,
    exposeHeaders: [
      'Link',
      'X-RateLimit-Reset',
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
      'X-Request-Id',
      'Mastodon-Async-Refresh',
    ],
    maxAge: 86_400,
  })
}
