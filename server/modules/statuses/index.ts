/**
 * What people say: statuses with pictures, comments, boosts, favourites, bookmarks, and the conversations that
 * mentioned-only statuses make. Whatever changes here changes in one transaction with its counters, feeds, notices and the
 * announcement watchers hear. Every view is as somebody sees it (`audience`); hidden and missing are the same.
 *
 * Announces `status.created`, `status.edited`, `status.deleted` and `conversation`.
 */
import type { Module } from '../../modules.ts'
import { forgetOldKeys } from './store.ts'
import { statusRoutes } from './routes.ts'

export {
  bookmark,
  boost,
  favourite,
  muteThread,
  pin,
  unbookmark,
  unboost,
  unfavourite,
  unmuteThread,
  unpin,
} from './actions/react.ts'
export { deleteStatus } from './actions/delete.ts'
export { editStatus, type Edit } from './actions/edit.ts'
export { say, type Saying } from './actions/say.ts'
export { markConversation, removeConversation } from './actions/converse.ts'
export { LIMITS, type Conversation, type Status } from './model.ts'
export { viewStatus, viewPage, viewStatuses } from './views/status.ts'
export { couldSee, threadOf, watch, type Reader, type Watched } from './views/watchers.ts'
export {
  bookmarksPage,
  favouritedBy,
  favouritesPage,
  rebloggedBy,
  searchStatuses,
  searchTags,
  viewContext,
  viewHistory,
  viewSource,
  viewTag,
  type Cursored,
  type Tag,
} from './views/lists.ts'
export { conversationsPage, conversationThread, viewConversation } from './views/conversations.ts'

export const statuses: Module = {
  name: 'statuses',
  routes: statusRoutes,
  jobs: (ctx) => ({ 'statuses.forget-keys': () => forgetOldKeys(ctx.db) }),
  cron: ['*/15 * * * * statuses.forget-keys'],
}
