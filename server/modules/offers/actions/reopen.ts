import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import * as offers from '../store/offers.ts'
import * as takers from '../store/takers.ts'
import { findHad, type Had } from '../views/lookups.ts'
import { lookFor } from './offer.ts'

/** It did not come to it, and the caller holds these: who had them lets go, and what still stands may be had by the next. */
export async function reopen(ctx: Context, tx: Tx, ids: string[], by: takers.LetGoBy | null): Promise<void> {
  await takers.letGo(tx, ids, { by, at: ctx.now() })
  for (const id of await offers.reopen(tx, ids, ctx.now())) await lookFor(tx, id)
  for (const id of ids) await announce(tx, { kind: 'offer.changed', id })
}

/** After a block, what one of the two was to have of the other may be had by the next; nobody said that they did not come. */
export async function reopenBetween(ctx: Context, tx: Tx, one: string, other: string): Promise<void> {
  await reopenUnlessHanded(ctx, tx, [...(await holdHad(tx, one, other)), ...(await holdHad(tx, other, one))])
}

/** What somebody was to have who is suspended: their owners see nobody any more to whom it goes. It stays so once they are back. */
export async function reopenShutOut(ctx: Context, tx: Tx, personId: string): Promise<void> {
  await reopenUnlessHanded(ctx, tx, await holdHad(tx, personId))
}

async function reopenUnlessHanded(ctx: Context, tx: Tx, had: Had[]) {
  const open = had.filter(({ handed }) => !handed)
  await reopen(
    ctx,
    tx,
    open.map(({ id }) => id),
    null,
  )
}

/** What somebody had who leaves this place: what was handed over is over, the rest may be had by the next. */
export async function reopenLeft(ctx: Context, tx: Tx, personId: string): Promise<void> {
  // Before these: who says yes to a ring holds its people first.
  await lockPeople(tx, [personId])
  const had = await holdHad(tx, personId)
  const over = had.flatMap(({ id, handed }) => (handed ? [id] : []))
  await offers.setStates(tx, over, 'ended')
  await reopenUnlessHanded(ctx, tx, had)
}

async function holdHad(tx: Tx, personId: string, ownerId?: string): Promise<Had[]> {
  const found = await findHad(tx, personId, ownerId)
  await offers.holdOffers(
    tx,
    found.map(({ id }) => id),
  )
  return findHad(tx, personId, ownerId)
}
