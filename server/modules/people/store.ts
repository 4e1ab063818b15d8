import { sql, type Updateable } from 'kysely'
import { rows, violates, type Database, type DB } from '#platform/db'
import { refuse } from '#platform/refusal'

export async function insertPerson(db: Database, person: { username: string; displayName: string }): Promise<string> {
  try {
    const { id } = await db.insertInto('people').values(person).returning('id').executeTakeFirstOrThrow()
    return id
  } catch (error) {
    if (violates(error, 'people_handle')) throw refuse('invalid', 'people.username_taken')
    throw error
  }
}

export async function updatePerson(db: Database, personId: string, changes: Updateable<DB['people']>): Promise<void> {
  if (Object.values(changes).every((value) => value === undefined)) return
  await db.updateTable('people').set(changes).where('id', '=', personId).execute()
}

/**
 * Holds people until the transaction ends, in the one order that everybody keeps, so that what happens to one happens one after
 * another and nobody waits for each other.
 */
export async function lockPeople(db: Database, ids: string[]): Promise<void> {
  await rows(db, 'select from people where id = any($1::bigint[]) order by id for no key update', [ids])
}

/** Null lifts it. */
export async function suspendPerson(db: Database, personId: string, since: Temporal.Instant | null): Promise<void> {
  await updatePerson(db, personId, { suspendedAt: since })
}

/** Everything of theirs goes with them. */
export async function removePerson(db: Database, personId: string): Promise<void> {
  await db.deleteFrom('people').where('id', '=', personId).execute()
}

/** The caller holds both rows (see ties' lockPair), so two who follow each other at once do not wait for one another. */
export async function addToFollowCounts(
  db: Database,
  followerId: string,
  followeeId: string,
  by: 1 | -1,
): Promise<void> {
  await rows(
    db,
    `update people set
       following_count = following_count + case when id = $1 then $3::int else 0 end,
       followers_count = followers_count + case when id = $2 then $3::int else 0 end
     where id in ($1, $2)`,
    [followerId, followeeId, by],
  )
}

export async function addToStatusCount(db: Database, personIds: string[], by: 1 | -1): Promise<void> {
  await db
    .updateTable('people')
    .set({
      statusesCount: sql<number>`greatest(0, statuses_count + ${by}::int)`,
      lastStatusOn: by > 0 ? sql<string>`(moment() at time zone 'UTC')::date` : undefined,
    })
    .where('id', '=', sql<string>`any(${personIds}::bigint[])`)
    .execute()
}
