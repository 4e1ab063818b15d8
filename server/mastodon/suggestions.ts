import { passOver, viewSuggestions } from '#modules/ties'
import type { Context } from '#platform/context'
import { asker, createRouter, readId, readPage, type App } from '#platform/http'
import { readOffset } from './parameters.ts'

/** https://docs.joinmastodon.org/methods/suggestions/ */
export function suggestionsDoor(ctx: Context): App {
  const app = createRouter()

  app.get('/api/v2/suggestions', async (c) => {
    const { personId } = asker(c, 'read:accounts')
    return c.json(await viewSuggestions(ctx, personId, readPage(c, 40).limit, readOffset(c)))
  })

  app.get('/api/v1/suggestions', async (c) => {
    const { personId } = asker(c, 'read:accounts')
    const found = await viewSuggestions(ctx, personId, readPage(c, 40).limit, readOffset(c))
    return c.json(found.map(({ account }) => account))
  })

  app.delete('/api/v1/suggestions/:id', async (c) => {
    await passOver(ctx, asker(c, 'write:accounts').personId, readId(c))
    return c.json({})
  })

  return app
}
