import type { Context } from '#platform/context'
import { refuse } from '#platform/refusal'
import { passwordMatches } from '../model/passwords.ts'
import { findLogin } from '../views/accounts.ts'
import { forgive, throttle } from './throttle.ts'

export type SignIn = { login: string; password: string; address: string }

/** Whose login and password these are. */
export async function signIn(ctx: Context, { login, password, address }: SignIn): Promise<string> {
  const name = login.trim().replace(/^@/, '')
  await throttle(ctx, 'sign-in', address)
  await throttle(ctx, 'login', address, name)
  const found = await findLogin(ctx.db, name)
  const matches = await passwordMatches(password, found?.passwordHash ?? null)
  if (!found || !matches) throw refuse('invalid', 'accounts.wrong_login')
  if (found.awaitingApproval) throw refuse('forbidden', 'accounts.awaiting_approval')
  if (found.suspended) throw refuse('forbidden', 'accounts.suspended')
  await forgive(ctx, 'login', address, name)
  return found.personId
}

/** Before what cannot be undone, or lets somebody else in: the password once more. */
export async function confirmPassword(ctx: Context, personId: string, password: string): Promise<void> {
  await throttle(ctx, 'password', '', personId)
  const found = await findLogin(ctx.db, { personId })
  if (!(await passwordMatches(password, found?.passwordHash ?? null)))
    throw refuse('invalid', 'accounts.wrong_password')
  await forgive(ctx, 'password', '', personId)
}
