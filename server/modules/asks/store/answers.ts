import { rows, type Tx } from '#platform/db'
import type { Offer } from '../model/asking.ts'

export type NewAnswer = {
  askId: string
  personId: string
  kind: 'answer' | 'comment'
  parentId: string | null
  text: string
  statusId: string | null
  /** To whom whoever answers would introduce the asker. */
  offeredId: string | null
  createdAt: Temporal.Instant
}

export async function insertAnswer(tx: Tx, answer: NewAnswer): Promise<string> {
  const { id } = await tx
    .insertInto('answers')
    .values({ ...answer, offer: answer.offeredId ? 'open' : null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type LockedAnswer = {
  id: string
  askId: string
  personId: string
  kind: string
  parentId: string | null
  statusId: string | null
  text: string
  offeredId: string | null
  offer: string | null
}

/** The ask is held already. */
export async function findAnswer(tx: Tx, id: string): Promise<LockedAnswer | undefined> {
  return tx
    .selectFrom('answers')
    .select(['id', 'askId', 'personId', 'kind', 'parentId', 'statusId', 'text', 'offeredId', 'offer'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function removeAnswer(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('answers').where('id', '=', id).execute()
}

/** Whether that is new. */
export async function setHelped(tx: Tx, id: string, at: Temporal.Instant | null): Promise<boolean> {
  const text =
    'update answers set helped_at = $2 where id = $1 and (helped_at is null) <> ($2::timestamptz is null) returning id'
  return (await rows(tx, text, [id, at?.toString() ?? null])).length > 0
}

export async function setOffer(
  tx: Tx,
  id: string,
  offer: Exclude<Offer, 'open'>,
  introductionId: string | null,
): Promise<void> {
  await tx.updateTable('answers').set({ offer, introductionId }).where('id', '=', id).execute()
}
