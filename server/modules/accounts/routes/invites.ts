import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import qrcode from 'qrcode'
import type { Context } from '#platform/context'
import { isoMillis } from '#platform/clock'
import { addLinks, asker, byId, createApi, json, readId, readPage, type Env } from '#platform/http'
import { sentence } from '#platform/locale'
import { missing } from '#platform/refusal'
import { accountSchema, viewAccount } from '#modules/people'
import { createInvite, revokeInvite } from '../actions/invites.ts'
import { inviteUrl, whyUnusable, type InviteRow } from '../model/invites.ts'
import { findInvite, findOwnInvite, listInvites } from '../views/invites.ts'
import { viewPlace } from '../views/place.ts'

const PAGE = 40

const inviteSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    url: z.url(),
    max_uses: z.int().nullable(),
    uses: z.int(),
    expires_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    usable: z.boolean(),
  })
  .openapi('Invite')

const list = createRoute({
  method: 'get',
  path: '/invites',
  summary: 'My invites',
  description: 'Newest first, with paging as in Mastodon’s API. Scope: `read:accounts`.',
  responses: {
    200: { description: 'Invites', ...json(z.array(inviteSchema)) },
  },
})

const create = createRoute({
  method: 'post',
  path: '/invites',
  summary: 'Make an invite',
  description: 'Who joins by it and I follow each other. Scope: `write:accounts`.',
  request: {
    body: {
      required: true,
      ...json(
        z.object({
          max_uses: z.number().nullish().openapi({ description: 'null: any number' }),
          expires_in: z.number().nullish().openapi({ description: 'Seconds; null: never' }),
        }),
      ),
    },
  },
  responses: {
    201: { description: 'The invite', ...json(inviteSchema) },
    422: { description: 'Something in it does not fit' },
  },
})

const revoke = createRoute({
  method: 'delete',
  path: '/invites/{id}',
  summary: 'Take an invite back',
  description: 'Nobody can join by it any more; who did stays. Scope: `write:accounts`.',
  request: { params: byId },
  responses: { 204: { description: 'Taken back' }, 404: { description: 'No such invite of yours' } },
})

const byCode = createRoute({
  method: 'get',
  path: '/invites/by-code/{code}',
  summary: 'An invite, as the invited sees it',
  description: 'Public. `reason` says why it cannot be used, in the reader’s language.',
  request: { params: z.object({ code: z.string() }) },
  responses: {
    200: {
      description: 'The invite',
      ...json(
        z.object({
          code: z.string(),
          usable: z.boolean(),
          reason: z.string().nullable(),
          inviter: accountSchema,
          place: z.object({ name: z.string(), description: z.string() }),
        }),
      ),
    },
    404: { description: 'There is no such invite' },
  },
})

const qr = createRoute({
  method: 'get',
  path: '/invites/{id}/qr',
  summary: 'An invite’s link as a QR code',
  description: 'Scope: `read:accounts`.',
  request: { params: byId },
  responses: {
    200: { description: 'A picture', content: { 'image/svg+xml': { schema: z.string() } } },
    404: { description: 'No such invite of yours' },
  },
})

export function inviteRoutes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  const render = (invite: InviteRow) => ({
    id: invite.id,
    code: invite.code,
    url: inviteUrl(ctx.config.origin, invite.code),
    max_uses: invite.maxUses,
    uses: invite.uses,
    expires_at: invite.expiresAt && isoMillis(invite.expiresAt),
    created_at: isoMillis(invite.createdAt),
    usable: whyNot(ctx, invite) === null,
  })
  api.openapi(list, async (c) => {
    const invites = await listInvites(ctx.db, asker(c, 'read:accounts').personId, readPage(c, PAGE))
    addLinks(c, ctx.config.origin, invites[0]?.id, invites.at(-1)?.id)
    return c.json(invites.map(render), 200)
  })
  api.openapi(create, async (c) => {
    const { personId } = asker(c, 'write:accounts')
    const { max_uses: maxUses = null, expires_in: expiresIn = null } = c.req.valid('json')
    return c.json(render(await createInvite(ctx, personId, { maxUses, expiresIn })), 201)
  })
  api.openapi(revoke, async (c) => {
    await revokeInvite(ctx, asker(c, 'write:accounts').personId, readId(c))
    return c.body(null, 204)
  })
  api.openapi(byCode, async (c) => {
    const invite = await findInvite(ctx.db, c.req.valid('param').code)
    if (!invite) throw missing()
    const [inviter, { name, description }] = [await viewAccount(ctx, null, invite.inviterId), await viewPlace(ctx)]
    const why = whyNot(ctx, invite)
    const reason = why && sentence(c.var.locale, `refusals:${why}`)
    return c.json({ code: invite.code, usable: why === null, reason, inviter, place: { name, description } }, 200)
  })
  api.openapi(qr, async (c) => {
    const invite = await findOwnInvite(ctx.db, asker(c, 'read:accounts').personId, readId(c))
    if (!invite) throw missing()
    const picture = await qrcode.toString(inviteUrl(ctx.config.origin, invite.code), { type: 'svg', margin: 2 })
    return c.body(picture, 200, { 'Content-Type': 'image/svg+xml' })
  })
  return api
}

function whyNot(ctx: Context, invite: InviteRow): string | null {
  return ctx.config.registrations === 'closed' ? 'accounts.closed' : whyUnusable(invite, ctx.now())
}
