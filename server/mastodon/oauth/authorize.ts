/** Where a person signs in and decides whether an app may act for them. */
import type { Context } from '#platform/context'
import {
  authenticate,
  createRouter,
  readBody,
  refusalOf,
  requireSameOrigin,
  text,
  type App,
  type Asker,
  type Req,
} from '#platform/http'
import { locales, sentence } from '#platform/locale'
import { Refusal } from '#platform/refusal'
import { findToken, issueCode, openSession, OUT_OF_BAND, SESSION_COOKIE, signIn, viewPlace } from '#modules/accounts'
import { viewAccount } from '#modules/people'
import { assetsDoor } from './assets.ts'
import { codePage, consentPage, messagePage, signInPage } from './page.ts'
import { addressWith, readRequest, type AuthorizationRequest } from './request.ts'
import { explainScopes } from './scopes.ts'

type Page = ReturnType<typeof messagePage>

export function authorizeDoor(ctx: Context): App {
  const app = createRouter()
  app.route('/', assetsDoor())
  app.use(
    '/oauth/authorize/*',
    authenticate((secret) => findToken(ctx, secret), SESSION_COOKIE, ctx.config.origin),
  )
  app.use('/oauth/authorize/*', async (c, next) => {
    const wished = c.req.query('lang')?.split('-')[0]
    if (wished && locales.includes(wished)) c.set('locale', wished)
    await next()
  })
  app.onError(async (error, c) => {
    const { status, sentence: words } = refusalOf(error, c)
    return show(c, messagePage(await frameOf(ctx, c), sentence(c.var.locale, 'oauth:refused'), words), status)
  })
  app.get('/oauth/authorize', (c) => ask(ctx, c))
  app.post('/oauth/authorize', (c) => decide(ctx, c))
  app.post('/oauth/authorize/session', (c) => enter(ctx, c))
  return app
}

async function ask(ctx: Context, c: Req): Promise<Response> {
  const params = paramsOf(c)
  const request = await readRequest(ctx, params)
  if (request.flaw) return answer(ctx, c, request, { error: request.flaw })
  const asker = signedIn(c)
  if (!asker || params.get('force_login') === 'true') {
    return show(c, signInPage(await frameOf(ctx, c), { app: request.app.name, query: params.toString() }))
  }
  const page = consentPage(await frameOf(ctx, c), {
    app: request.app.name,
    website: request.app.website,
    query: withoutForce(params),
    target: targetOf(request),
    account: await viewAccount(ctx, asker.personId, asker.personId),
    may: explainScopes(c.var.locale, request.scopes),
  })
  return show(c, page, 200, sourceOf(request))
}

async function enter(ctx: Context, c: Req): Promise<Response> {
  requireSameOrigin(c, ctx.config.origin)
  const params = paramsOf(c)
  const body = await readBody(c)
  const { app } = await readRequest(ctx, params)
  const login = text(body, 'login') ?? ''
  try {
    const personId = await signIn(ctx, { login, password: text(body, 'password') ?? '', address: c.var.address })
    await openSession(c, ctx, personId)
    return c.redirect(`/oauth/authorize?${withoutForce(params)}`, 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, sentence: wrong } = refusalOf(error, c)
    const page = signInPage(await frameOf(ctx, c), { app: app.name, query: params.toString(), login, wrong })
    return show(c, page, status)
  }
}

async function decide(ctx: Context, c: Req): Promise<Response> {
  requireSameOrigin(c, ctx.config.origin)
  const body = await readBody(c)
  const params = paramsOf(c)
  const request = await readRequest(ctx, params)
  if (request.flaw) return answer(ctx, c, request, { error: request.flaw })
  const asker = signedIn(c)
  if (!asker) return c.redirect(`/oauth/authorize?${params}`, 303)
  if (text(body, 'decision') !== 'allow') return answer(ctx, c, request, { error: 'access_denied' })
  const code = await issueCode(ctx, {
    appId: request.app.id,
    personId: asker.personId,
    redirectUri: request.redirectUri,
    scopes: request.scopes,
    codeChallenge: request.codeChallenge,
  })
  return answer(ctx, c, request, { code })
}

/** To the app's address, or onto a page where it has none. */
async function answer(ctx: Context, c: Req, request: AuthorizationRequest, result: Record<string, string>) {
  if (request.redirectUri !== OUT_OF_BAND) return c.redirect(addressWith(request, result), 302)
  const frame = await frameOf(ctx, c)
  const { code, error } = result
  if (code) return show(c, codePage(frame, { app: request.app.name, code }))
  const words = sentence(c.var.locale, `oauth:errors:${error}`)
  return show(c, messagePage(frame, sentence(c.var.locale, 'oauth:refused'), words), 400)
}

async function show(c: Req, page: Page, status = 200, formTarget = '') {
  // Browsers hold a form's redirects to form-action as well, so the app's address has to stand there.
  const policy =
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; " +
    `form-action 'self' ${formTarget}`.trim()
  c.header('Content-Security-Policy', policy)
  c.header('Cache-Control', 'no-store')
  return c.html(page, status as 200)
}

async function frameOf(ctx: Context, c: Req) {
  return { locale: c.var.locale, place: (await viewPlace(ctx)).name }
}

function signedIn(c: Req): Asker | null {
  return c.var.token?.fromCookie ? c.var.token.asker : null
}

function paramsOf(c: Req): URLSearchParams {
  return new URL(c.req.url).searchParams
}

function withoutForce(params: URLSearchParams): string {
  const rest = new URLSearchParams(params)
  rest.delete('force_login')
  return rest.toString()
}

function sourceOf({ redirectUri }: AuthorizationRequest): string {
  if (redirectUri === OUT_OF_BAND) return ''
  const { protocol, origin } = new URL(redirectUri)
  return /^https?:$/.test(protocol) ? origin : protocol
}

function targetOf({ redirectUri }: AuthorizationRequest): string | null {
  if (redirectUri === OUT_OF_BAND) return null
  const { protocol, host } = new URL(redirectUri)
  return /^https?:$/.test(protocol) ? host : protocol.slice(0, -1)
}
