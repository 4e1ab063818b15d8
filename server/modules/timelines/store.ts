import { sql } from 'kysely'
import { circlesReadBy } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { MERGED, REBUILT, understood, type Delivered } from './model.ts'

// A boost comes into a feed only where neither the status nor another boost of it already stands near the top.
const NEAR = `(extract(epoch from moment() - interval '3 days') * 1000)::bigint << 16`
const NOT_YET_THERE = `($3::bigint is null or not exists (
  select from home_feed h where h.person_id = f.follower_id and h.status_id > ${NEAR}
    and (h.status_id = $3 or h.reblog_of_id = $3)))`

const DELIVER = `
  insert into home_feed (person_id, status_id, author_id, reblog_of_id, reblogged_id)
  select f.follower_id, $1, $2, $3, $4
  from follows f
  join people p on p.id = f.follower_id and p.domain is null
  where f.followee_id = $2
    and ($3::bigint is null or (f.show_reblogs and f.follower_id <> $4))
    and ($5::bigint is null or $5 = $2 or $5 = f.follower_id
      or exists (select from follows g where g.follower_id = f.follower_id and g.followee_id = $5))
    and ($6::bigint is null or $6 in (${circlesReadBy('f.follower_id')}))
    and not exists (select from home_feeds hf where hf.person_id = f.follower_id and not hf.built)
    and ${understood('coalesce($3, $1)')}
    and ${NOT_YET_THERE}
  on conflict do nothing`

/** Writes a status into the home feed of every follower here. Again is harmless. */
export async function insertForFollowers(db: Database, status: Delivered): Promise<void> {
  const { id, personId, reblogOfId, reblogOfPersonId, inReplyToPersonId, circleId } = status
  await rows(db, DELIVER, [id, personId, reblogOfId, reblogOfPersonId, inReplyToPersonId, circleId])
}

export async function insertForAuthor(db: Database, status: Delivered): Promise<void> {
  await db
    .insertInto('homeFeed')
    .values({
      personId: status.personId,
      statusId: status.id,
      authorId: status.personId,
      reblogOfId: status.reblogOfId,
      rebloggedId: status.reblogOfPersonId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes a status, and every boost of it, out of all feeds. */
export async function retract(db: Database, statusId: string): Promise<void> {
  await db.deleteFrom('homeFeed').where('statusId', '=', statusId).execute()
}

// What a follower's feed takes of an author's: no mentioned-only ones, replies only to people both know, what one wants of them.
const TAKEN = `
  s.visibility <> 'direct'
  and (s.circle_id is null or s.circle_id in (${circlesReadBy('f.follower_id')}))
  and (s.reblog_of_id is null or f.show_reblogs)
  and ${understood('coalesce(s.reblog_of_id, s.id)')}
  and (s.in_reply_to_person_id is null or s.in_reply_to_person_id in (s.person_id, f.follower_id)
    or exists (select from follows g where g.follower_id = f.follower_id and g.followee_id = s.in_reply_to_person_id))`

const MERGE = `
  insert into home_feed (person_id, status_id, author_id, reblog_of_id, reblogged_id)
  select f.follower_id, s.id, s.person_id, s.reblog_of_id, o.person_id
  from follows f
  cross join lateral (
    select s.* from statuses s where s.person_id = f.followee_id and ${TAKEN} order by s.id desc limit ${MERGED}
  ) s
  left join statuses o on o.id = s.reblog_of_id
  where f.follower_id = $1 and f.followee_id = $2
  on conflict do nothing`

/** Brings the newest of somebody just followed into the follower's feed. */
export async function merge(db: Database, followerId: string, followeeId: string): Promise<void> {
  await rows(db, MERGE, [followerId, followeeId])
}

/** Takes everything of somebody no longer followed out of the feed again. */
export async function unmerge(db: Database, followerId: string, followeeId: string): Promise<void> {
  await db.deleteFrom('homeFeed').where('personId', '=', followerId).where('authorId', '=', followeeId).execute()
}

/** After a block: nothing of either remains in the other's feed, nor what others boosted of them. */
export async function forgetBetween(db: Database, one: string, other: string): Promise<void> {
  await sql`
    delete from home_feed h
    where (h.person_id = ${one} and ${other} in (h.author_id, h.reblogged_id))
      or (h.person_id = ${other} and ${one} in (h.author_id, h.reblogged_id))`.execute(db)
}

const REBUILD = `
  insert into home_feed (person_id, status_id, author_id, reblog_of_id, reblogged_id)
  select $1::bigint, s.id, s.person_id, s.reblog_of_id, o.person_id
  from (
    select s.id, s.person_id, s.reblog_of_id from follows f
    cross join lateral (
      select s.* from statuses s where s.person_id = f.followee_id and ${TAKEN} order by s.id desc limit ${REBUILT}
    ) s
    where f.follower_id = $1
    union
    (select s.id, s.person_id, s.reblog_of_id from statuses s
      where s.person_id = $1 and s.visibility <> 'direct' order by s.id desc limit ${REBUILT})
  ) s
  left join statuses o on o.id = s.reblog_of_id
  order by s.id desc limit ${REBUILT}
  on conflict do nothing`

export async function rebuild(db: Database, personId: string): Promise<void> {
  await rows(db, REBUILD, [personId])
  await db
    .insertInto('homeFeeds')
    .values({ personId, built: true })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet({ built: true, readOn: sql`current_date` }))
    .execute()
}

const NOTE_READ = `
  insert into home_feeds (person_id) values ($1)
  on conflict (person_id) do update set read_on = current_date
  where home_feeds.read_on < current_date`

export async function noteRead(db: Database, personId: string): Promise<void> {
  await rows(db, NOTE_READ, [personId])
}

/** Drops feeds unread for so many days; answers how many. */
export async function dropUnread(db: Database, days: number): Promise<void> {
  await sql`
    with dropped as (
      update home_feeds set built = false
      where built and read_on < current_date - ${days}::int
      returning person_id)
    delete from home_feed h using dropped d where h.person_id = d.person_id`.execute(db)
}

/** Where somebody stopped reading. A smaller id than before is kept too: apps may step back. */
export async function saveMarker(
  db: Database,
  personId: string,
  timeline: 'home' | 'notifications',
  lastReadId: string,
) {
  await db
    .insertInto('markers')
    .values({ personId, timeline, lastReadId })
    .onConflict((conflict) =>
      conflict.columns(['personId', 'timeline']).doUpdateSet({
        lastReadId,
        version: sql`markers.version + 1`,
        updatedAt: sql`now()`,
      }),
    )
    .execute()
}
