/**
 * Circles: private lists of one's own people. A circle is an audience to post to, a feed to read (a list, to Mastodon's apps)
 * and how far an ask may travel. Only its owner knows that it exists, what it is called and who is in it; whom one no longer
 * follows is in it no longer. Who sees what was said to it is decided when it is read: its owner, and those in it just then who
 * follow the owner.
 */
import type { Module } from '../../modules.ts'
import { routes } from './routes.ts'

export { addToCircle, changeCircle, deleteCircle, drawCircle, removeFromCircle } from './actions.ts'
export {
  allMembers,
  areOwnCircles,
  circlesHolding,
  isOwnCircle,
  membersPage,
  viewCircle,
  viewCircles,
} from './views.ts'
export { REPLIES_POLICIES } from './model.ts'

export const circles: Module = { name: 'circles', routes }
