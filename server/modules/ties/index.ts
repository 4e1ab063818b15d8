/**
 * What people are to each other: who follows, wants to follow, blocks and mutes whom, and the private remarks on
 * them. Everything between two people happens one after another (`lockPair`), so that counters, feeds and notices always
 * agree with it, whatever comes at once. A block ends all there was; capabilities are let know by `ties.blocked` and
 * `ties.muted`.
 */
import type { Module } from '../../modules.ts'
import { leave } from './actions/follow.ts'

export { acceptFollow, befriend, follow, rejectFollow, removeFollower, unfollow } from './actions/follow.ts'
export { block, mute, unblock, unmute } from './actions/shut.ts'
export { passOver, remark } from './actions/remark.ts'
export { viewRelationship, viewRelationships } from './views/relationships.ts'
export {
  blocksPage,
  countRequests,
  followersPage,
  followingPage,
  mutesPage,
  requestsPage,
  type MutedAccount,
  type PeoplePage,
} from './views/lists.ts'
export { viewFamiliarFollowers, viewSuggestions, type FamiliarFollowers, type Suggestion } from './views/suggestions.ts'
export type { FollowOptions, MuteOptions, Relationship } from './model.ts'

export const ties: Module = {
  name: 'ties',
  reactions: [
    async (_ctx, tx, happening) => {
      if (happening.kind === 'accounts.leaving') await leave(tx, happening.personId)
    },
  ],
}
