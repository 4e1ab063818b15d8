import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { refuse } from '#platform/refusal'
import { suspendPerson } from '#modules/people'
import { befriend } from '#modules/ties'
import { admit, whyUnusable } from '../model/invites.ts'
import { countUse } from '../store/invites.ts'
import { findInvite } from '../views/invites.ts'
import { addAccount, checkNewcomer, type Newcomer } from './newcomer.ts'
import { throttle } from './throttle.ts'

export type Wish = Newcomer & { invite?: string | null; address: string }

/** Somebody new. Who comes by an invite and the inviter follow each other, so that the newcomer's home is not empty. */
export async function join(ctx: Context, wish: Wish): Promise<{ personId: string; awaitingApproval: boolean }> {
  const { awaitingApproval } = admit(ctx.config.registrations, Boolean(wish.invite))
  await throttle(ctx, 'join', wish.address)
  const newcomer = await checkNewcomer(wish)
  return transaction(ctx.db, async (tx) => {
    const invite = wish.invite ? await takeInvite(ctx, tx, wish.invite) : null
    const personId = await addAccount(tx, newcomer, { role: 'member', inviteId: invite?.id, awaitingApproval })
    // Nobody sees, finds or follows who has not been let in.
    if (awaitingApproval) await suspendPerson(tx, personId, ctx.now())
    else await settle(ctx, tx, personId, invite?.inviterId ?? null)
    return { personId, awaitingApproval }
  })
}

export async function settle(ctx: Context, tx: Tx, personId: string, inviterId: string | null) {
  if (inviterId) await befriend(tx, inviterId, personId)
  await ctx.happen(tx, { kind: 'accounts.joined', personId, inviterId })
}

async function takeInvite(ctx: Context, tx: Tx, code: string) {
  const taken = await countUse(tx, code, ctx.now())
  if (taken) return taken
  const invite = await findInvite(tx, code)
  throw refuse('gone', (invite && whyUnusable(invite, ctx.now())) ?? 'accounts.invite_unknown')
}
