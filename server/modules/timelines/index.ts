/**
 * The feeds: home, a circle, this place, a hashtag, somebody's profile, and how far one has read. Home feeds are written when
 * something is said, a row for each follower here, and read with one index range. What a feed shows is decided again
 * when it is read, by `audience`, so a row that should no longer be seen is not.
 *
 * Views answer ids, newest first; whoever shows them asks `statuses` for the statuses.
 */
import type { Module } from '../../modules.ts'
import { deliver, dropUnreadFeeds } from './actions.ts'

export { distribute, openHome, setMarkers } from './actions.ts'
export { forgetBetween, merge, retract, unmerge } from './store.ts'
export {
  circleQuery,
  homeQuery,
  pinnedIds,
  placeQuery,
  profileQuery,
  tagQuery,
  takenByCircle,
  viewMarkers,
  type Marker,
} from './views.ts'
export type { Delivered } from './model.ts'

export const timelines: Module = {
  name: 'timelines',
  jobs: (ctx) => ({
    'timelines.deliver': (payload: { statusId: string }) => deliver(ctx, payload.statusId),
    'timelines.drop-unread': () => dropUnreadFeeds(ctx),
  }),
  cron: ['17 4 * * * timelines.drop-unread'],
}
