/** Small reads that actions need: how two people stand to each other, and how much was asked of whom. */
import { noBlockBetween, notMutedBy } from '#modules/audience'
import { rows, type Database } from '#platform/db'
import { stateOf } from './requests.ts'

/** Somebody here as the asking one meets them; undefined where there is nobody, or one of the two shuts the other out. */
export async function findOther(db: Database, personId: string, otherId: string) {
  const [row] = await rows<{ tie: boolean; open_to_it: boolean }>(
    db,
    `select p.introduced_by = 'following' as open_to_it,
       exists (select from follows f where f.follower_id = $1 and f.followee_id = p.id)
       and exists (select from follows f where f.follower_id = p.id and f.followee_id = $1) as tie
     from people p where p.id = $2 and p.domain is null and p.suspended_at is null and ${noBlockBetween('$1', 'p.id')}`,
    [personId, otherId],
  )
  return row
}

/** Whether what was handed by one to the other is to arrive: nobody among them and the two it is about shuts another out. */
export async function mayArrive(
  db: Database,
  { holderId, fromId, seekerId, targetId }: { holderId: string; fromId: string; seekerId: string; targetId: string },
): Promise<boolean> {
  const found = await rows(
    db,
    `select from people p where p.id = $1 and ${noBlockBetween('p.id', '$3')} and ${noBlockBetween('p.id', '$4')} and ${noBlockBetween('$3', '$4::bigint')}
       and ${noBlockBetween('$3', '$2::bigint')}
       and ${notMutedBy('p.id', '$2')} and ${notMutedBy('p.id', '$3')} and ${notMutedBy('p.id', '$4')}`,
    [holderId, fromId, seekerId, targetId],
  )
  return found.length > 0
}

/** Whether one of the two shuts the other out. */
export async function isBlockBetween(db: Database, one: string, other: string): Promise<boolean> {
  const text = `select from people p where p.id = $2 and not (${noBlockBetween('$1', 'p.id')})`
  return (await rows(db, text, [one, other])).length > 0
}

export type Asked = { open: number; again: boolean }

/** How many requests of one's are on their way, and whether one asked for the same person since then. */
export async function countAsked(
  db: Database,
  seekerId: string,
  targetId: string,
  { now, since }: { now: Temporal.Instant; since: Temporal.Instant },
): Promise<Asked> {
  const [row] = await rows<Asked>(
    db,
    `select count(*) filter (where ${stateOf('$2')} = 'open')::int as open,
       coalesce(bool_or(r.target_id = $3 and r.created_at > $4::timestamptz), false) as again
     from introduction_requests r where r.seeker_id = $1`,
    [seekerId, now.toString(), targetId, since.toString()],
  )
  return row!
}

/** How many requests reached somebody since then. */
export async function countReceived(db: Database, holderId: string, since: Temporal.Instant): Promise<number> {
  const [row] = await rows<{ count: number }>(
    db,
    'select count(*)::int as count from request_steps where holder_id = $1 and arrived and created_at > $2',
    [holderId, since.toString()],
  )
  return row!.count
}

export async function requestLimits(db: Database): Promise<{ requestsOpen: number; requestsWeekly: number }> {
  return db.selectFrom('place').select(['requestsOpen', 'requestsWeekly']).executeTakeFirstOrThrow()
}

export type Step = { id: string; depth: number; from_id: string; holder_id: string; introduction_id: string | null }

/** All steps of a request, from whoever asked on. */
export async function stepsOf(db: Database, requestId: string): Promise<Step[]> {
  return rows<Step>(
    db,
    'select id, depth, from_id, holder_id, introduction_id from request_steps where request_id = $1 order by depth',
    [requestId],
  )
}

export async function requestOfStep(db: Database, holderId: string, stepId: string): Promise<string | undefined> {
  const text = 'select request_id as id from request_steps where id = $2 and holder_id = $1 and arrived'
  return (await rows<{ id: string }>(db, text, [holderId, stepId]))[0]?.id
}

export type Due = { id: string; seeker_id: string; met: boolean }

export async function findDue(db: Database, now: Temporal.Instant, limit: number): Promise<Due[]> {
  return rows<Due>(
    db,
    `select r.id, r.seeker_id, ${stateOf('$1')} = 'met' as met from introduction_requests r
     where r.state = 'open' and r.expires_at <= $1::timestamptz order by r.expires_at, r.id limit $2`,
    [now.toString(), limit],
  )
}
