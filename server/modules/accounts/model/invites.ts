import { refuse } from '#platform/refusal'
import type { Config } from '#platform/config'

const MOST_USES = 1000
const SHORTEST_SECONDS = 60
const LONGEST_SECONDS = 366 * 24 * 60 * 60

export type InviteRow = {
  id: string
  code: string
  inviterId: string
  maxUses: number | null
  uses: number
  expiresAt: Temporal.Instant | null
  revokedAt: Temporal.Instant | null
  createdAt: Temporal.Instant
}

export function checkInvite({ maxUses, expiresIn }: { maxUses: number | null; expiresIn: number | null }) {
  if (maxUses !== null && !isBetween(maxUses, 1, MOST_USES))
    throw refuse('invalid', 'accounts.invite_uses', { most: MOST_USES })
  if (expiresIn !== null && !isBetween(expiresIn, SHORTEST_SECONDS, LONGEST_SECONDS))
    throw refuse('invalid', 'accounts.invite_time')
}

/** Why nobody can join by it (any more), as the code of a refusal; null when one can. */
export function whyUnusable(invite: InviteRow, now: Temporal.Instant): string | null {
  if (invite.revokedAt) return 'accounts.invite_revoked'
  if (invite.expiresAt && Temporal.Instant.compare(invite.expiresAt, now) <= 0) return 'accounts.invite_expired'
  if (invite.maxUses !== null && invite.uses >= invite.maxUses) return 'accounts.invite_used_up'
  return null
}

export function inviteUrl(origin: string, code: string): string {
  return `${origin}/join/${code}`
}

/** Refuses who may not join; says whether who may has to wait for the owner's yes. */
export function admit(registrations: Config['registrations'], invited: boolean): { awaitingApproval: boolean } {
  if (registrations === 'closed') throw refuse('forbidden', 'accounts.closed')
  if (registrations === 'invite' && !invited) throw refuse('forbidden', 'accounts.invite_needed')
  return { awaitingApproval: registrations === 'approval' && !invited }
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
