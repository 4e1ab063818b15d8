import { forgetBetween as forgetNoticesBetween } from '#modules/notices'
import { forgetBetween as forgetFeedsBetween } from '#modules/timelines'
import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { refuse } from '#platform/refusal'
import type { MuteOptions } from '../model.ts'
import { deleteBlock, deleteMute, insertBlock, lockPair, upsertMute } from '../store.ts'
import { part } from './follow.ts'

/** Neither sees, finds, follows or hears of the other any more. */
export async function block(ctx: Context, personId: string, otherId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, otherId)
    if (!(await insertBlock(tx, personId, otherId))) return
    await part(tx, personId, otherId)
    await forgetNoticesBetween(tx, personId, otherId)
    await forgetFeedsBetween(tx, personId, otherId)
    await ctx.happen(tx, { kind: 'ties.blocked', blockerId: personId, blockedId: otherId })
  })
}

/** What ended with the block stays ended. */
export async function unblock(ctx: Context, personId: string, otherId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, otherId)
    await deleteBlock(tx, personId, otherId)
  })
}

/** Nothing of theirs comes into one's feeds, for a while or until taken back; they do not notice. */
export async function mute(ctx: Context, personId: string, otherId: string, options: MuteOptions = {}): Promise<void> {
  const { notifications = true, seconds } = options
  const expiresAt = seconds ? endOf(ctx, seconds) : null
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, otherId)
    await upsertMute(tx, { muterId: personId, mutedId: otherId, notifications, expiresAt })
    await ctx.happen(tx, { kind: 'ties.muted', muterId: personId, mutedId: otherId })
  })
}

export async function unmute(ctx: Context, personId: string, otherId: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    await lockPair(tx, personId, otherId)
    await deleteMute(tx, personId, otherId)
  })
}

const MOST_SECONDS = 100 * 365 * 86_400

function endOf(ctx: Context, seconds: number): Temporal.Instant {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MOST_SECONDS)
    throw refuse('invalid', 'common.wrong_type', { field: 'duration' })
  return ctx.now().add({ seconds })
}
