import type { Database } from '#platform/db'
import type { Weights } from './model/score.ts'

export async function saveWeights(db: Database, weights: Weights, at: Temporal.Instant): Promise<void> {
  const row = { weights: JSON.stringify(weights), learnedAt: at }
  await db
    .insertInto('rankings')
    .values(row)
    .onConflict((conflict) => conflict.column('onlyRow').doUpdateSet(row))
    .execute()
}
