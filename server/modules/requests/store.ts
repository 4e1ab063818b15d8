import { rows, type Database, type Tx } from '#platform/db'
import type { Deed } from './model.ts'

export type NewRequest = {
  seekerId: string
  targetId: string
  note: string
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

export async function insertRequest(tx: Tx, request: NewRequest): Promise<string> {
  const { id } = await tx.insertInto('introductionRequests').values(request).returning('id').executeTakeFirstOrThrow()
  return id
}

export type NewStep = {
  requestId: string
  depth: number
  fromId: string
  holderId: string
  word: string | null
  arrived: boolean
  createdAt: Temporal.Instant
}

export async function insertStep(tx: Tx, step: NewStep): Promise<string> {
  const { id } = await tx.insertInto('requestSteps').values(step).returning('id').executeTakeFirstOrThrow()
  return id
}

export type LockedRequest = {
  id: string
  seekerId: string
  targetId: string
  note: string
  state: string
  expiresAt: Temporal.Instant
}

/** A request, held until the transaction ends. */
export async function lockRequest(tx: Tx, id: string): Promise<LockedRequest | undefined> {
  return tx
    .selectFrom('introductionRequests')
    .select(['id', 'seekerId', 'targetId', 'note', 'state', 'expiresAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function setDeed(tx: Tx, stepId: string, deed: Deed, introductionId: string | null = null) {
  await tx.updateTable('requestSteps').set({ deed, introductionId }).where('id', '=', stepId).execute()
}

/** Whether it was open until then. */
/** For the eyes of whoever asked alone. */
export async function setWithdrawn(db: Database, id: string): Promise<void> {
  await rows(db, 'update introduction_requests set withdrawn = true where id = $1', [id])
}

export async function setState(db: Database, id: string, state: 'met' | 'ended'): Promise<boolean> {
  const text = `update introduction_requests set state = $2 where id = $1 and state = 'open' returning id`
  return (await rows(db, text, [id, state])).length > 0
}
