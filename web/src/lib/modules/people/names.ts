/** How somebody is called: in full on their page, by the first name among people. */
import type { Account } from '#lib/api/entities.ts'

export const displayName = (account: Account) => account.display_name.trim() || account.username
export const firstName = (account: Account) => displayName(account).split(/\s+/)[0] ?? account.username
export const personHref = (account: Account) => `/@${account.acct}`
export const face = (account: Account) => ({ name: displayName(account), src: account.avatar })
