import { accountsById, viewAccounts, type Account } from '#modules/people'
import type { Context } from '#platform/context'
import { keysetPage, rows, type Database, type Keyset } from '#platform/db'
import { missing } from '#platform/refusal'
import { MOST_CIRCLES, MOST_MEMBERS, type Circle } from './model.ts'

const COLUMNS = 'c.id, c.title, c.replies_policy, c.exclusive'
const OWN = 'c.person_id = $1 and c.deleted_at is null'

/** One's circles by name, all of them: there are at most a hundred. */
export async function viewCircles(ctx: Context, viewerId: string): Promise<Circle[]> {
  const text = `select ${COLUMNS} from circles c where ${OWN} order by lower(c.title), c.id limit ${MOST_CIRCLES}`
  return rows<Circle>(ctx.db, text, [viewerId])
}

/** Missing to anybody but its owner. */
export async function viewCircle(ctx: Context, viewerId: string, id: string): Promise<Circle> {
  const [circle] = await rows<Circle>(ctx.db, `select ${COLUMNS} from circles c where ${OWN} and c.id = $2`, [
    viewerId,
    id,
  ])
  if (!circle) throw missing()
  return circle
}

/** Those of one's circles that hold the person. */
export async function circlesHolding(ctx: Context, viewerId: string, personId: string): Promise<Circle[]> {
  return rows<Circle>(
    ctx.db,
    `select ${COLUMNS} from circles c join circle_members m on m.circle_id = c.id and m.person_id = $2
     where ${OWN} order by lower(c.title), c.id limit ${MOST_CIRCLES}`,
    [viewerId, personId],
  )
}

type Mark = { cursor: string; id: string }

const MEMBERS = `
  select m.id as cursor, m.person_id as id from circle_members m
  join circles c on c.id = m.circle_id and ${OWN}
  join people p on p.id = m.person_id and p.suspended_at is null
  where m.circle_id = $2`

/** Who is in one's circle, latest first. */
export async function membersPage(ctx: Context, viewerId: string, circleId: string, page: Keyset) {
  await viewCircle(ctx, viewerId, circleId)
  const marks = await keysetPage<Mark>(
    ctx.db,
    page,
    'm.id',
    [viewerId, circleId],
    (within) => `${MEMBERS} and ${within}`,
  )
  const items = await viewAccounts(
    ctx,
    viewerId,
    marks.map(({ id }) => id),
  )
  return { items, first: marks[0]?.cursor, last: marks.at(-1)?.cursor }
}

/** All of them at once. */
export async function allMembers(ctx: Context, viewerId: string, circleId: string): Promise<Account[]> {
  return (await membersPage(ctx, viewerId, circleId, { limit: MOST_MEMBERS })).items
}

export type CircleGlimpse = Circle & { members: Account[] }

const FACES = 5

/** One's circles, each with a few of its members. */
export async function glimpseCircles(ctx: Context, viewerId: string): Promise<CircleGlimpse[]> {
  const circles = await viewCircles(ctx, viewerId)
  const found = await rows<{ circle_id: string; id: string }>(
    ctx.db,
    `select m.circle_id, m.person_id as id from unnest($1::bigint[]) c(id)
     cross join lateral (
       select m.circle_id, m.person_id from circle_members m
       join people p on p.id = m.person_id and p.suspended_at is null
       where m.circle_id = c.id order by m.id desc limit ${FACES}) m`,
    [circles.map(({ id }) => id)],
  )
  const byId = await accountsById(
    ctx,
    viewerId,
    found.map(({ id }) => id),
  )
  return circles.map((circle) => ({
    ...circle,
    members: found.filter((one) => one.circle_id === circle.id).flatMap(({ id }) => byId.get(id) ?? []),
  }))
}

export async function countCircles(db: Database, personId: string): Promise<number> {
  const [row] = await rows<{ count: number }>(db, `select count(*)::int as count from circles c where ${OWN}`, [
    personId,
  ])
  return row!.count
}

export async function countMembers(db: Database, circleId: string): Promise<number> {
  const text = 'select count(*)::int as count from circle_members where circle_id = $1'
  const [row] = await rows<{ count: number }>(db, text, [circleId])
  return row!.count
}

/** Whether the circle is the person's, and may be spoken to. */
export async function isOwnCircle(db: Database, personId: string, id: string): Promise<boolean> {
  return (await rows(db, `select from circles c where ${OWN} and c.id = $2`, [personId, id])).length > 0
}

/** Whether each of them is. */
export async function areOwnCircles(db: Database, personId: string, ids: string[]): Promise<boolean> {
  const text = 'select from circles where person_id = $1 and deleted_at is null and id = any($2::bigint[])'
  return (await rows(db, text, [personId, ids])).length === ids.length
}
