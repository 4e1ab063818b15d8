import type { Context } from '#platform/context'
import { removeAccount } from './owner.ts'
import { confirmPassword } from './signin.ts'

/** A person leaves, and takes all of theirs along. */
export async function deleteAccount(ctx: Context, personId: string, password: string): Promise<void> {
  await confirmPassword(ctx, personId, password)
  await removeAccount(ctx, personId)
}
