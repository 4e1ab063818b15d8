import type { Database } from '#platform/db'

/** Again is harmless. */
export async function insertPassedPair(db: Database, personId: string, one: string, other: string): Promise<void> {
  const [lowId, highId] = BigInt(one) < BigInt(other) ? [one, other] : [other, one]
  await db
    .insertInto('passedPairs')
    .values({ personId, lowId, highId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
