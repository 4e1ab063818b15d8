import type { Database, Tx } from '#platform/db'
import type { Reach, Settings } from '../model/asking.ts'

export type NewAsk = {
  personId: string
  question: string
  details: string
  language: string | null
  reach: Reach
  circleIds: string[]
  named: boolean
  deadline: Temporal.Instant | null
  statusId: string | null
  createdAt: Temporal.Instant
}

export async function insertAsk(tx: Tx, ask: NewAsk): Promise<string> {
  const { id } = await tx.insertInto('asks').values(ask).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function saveAttachments(tx: Tx, id: string, attachments: object[]): Promise<void> {
  await tx
    .updateTable('asks')
    .set({ attachments: JSON.stringify(attachments) })
    .where('id', '=', id)
    .execute()
}

export type LockedAsk = {
  id: string
  personId: string
  statusId: string | null
  deadline: Temporal.Instant | null
  closedAt: Temporal.Instant | null
  greetedAt: Temporal.Instant | null
}

/** An ask, held until the transaction ends: what is done with it happens one after another. */
export async function lockAsk(tx: Tx, id: string): Promise<LockedAsk | undefined> {
  return tx
    .selectFrom('asks')
    .select(['id', 'personId', 'statusId', 'deadline', 'closedAt', 'greetedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function removeAsk(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('asks').where('id', '=', id).execute()
}

export async function setClosed(tx: Tx, id: string, at: Temporal.Instant | null): Promise<void> {
  await tx.updateTable('asks').set({ closedAt: at }).where('id', '=', id).execute()
}

export async function setOutcome(tx: Tx, id: string, outcome: string | null): Promise<void> {
  await tx.updateTable('asks').set({ outcome }).where('id', '=', id).execute()
}

export async function setGreeted(tx: Tx, id: string, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('asks').set({ greetedAt: at }).where('id', '=', id).execute()
}

/** What is asked, as the public status that it is says it now. */
export async function rewriteAsk(
  tx: Tx,
  id: string,
  words: { question: string; details: string; language: string | null },
): Promise<void> {
  await tx.updateTable('asks').set(words).where('id', '=', id).execute()
}

export async function upsertSettings(db: Database, personId: string, changes: Partial<Settings>): Promise<void> {
  await db
    .insertInto('askSettings')
    .values({ personId, ...changes })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet({ personId, ...changes }))
    .execute()
}
