/**
 * What somebody is told in their inbox (Mastodon's notifications), once for each thing, whatever they put away or is done
 * again, and never about or by people they have shut out. Whether a notice is shown is decided again at every reading. It
 * is told in the transaction of what it is about, and announced to watchers as `{kind: 'notice', id, person_id}`.
 *
 * Views answer rows that name people and statuses by id; the door that shows them asks those modules.
 */
import type { Module } from '../../modules.ts'

export { clear, dismiss, dismissGroup, tell, tellWatchers } from './actions.ts'
export { forgetAbout, forgetBetween, forgetNotice } from './store.ts'
export {
  countUnread,
  countUnreadGroups,
  findGroup,
  findNotices,
  groupMembers,
  groupsPage,
  noticesPage,
  type Group,
} from './views.ts'
export { OWN_KINDS, type Filter, type Kind, type News, type Notice } from './model.ts'

export const notices: Module = { name: 'notices' }
