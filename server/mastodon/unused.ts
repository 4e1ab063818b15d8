import type { Context } from '#platform/context'
import { asker, createRouter, type App } from '#platform/http'
import { missing } from '#platform/refusal'

/** What apps ask for when they start and nobody here has any of, with the scope that asking needs (null: no token either). */
const NOTHING: [path: string, scope: string | null][] = [
  ['/api/v1/filters', 'read:filters'],
  ['/api/v2/filters', 'read:filters'],
  ['/api/v1/announcements', ''],
  ['/api/v1/custom_emojis', null],
  ['/api/v1/followed_tags', 'read:follows'],
  ['/api/v1/featured_tags', 'read:accounts'],
  ['/api/v1/featured_tags/suggestions', 'read:accounts'],
  ['/api/v1/endorsements', 'read:accounts'],
  ['/api/v1/scheduled_statuses', 'read:statuses'],
  ['/api/v1/directory', null],
  ['/api/v1/trends', null],
  ['/api/v1/trends/tags', null],
  ['/api/v1/trends/statuses', null],
  ['/api/v1/trends/links', null],
]

export function unusedDoor(_ctx: Context): App {
  const app = createRouter()
  for (const [path, scope] of NOTHING)
    app.get(path, (c) => {
      if (scope !== null) asker(c, ...(scope ? [scope] : []))
      return c.json([])
    })
  app.get('/api/v1/push/subscription', (c) => {
    asker(c, 'push')
    throw missing()
  })
  return app
}
