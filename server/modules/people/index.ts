/**
 * Everybody we know of, here or elsewhere: their profile and how it is shown, as Mastodon's Account. Counters on a person
 * are kept by those who cause them (`countFollow`, `countStatus`), in the same transaction. Nothing here says who may
 * follow or see whom: that is ties and audience.
 */
export { addPerson } from './actions.ts'
export { addToFollowCounts as countFollow, addToStatusCount as countStatus } from './store.ts'
export { findByHandle, findByHandles, viewAccount, viewAccounts } from './views.ts'
export {
  ACCOUNT_COLUMNS,
  accountColumns,
  handleOf,
  personUri,
  profileUrl,
  renderAccount,
  type Account,
  type Field,
  type PersonRow,
} from './model.ts'
