import type { Database } from '#platform/db'

export type Session = {
  id: string
  application: string
  createdAt: Temporal.Instant
  lastUsedAt: Temporal.Instant | null
  userAgent: string | null
}

/** Where somebody is signed in, the latest used first. */
export function listSessions(db: Database, personId: string): Promise<Session[]> {
  return db
    .selectFrom('accessTokens as t')
    .innerJoin('apps', 'apps.id', 't.appId')
    .select(['t.id', 'apps.name as application', 't.createdAt', 't.lastUsedAt', 't.userAgent'])
    .where('t.personId', '=', personId)
    .orderBy('t.lastUsedAt', (order) => order.desc().nullsLast())
    .orderBy('t.id', 'desc')
    .limit(200)
    .execute()
}
