import { randomInt } from 'node:crypto'
import type { Context } from '#platform/context'
import { missing, refuse } from '#platform/refusal'
import { checkInvite, type InviteRow } from '../model/invites.ts'
import { insertInvite, revoke } from '../store/invites.ts'

// Readable aloud: no letters and digits that look alike. Twelve of them hold 59 bits.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const LENGTH = 12

/** A link by which others may join; without an end or a number of uses where those are null. */
export async function createInvite(
  ctx: Context,
  inviterId: string,
  wish: { maxUses: number | null; expiresIn: number | null },
): Promise<InviteRow> {
  if (ctx.config.registrations === 'closed') throw refuse('forbidden', 'accounts.closed')
  checkInvite(wish)
  const now = ctx.now()
  return insertInvite(ctx.db, {
    code: randomCode(),
    inviterId,
    maxUses: wish.maxUses,
    expiresAt: wish.expiresIn === null ? null : now.add({ seconds: wish.expiresIn }),
    createdAt: now,
  })
}

export async function revokeInvite(ctx: Context, inviterId: string, id: string): Promise<void> {
  if (!(await revoke(ctx.db, inviterId, id, ctx.now()))) throw missing()
}

function randomCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}
