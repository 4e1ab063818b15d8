/**
 * Everybody we know of, here or elsewhere: their profile and how it is shown, as Mastodon's Account. Counters on a person
 * are kept by those who cause them (`countFollow`, `countStatus`), in the same transaction. Nothing here says who may
 * follow or see whom: that is ties and audience.
 */
import type { Module } from '../../modules.ts'
import { routes } from './routes.ts'

export { addPerson, updateProfile, type ProfileChanges } from './actions.ts'
export {
  addToFollowCounts as countFollow,
  addToStatusCount as countStatus,
  lockPeople,
  removePerson,
  suspendPerson,
} from './store.ts'
export { keptAccounts } from './views/kept.ts'
export { findByHandle, findByHandles, searchPeople, type Search } from './views/names.ts'
export {
  accountsById,
  everybodyById,
  viewAccount,
  viewAccounts,
  viewOwnProfile,
  viewPerson,
  type OwnProfile,
  type PersonPage,
} from './views/profiles.ts'
export {
  ACCOUNT_COLUMNS,
  LIMITS as PROFILE_LIMITS,
  handleOf,
  profileUrl,
  renderAccount,
  type Account,
  type Field,
  type PersonRow,
} from './model.ts'
export { accountSchema } from './routes.ts'

export const people: Module = { name: 'people', routes }
