/** Mastodon's client API: one file a resource, each naming its addresses in full and calling the modules. */
import type { Context } from '#platform/context'
import { createRouter, type App } from '#platform/http'
import { conversationsDoor } from './conversations.ts'
import { statusesDoor } from './statuses.ts'
import { tagsDoor } from './tags.ts'
import { timelinesDoor } from './timelines.ts'

export function mastodonApi(ctx: Context): App {
  const app = createRouter()
  const doors = [timelinesDoor, statusesDoor, conversationsDoor, tagsDoor]
  for (const door of doors) app.route('/', door(ctx))
  return app
}
