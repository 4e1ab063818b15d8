import { conversationsPage, markConversation, removeConversation, viewConversation } from '#modules/statuses'
import type { Context } from '#platform/context'
import { addLinks, asker, createRouter, readId, readPage, type App } from '#platform/http'

export function conversationsDoor(ctx: Context): App {
  const app = createRouter()

  app.get('/api/v1/conversations', async (c) => {
    const { items, first, last } = await conversationsPage(ctx, asker(c, 'read:statuses').personId, readPage(c, 20))
    addLinks(c, ctx.config.origin, first, last)
    return c.json(items)
  })

  for (const [verb, unread] of [
    ['read', false],
    ['unread', true],
  ] as const) {
    app.post(`/api/v1/conversations/:id/${verb}`, async (c) => {
      const { personId } = asker(c, 'write:conversations')
      await markConversation(ctx, personId, readId(c), unread)
      return c.json(await viewConversation(ctx, personId, readId(c)))
    })
  }

  app.delete('/api/v1/conversations/:id', async (c) => {
    await removeConversation(ctx, asker(c, 'write:conversations').personId, readId(c))
    return c.json({})
  })

  return app
}
