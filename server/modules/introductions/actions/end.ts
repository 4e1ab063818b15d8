import { tell } from '#modules/notices'
import type { Context } from '#platform/context'
import { transaction, type Database } from '#platform/db'
import { missing } from '#platform/refusal'
import { stateAt, takeWithdrawal, waitedFor, type Introduction } from '../model.ts'
import * as store from '../store.ts'
import { findDue, isConcerned } from '../views.ts'

/** Takes a proposal back. Whoever had said yes hears that it did not come about. */
export async function withdraw(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const introduction = await store.lockIntroduction(tx, id)
    if (!introduction || !(await isConcerned(tx, personId, id))) throw missing()
    if (!takeWithdrawal(introduction, personId, ctx.now())) return
    await store.setWithdrawn(tx, id)
    await end(tx, introduction)
  })
}

const AT_ONCE = 500

/** Ends those whose time is over. Their introducer and whoever had said yes hear that it did not come about. */
export async function endDue(ctx: Context): Promise<void> {
  const now = ctx.now()
  const due = await findDue(ctx.db, now, AT_ONCE)
  for (const id of due) {
    await transaction(ctx.db, async (tx) => {
      const introduction = await store.lockIntroduction(tx, id)
      if (!introduction || !isOver(introduction, now)) return
      await end(tx, introduction)
      const { introducerId, seekerId } = introduction
      if (seekerId) return
      // From nobody but themselves: a notice from one of the two would be missing where that one blocks them.
      await tell(tx, { personId: introducerId, kind: 'introduction_ended', fromId: introducerId, aboutId: id })
    })
  }
  if (due.length === AT_ONCE) await endDue(ctx)
}

function isOver(introduction: Introduction, now: Temporal.Instant): boolean {
  return introduction.state !== 'ended' && stateAt(introduction, now) === 'ended'
}

/** Whoever had said yes hears that it did not come about. */
export async function end(tx: Database, introduction: Introduction) {
  const { id, introducerId } = introduction
  await store.setEnded(tx, id)
  for (const personId of waitedFor(introduction)) {
    await tell(tx, { personId, kind: 'introduction_ended', fromId: introducerId, aboutId: id })
  }
}
