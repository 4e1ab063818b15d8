import { withinReach } from '#modules/audience'
import { rows, type Tx } from '#platform/db'
import type { cleanOffer } from '../model/rules.ts'

export async function setWords(
  tx: Tx,
  id: string,
  words: ReturnType<typeof cleanOffer>,
  changedAt: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('offers')
    .set({ ...words, changedAt })
    .where('id', '=', id)
    .execute()
}

/** Those who would like it, but whom it reaches no more. */
export async function removeUnreached(tx: Tx, id: string): Promise<void> {
  const text = `delete from takers t using offers o
    where o.id = $1 and t.offer_id = o.id and t.chosen_at is null and not ${withinReach('o', 't.person_id')}`
  await rows(tx, text, [id])
}

export async function setSettled(tx: Tx, id: string, settledAt: Temporal.Instant): Promise<void> {
  await tx.updateTable('offers').set({ settledAt }).where('id', '=', id).execute()
}

/** Whether there was one of which nobody said how it went. */
export async function removeChoice(tx: Tx, offerId: string): Promise<boolean> {
  const text = `update takers set chosen_at = null where offer_id = $1 and chosen_at is not null and let_go_at is null
    and giver_says is null and taker_says is null returning id`
  return (await rows(tx, text, [offerId])).length > 0
}
