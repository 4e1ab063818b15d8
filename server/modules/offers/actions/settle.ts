import type { Context } from '#platform/context'
import { transaction } from '#platform/db'
import { refuse } from '#platform/refusal'
import { setSettled } from '../store/change.ts'
import { setState } from '../store/offers.ts'
import { leaveOff, lockOwn } from './offer.ts'

/** What somebody needed they have, in whatever way: it is over, and others read that it is well. */
export async function settle(ctx: Context, personId: string, id: string): Promise<void> {
  await transaction(ctx.db, async (tx) => {
    const own = await lockOwn(tx, personId, id)
    if (own.kind !== 'need') throw refuse('invalid', 'offers.no_need')
    if (own.state !== 'open') throw refuse('invalid', 'offers.over')
    await setState(tx, id, 'ended')
    await setSettled(tx, id, ctx.now())
    await leaveOff(tx, [id])
  })
}
