/** What the owner does to an account, from the command line or the web client. */
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { missing, refuse } from '#platform/refusal'
import { removePerson, suspendPerson } from '#modules/people'
import type { Role } from '../model/settings.ts'
import { demoteOwner, endWaiting, updateAccount } from '../store/accounts.ts'
import { dropCodesOf } from '../store/codes.ts'
import { beginPlace } from '../store/place.ts'
import { endTokens } from '../store/tokens.ts'
import { settingsOf } from '../views/accounts.ts'
import { settle } from './join.ts'
import { addAccount, checkNewcomer, type Newcomer } from './newcomer.ts'

/** The owner may give away reserved names. */
export async function createAccount(ctx: Context, newcomer: Newcomer & { role: Role }): Promise<string> {
  const checked = await checkNewcomer(newcomer, { reservedToo: true })
  return transaction(ctx.db, async (tx) => {
    const personId = await addAccount(tx, checked, { role: newcomer.role })
    if (newcomer.role === 'owner') await beginPlace(tx, ctx.now())
    await settle(ctx, tx, personId, null)
    return personId
  })
}

/** A new owner takes the place of the old one, who becomes a moderator. A place is never left without. */
export async function setRole(ctx: Context, personId: string, role: Role): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const before = await settingsOf({ ...ctx, db: tx }, personId)
    if (before.role === role) return
    if (before.role === 'owner') throw refuse('conflict', 'accounts.owner_needed')
    if (role === 'owner') await demoteOwner(tx)
    await updateAccount(tx, personId, { role })
    if (role === 'owner') await beginPlace(tx, ctx.now())
  })
}

/** Signed out everywhere and unseen, until it is undone. */
export async function suspend(ctx: Context, personId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await refuseForOwner({ ...ctx, db: tx }, personId)
    await suspendPerson(tx, personId, ctx.now())
    await ctx.happen(tx, { kind: 'accounts.suspended', personId })
    await endTokens(tx, personId)
    await dropCodesOf(tx, personId)
  })
}

export async function unsuspend(ctx: Context, personId: string): Promise<void> {
  const { awaitingApproval } = await settingsOf(ctx, personId)
  if (awaitingApproval) throw refuse('conflict', 'accounts.not_suspended')
  await suspendPerson(ctx.db, personId, null)
}

/** Lets in somebody who waits. */
export async function approve(ctx: Context, personId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    if (!(await endWaiting(tx, personId))) throw missing()
    await suspendPerson(tx, personId, null)
    await settle(ctx, tx, personId, null)
  })
}

/** Everything that is theirs goes with them. */
export async function removeAccount(ctx: Context, personId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await refuseForOwner({ ...ctx, db: tx }, personId)
    await ctx.happen(tx, { kind: 'accounts.leaving', personId })
    await endTokens(tx, personId)
    await removePerson(tx, personId)
  })
}

async function refuseForOwner(ctx: Context, personId: string) {
  const { role } = await settingsOf(ctx, personId)
  if (role === 'owner') throw refuse('conflict', 'accounts.owner_needed')
}
