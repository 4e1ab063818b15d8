import { lockPeople } from '#modules/people'
import type { Context } from '#platform/context'
import { transaction, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { missing, refuse } from '#platform/refusal'
import { DAYS_TO_SAY, type Saying } from '../model/rules.ts'
import * as offers from '../store/offers.ts'
import * as takers from '../store/takers.ts'
import { findHandOver, type Half, type HandOver } from '../views/handovers.ts'
import { findChosen } from '../views/lookups.ts'
import { reopen } from './reopen.ts'
import { endRingsWith } from './rings.ts'

/** `takerId`: with whom, where its owner speaks of somebody they let go. */
export type Said = { saying: Saying | null; takerId?: string }

/**
 * How it went, as each of the two says, for these two alone; null takes it back. In a ring that is said of both halves at once. Where
 * somebody says that it did not come to it, what is their own of it may be had by the next; where they set that right it is the other’s
 * again, unless the next has it. Answers of which turn it was said.
 */
export async function sayHowItWent(ctx: Context, personId: string, id: string, said: Said): Promise<string> {
  const { saying, takerId } = said
  return transaction(ctx.db, async (tx) => {
    const handOver = await lockHandOver(tx, { id, personId, takerId })
    if (!handOver) throw missing()
    requireInTime(ctx, handOver)
    const { giverId, halves } = handOver
    const rowIds = halves.map(({ rowId }) => rowId)
    await takers.setSaying(tx, rowIds, personId === giverId ? 'giver' : 'taker', saying)
    for (const half of halves)
      for (const person of [giverId, handOver.takerId])
        await announce(tx, { kind: 'offer.changed', id: half.id, person_id: person })
    const own = halves.find(({ ownerId }) => ownerId === personId)
    if (own) await follow(ctx, tx, own, { saying, otherId: personId === giverId ? handOver.takerId : giverId })
    return halves.find((half) => half.id === id)!.rowId
  })
}

/** As it is once the two and what it is about are held: nobody is shut out, and nothing given to the next, meanwhile. */
async function lockHandOver(tx: Tx, which: Parameters<typeof findHandOver>[1]): Promise<HandOver | undefined> {
  const found = await findHandOver(tx, which)
  if (!found) return
  await lockPeople(tx, [found.giverId, found.takerId])
  await offers.holdOffers(
    tx,
    found.halves.map(({ id }) => id),
  )
  return findHandOver(tx, which)
}

function requireInTime(ctx: Context, { letGoAt }: HandOver) {
  const since = ctx.now().subtract({ hours: 24 * DAYS_TO_SAY })
  if (letGoAt && Temporal.Instant.compare(letGoAt, since) < 0) throw refuse('invalid', 'offers.over')
}

async function follow(
  ctx: Context,
  tx: Tx,
  { id, rowId }: Half,
  { saying, otherId }: { saying: Saying | null; otherId: string },
) {
  const chosen = await findChosen(tx, id)
  if (saying === 'missed' && chosen === otherId) await reopen(ctx, tx, [id], 'owner')
  if (saying === 'missed' || chosen || !(await takers.giveBack(tx, id, rowId))) return
  await offers.setState(tx, id, 'given')
  await endRingsWith(tx, [id])
  await announce(tx, { kind: 'offer.changed', id })
}
