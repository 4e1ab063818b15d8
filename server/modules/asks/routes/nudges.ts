import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from '#platform/context'
import { asker, byId, createApi, json, readId, refused, type Env } from '#platform/http'
import { changeSettings } from '../actions/ask.ts'
import { declineNudge, passNudge } from '../actions/nudge.ts'
import { LIMITS, MOST_WEEKLY } from '../model/asking.ts'
import { settingsOf } from '../views/lookups.ts'

const settings = z
  .object({
    weekly: z.int().openapi({ description: `How many nudges a week reach me, up to ${MOST_WEEKLY}; 0 for none.` }),
    topics: z.array(z.string()).openapi({ description: 'What alone I want to be asked about; empty for anything.' }),
    greets: z
      .boolean()
      .openapi({ description: 'Whether I am shown newcomers’ first words, and what nobody answered.' }),
  })
  .openapi('AskSettings')

const doing = createRoute({
  method: 'put',
  path: '/nudges/{id}',
  summary: 'Say that I do not know, that this is not the moment, or who would know',
  description: '“I don’t know” lowers me for this topic alone, “not now” lowers nothing. Scope: `write:statuses`.',
  request: {
    params: byId,
    body: {
      required: true,
      ...json(
        z.discriminatedUnion('deed', [
          z.object({ deed: z.literal('unknown') }),
          z.object({ deed: z.literal('later') }),
          z.object({
            deed: z.literal('passed'),
            to: z.string().openapi({ description: 'A tie of mine, who would know.' }),
            word: z
              .string()
              .optional()
              .openapi({ description: `To them alone, at most ${LIMITS.word} characters.` }),
          }),
        ]),
      ),
    },
  },
  responses: { 204: { description: 'Noted' }, 404: { description: 'No such nudge of mine' }, ...refused },
})

const reading = createRoute({
  method: 'get',
  path: '/ask_settings',
  summary: 'When and for what I want to be asked',
  description: 'Scope: `read:accounts`.',
  responses: { 200: { description: 'The settings', ...json(settings) } },
})

const changing = createRoute({
  method: 'patch',
  path: '/ask_settings',
  summary: 'Change when and for what I want to be asked',
  description: 'Scope: `write:accounts`.',
  request: { body: { required: true, ...json(settings.partial()) } },
  responses: { 200: { description: 'The settings', ...json(settings) }, ...refused },
})

export function nudgeRoutes(ctx: Context): OpenAPIHono<Env> {
  const api = createApi()
  api.openapi(doing, async (c) => {
    const { personId } = asker(c, 'write:statuses')
    const id = readId(c)
    const wish = c.req.valid('json')
    if (wish.deed === 'passed') await passNudge(ctx, personId, id, { toId: wish.to, word: wish.word })
    else await declineNudge(ctx, personId, id, wish.deed)
    return c.body(null, 204)
  })
  api.openapi(reading, async (c) => c.json(await settingsOf(ctx.db, asker(c, 'read:accounts').personId), 200))
  api.openapi(changing, async (c) => {
    const { personId } = asker(c, 'write:accounts')
    await changeSettings(ctx, personId, c.req.valid('json'))
    return c.json(await settingsOf(ctx.db, personId), 200)
  })
  return api
}
