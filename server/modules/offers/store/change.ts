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
