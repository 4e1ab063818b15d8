import type { Insertable } from 'kysely'
import type { Database, DB } from '#platform/db'

export async function insertCode(db: Database, code: Insertable<DB['authorizationCodes']>): Promise<void> {
  await db.insertInto('authorizationCodes').values(code).execute()
}

export function findCodeByHash(db: Database, codeHash: Buffer, now: Temporal.Instant) {
  return db
    .selectFrom('authorizationCodes')
    .selectAll()
    .where('codeHash', '=', codeHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
}

/** A code is good once: false when somebody was faster. */
export async function dropCode(db: Database, codeHash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('authorizationCodes')
    .where('codeHash', '=', codeHash)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function dropCodesOf(db: Database, personId: string): Promise<void> {
  await db.deleteFrom('authorizationCodes').where('personId', '=', personId).execute()
}

export async function dropOldCodes(db: Database, now: Temporal.Instant): Promise<void> {
  await db.deleteFrom('authorizationCodes').where('expiresAt', '<', now).execute()
}
