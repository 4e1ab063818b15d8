import { countAccounts, viewNumbers, viewPlace } from '#modules/accounts'
import { findByHandle, viewAccounts } from '#modules/people'
import { VERSION } from '#platform/config'
import type { Context } from '#platform/context'
import { createRouter, type App } from '#platform/http'
import { missing, refuse } from '#platform/refusal'
import { escapeHtml } from '#platform/text'

const SCHEMA = 'http://nodeinfo.diaspora.software/ns/schema'

/** How others find out what this is, and who is here: NodeInfo, host-meta (RFC 6415), WebFinger (RFC 7033). */
export function discoveryDoor(ctx: Context): App {
  const app = createRouter()
  const { origin } = ctx.config

  app.get('/.well-known/nodeinfo', (c) =>
    c.json({
      links: ['2.0', '2.1'].map((version) => ({ rel: `${SCHEMA}/${version}`, href: `${origin}/nodeinfo/${version}` })),
    }),
  )

  for (const version of ['2.0', '2.1'])
    app.get(`/nodeinfo/${version}`, async (c) => {
      const type = `application/json; profile="${SCHEMA}/${version}#"; charset=utf-8`
      return c.body(JSON.stringify(await viewNodeinfo(ctx, version)), 200, { 'Content-Type': type })
    })

  app.get('/.well-known/host-meta', (c) => {
    const template = escapeHtml(`${origin}/.well-known/webfinger?resource={uri}`)
    const xrd = `<?xml version="1.0" encoding="UTF-8"?>
<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"><Link rel="lrdd" template="${template}"/></XRD>\n`
    return c.body(xrd, 200, { 'Content-Type': 'application/xrd+xml; charset=utf-8' })
  })

  app.get('/.well-known/webfinger', async (c) => {
    const jrd = await viewWebfinger(ctx, c.req.query('resource') ?? '')
    return c.body(JSON.stringify(jrd), 200, { 'Content-Type': 'application/jrd+json; charset=utf-8' })
  })

  return app
}

async function viewNodeinfo(ctx: Context, version: string) {
  const [place, accounts, numbers] = await Promise.all([viewPlace(ctx), countAccounts(ctx), viewNumbers(ctx)])
  const { registrations } = ctx.config
  return {
    version,
    software: { name: 'kith', version: VERSION },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: registrations === 'open' || registrations === 'approval',
    usage: { users: { total: accounts.all, activeMonth: accounts.active }, localPosts: numbers.statuses },
    // Clients that do not know Kith treat it as what it is compatible with (megalodon reads `upstream`).
    metadata: { nodeName: place.name, nodeDescription: place.description, upstream: { name: 'mastodon' } },
  }
}

async function viewWebfinger(ctx: Context, resource: string) {
  const { origin, domain } = ctx.config
  const page = new RegExp(`^${RegExp.escape(origin)}/@([^/@]+)$`).exec(resource)?.[1]
  const handle = /^acct:@?([^@]+@[^@]+)$/i.exec(resource)?.[1] ?? (page && `${page}@${domain}`)
  if (!resource) throw refuse('malformed', 'common.wrong_field', { field: 'resource' })
  if (!handle || handle.split('@')[1]?.toLowerCase() !== domain.toLowerCase()) throw missing()
  const id = await findByHandle(ctx.db, domain, handle)
  const [account] = id ? await viewAccounts(ctx, null, [id]) : []
  if (!account) throw missing()
  return {
    subject: `acct:${account.username}@${domain}`,
    aliases: [account.url],
    links: [
      { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: account.url },
      { rel: 'http://webfinger.net/rel/avatar', href: account.avatar },
    ],
  }
}
