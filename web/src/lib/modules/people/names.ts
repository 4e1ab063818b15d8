/** How somebody is called: in full on their page, by the first name among people. */
import type { Account } from '#lib/api/entities.ts'

export const displayName = (account: Account) => account.display_name.trim() || account.username
/** "Prof. Dr. Maximiliane Holm" is called Maximiliane. */
const TITLE = /^(prof|dr|frau|herr|mrs?|ms)\.?$|^(prof|dr|dipl|ing|mag|pd)\.(-\p{L}+\.?)?$|^h\.c\.$/iu
export function firstName(account: Account): string {
  const words = displayName(account).split(/\s+/)
  return words.find((word) => !TITLE.test(word)) ?? words[0] ?? account.username
}
/** With an account at this place. */
export const isHere = ({ acct }: Account) => !acct.includes('@')
export const personHref = (account: Account) => `/@${account.acct}`
/** Somebody without an account here, known by name alone. */
export type Named = { name: string }
export const nameOf = (somebody: Account | Named) => ('name' in somebody ? somebody.name : displayName(somebody))
/** Among people: the first name; a guest as the introducer calls them. */
export const callName = (somebody: Account | Named) => ('name' in somebody ? somebody.name : firstName(somebody))
export const faceOf = (somebody: Account | Named) => ('name' in somebody ? somebody : face(somebody))

export const face = (account: Account) => ({ name: displayName(account), src: account.avatar })
