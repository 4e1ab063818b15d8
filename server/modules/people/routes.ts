import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { asker, byId, createApi, json, optionalAsker, type Env } from '#platform/http'
import { isId } from '#platform/ids'
import { missing } from '#platform/refusal'
import { searchPeople } from './views/names.ts'
import { viewPerson } from './views/profiles.ts'

const field = z.object({ name: z.string(), value: z.string(), verified_at: z.string().nullable() })

/** Mastodon's Account, for the descriptions of every module's routes. */
export const accountSchema = z
  .object({
    id: z.string(),
    username: z.string(),
    acct: z.string(),
    url: z.url(),
    uri: z.url(),
    display_name: z.string(),
    note: z.string(),
    avatar: z.url(),
    avatar_static: z.url(),
    avatar_description: z.string(),
    header: z.url(),
    header_static: z.url(),
    header_description: z.string(),
    locked: z.boolean(),
    fields: z.array(field),
    emojis: z.array(z.object({})),
    bot: z.boolean(),
    group: z.boolean(),
    discoverable: z.boolean(),
    indexable: z.boolean(),
    noindex: z.boolean(),
    created_at: z.iso.datetime(),
    last_status_at: z.iso.date().nullable(),
    statuses_count: z.int(),
    followers_count: z.int(),
    following_count: z.int(),
    hide_collections: z.boolean(),
    show_media: z.boolean(),
    show_media_replies: z.boolean(),
    show_featured: z.boolean(),
    roles: z.array(z.object({})),
    feature_approval: z.object({
      automatic: z.array(z.string()),
      manual: z.array(z.string()),
      current_user: z.string(),
    }),
  })
  .openapi('Account', { description: 'A person, as in Mastodon’s client API.' })

const personPage = z
  .object({
    account: accountSchema,
    helps_with: z.array(z.string()),
    looks_for: z.array(z.string()),
    shows_light: z.boolean().openapi({ description: 'Whether I may see what they passed on.' }),
    can_be_introduced: z.boolean().openapi({ description: 'Whether I may propose an introduction to them.' }),
    introduced_by: accountSchema.nullable().openapi({ description: 'Who introduced the two of us, if somebody did.' }),
  })
  .openapi('Person')

// Before /people/{id}, which it would fit as well.
const names = createRoute({
  method: 'get',
  path: '/people/names',
  summary: 'Find people of this place by name or handle',
  description: 'Those I follow come first, and alone where `q` is empty. Scope: `read:search`.',
  request: {
    query: z.object({ q: z.string().max(200).default(''), limit: z.coerce.number().int().min(1).max(80).default(10) }),
  },
  responses: { 200: { description: 'People', ...json(z.array(accountSchema)) } },
})

const person = createRoute({
  method: 'get',
  path: '/people/{id}',
  summary: 'A person’s profile',
  description: 'Public; with a token (`read:accounts`) it says what the person is to the reader.',
  request: { params: byId },
  responses: {
    200: { description: 'The profile', ...json(personPage) },
    404: { description: 'Nobody has this id' },
  },
})

export function routes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(names, async (c) => {
    const { personId } = asker(c, 'read:search', 'read:accounts')
    const { q, limit } = c.req.valid('query')
    return c.json(await searchPeople(ctx, personId, { words: q, limit, here: true }), 200)
  })
  api.openapi(person, async (c) => {
    const viewer = optionalAsker(c, 'read:accounts')
    const { id } = c.req.valid('param')
    if (!isId(id)) throw missing()
    return c.json(await viewPerson(ctx, viewer?.personId ?? null, id), 200)
  })
  return api
}
