/** Mastodon's client API: one file a resource, each naming its addresses in full and calling the modules. */
import type { Context } from '#platform/context'
import { createRouter, type App } from '#platform/http'
import { accountsDoor } from './accounts.ts'
import { appsDoor } from './apps.ts'
import { conversationsDoor } from './conversations.ts'
import { credentialsDoor } from './credentials.ts'
import { discoveryDoor } from './discovery.ts'
import { instanceDoor } from './instance.ts'
import { listsDoor } from './lists.ts'
import { markersDoor } from './markers.ts'
import { mediaDoor } from './media.ts'
import { notificationPolicyDoor } from './notificationpolicy.ts'
import { groupedNotificationsDoor, notificationsDoor } from './notifications.ts'
import { oauthDoor } from './oauth.ts'
import { registrationDoor } from './registration.ts'
import { relationshipsDoor } from './relationships.ts'
import { reportsDoor } from './reports.ts'
import { searchDoor } from './search.ts'
import { statusesDoor } from './statuses.ts'
import { suggestionsDoor } from './suggestions.ts'
import { tagsDoor } from './tags.ts'
import { timelinesDoor } from './timelines.ts'
import { unusedDoor } from './unused.ts'

export function mastodonApi(ctx: Context): App {
  const app = createRouter()
  const doors = [
    oauthDoor,
    appsDoor,
    registrationDoor,
    credentialsDoor,
    relationshipsDoor,
    accountsDoor,
    suggestionsDoor,
    searchDoor,
    // Its addresses before those of one group by its key.
    notificationPolicyDoor,
    notificationsDoor,
    groupedNotificationsDoor,
    listsDoor,
    timelinesDoor,
    statusesDoor,
    conversationsDoor,
    reportsDoor,
    tagsDoor,
    mediaDoor,
    markersDoor,
    instanceDoor,
    discoveryDoor,
    unusedDoor,
  ]
  for (const door of doors) app.route('/', door(ctx))
  return app
}
