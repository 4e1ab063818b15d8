import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { asker, createApi, json, type Env } from '#platform/http'
import { accountSchema, viewAccount } from '#modules/people'
import { deleteAccount } from '../actions/leave.ts'
import { updateSettings } from '../actions/settings.ts'
import { ROLES, VISIBILITIES } from '../model/settings.ts'
import { settingsOf } from '../views/accounts.ts'
import { closeSession } from './session.ts'

const wishes = z.array(z.string())
const own = {
  email: z.string(),
  locale: z.string(),
  introductions_from: z.enum(['following', 'nobody']).openapi({ description: 'Who may propose me to others.' }),
  helps_with: wishes,
  looks_for: wishes,
  shows_light: z.boolean().openapi({ description: 'Whether others see on my page that I passed light on.' }),
  default_visibility: z.enum(VISIBILITIES),
  default_language: z.string().nullable(),
}
const meSchema = z.object({ account: accountSchema, role: z.enum(ROLES), ...own }).openapi('Me')

const show = createRoute({
  method: 'get',
  path: '/me',
  summary: 'My account and its settings',
  description: 'Scope: `read:accounts`.',
  responses: { 200: { description: 'Me', ...json(meSchema) } },
})

const change = createRoute({
  method: 'patch',
  path: '/me',
  summary: 'Change my settings',
  description:
    'What is absent stays. Another e-mail address needs the password too. Name, picture and text: ' +
    'Mastodon’s `PATCH /api/v1/accounts/update_credentials`. Scope: `write:accounts`.',
  request: {
    body: {
      required: true,
      ...json(z.object({ ...own, password: z.string() }).partial()),
    },
  },
  responses: {
    200: { description: 'Me', ...json(meSchema) },
    422: { description: 'Something in it does not fit' },
  },
})

const leave = createRoute({
  method: 'post',
  path: '/me/leave',
  summary: 'Leave the place',
  description: 'Deletes the account and everything that is mine. The owner cannot leave. Scope: `write:accounts`.',
  request: {
    body: { required: true, ...json(z.object({ password: z.string() })) },
  },
  responses: { 204: { description: 'Gone' }, 422: { description: 'The password is wrong' } },
})

export function meRoutes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  const answer = async (personId: string) => {
    const settings = await settingsOf(ctx, personId)
    return {
      account: await viewAccount(ctx, personId, personId),
      email: settings.email,
      role: settings.role,
      locale: settings.locale,
      introductions_from: settings.introducedBy,
      helps_with: settings.helpsWith,
      looks_for: settings.looksFor,
      shows_light: settings.showsLight,
      default_visibility: settings.defaultVisibility,
      default_language: settings.defaultLanguage,
    }
  }
  api.openapi(show, async (c) => c.json(await answer(asker(c, 'read:accounts').personId), 200))
  api.openapi(change, async (c) => {
    const { personId } = asker(c, 'write:accounts')
    const wish = c.req.valid('json')
    await updateSettings(ctx, personId, {
      email: wish.email,
      password: wish.password,
      locale: wish.locale,
      introducedBy: wish.introductions_from,
      helpsWith: wish.helps_with,
      looksFor: wish.looks_for,
      showsLight: wish.shows_light,
      defaultVisibility: wish.default_visibility,
      defaultLanguage: wish.default_language,
    })
    return c.json(await answer(personId), 200)
  })
  api.openapi(leave, async (c) => {
    await deleteAccount(ctx, asker(c, 'write:accounts').personId, c.req.valid('json').password)
    closeSession(c, ctx)
    return c.body(null, 204)
  })
  return api
}
