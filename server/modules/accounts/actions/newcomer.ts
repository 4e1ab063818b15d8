import type { Tx } from '#platform/db'
import { refuse } from '#platform/refusal'
import { addPerson, PROFILE_LIMITS } from '#modules/people'
import { checkPassword, hashPassword } from '../model/passwords.ts'
import { checkEmail, checkLocale, type Role } from '../model/settings.ts'
import { checkUsername } from '../model/usernames.ts'
import { insertAccount } from '../store/accounts.ts'

export type Newcomer = { username: string; displayName: string; email: string; password: string; locale: string }
export type Checked = Omit<Newcomer, 'password'> & { passwordHash: string }

/** Before any transaction: hashing takes long, and nobody should wait for it with rows locked. */
export async function checkNewcomer(newcomer: Newcomer, options: { reservedToo?: boolean } = {}): Promise<Checked> {
  const { password, ...rest } = newcomer
  const username = checkUsername(rest.username.trim(), options)
  const email = checkEmail(rest.email)
  const locale = checkLocale(rest.locale)
  const displayName = checkDisplayName(rest.displayName.trim() || username)
  checkPassword(password, { username, email })
  return {
    username,
    email,
    locale,
    displayName,
    passwordHash: await hashPassword(password),
  }
}

export async function addAccount(
  tx: Tx,
  newcomer: Checked,
  as: { role: Role; inviteId?: string; awaitingApproval?: boolean },
): Promise<string> {
  const { username, displayName, email, locale, passwordHash } = newcomer
  const personId = await addPerson(tx, { username, displayName })
  await insertAccount(tx, {
    personId,
    email,
    passwordHash,
    locale,
    role: as.role,
    inviteId: as.inviteId ?? null,
    awaitingApproval: as.awaitingApproval ?? false,
  })
  return personId
}

function checkDisplayName(name: string): string {
  const most = PROFILE_LIMITS.displayName
  if (Array.from(name).length > most) throw refuse('invalid', 'people.name_too_long', { most })
  return name
}
