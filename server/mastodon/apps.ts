import type { Context } from '#platform/context'
import { createRouter, readBody, requireToken, text, type App, type Body } from '#platform/http'
import { missing } from '#platform/refusal'
import { findAppById, registerApp, type AppRow } from '#modules/accounts'

export function appsDoor(ctx: Context): App {
  const app = createRouter()
  app.post('/api/v1/apps', async (c) => {
    const body = await readBody(c)
    const registered = await registerApp(ctx, {
      name: text(body, 'client_name'),
      website: text(body, 'website'),
      redirectUris: redirectUris(body),
      scopes: text(body, 'scopes'),
      address: c.var.address,
    })
    return c.json({
      ...applicationEntity(registered),
      client_id: registered.clientId,
      client_secret: registered.clientSecret,
      client_secret_expires_at: 0,
    })
  })
  app.get('/api/v1/apps/verify_credentials', async (c) => {
    const found = await findAppById(ctx.db, requireToken(c).appId)
    if (!found) throw missing()
    return c.json(applicationEntity(found))
  })
  return app
}

function applicationEntity({ id, name, website, scopes, redirectUris }: AppRow) {
  return {
    id,
    name,
    website,
    scopes,
    redirect_uri: redirectUris.join('\n'),
    redirect_uris: redirectUris,
    vapid_key: '',
  }
}

// Older clients send one text, an address a line; newer ones a list.
function redirectUris(body: Body): string[] {
  const sent = body.redirect_uris
  const texts = Array.isArray(sent) ? sent : [sent]
  return texts
    .filter((part) => typeof part === 'string')
    .flatMap((part) => part.split(/\s+/))
    .filter(Boolean)
}
